/** Devanagari in Latin letters, as people type it; follows `indic.py`. */

const pairs = (signs, sounds) => {
  const separate = sounds.split(" ");
  return new Map([...signs].map((sign, place) => [sign, separate[place]]));
};

const CONSONANTS = pairs(
  "कखगघङचछजझञटठडढणतथदधनपफबभमयरलळवशषसह",
  "k kh g gh n ch ch j jh n t th d dh n t th d dh n p f b bh m y r l l v sh sh s h",
);
const VOWELS = pairs("अआइईउऊऋऌऍऎएऐऑऒओऔॲ", "a a i i u u ri li e e e ai o o o au a");
const SIGNS = pairs("ािीुूृॄॅॆेैॉॊोौॢॣ", "a i i u u ri ri e e e ai o o o au li li");
const NASALS = new Map([["ं", "n"], ["ँ", "n"], ["ः", ""]]);
const VIRAMA = "्";

export const isDevanagari = (word) => /[\u0900-\u097f]/.test(word);

/** A folded word with its Devanagari in Latin letters, one spelling; other signs stay as they are. */
export const romanise = (word) => spoken(syllables(word)).map(([sound]) => sound).join("");

/** [sound, kind] of each sign: kind is c consonant, v vowel, a inherent vowel, n nasal, x anything else. */
function syllables(word) {
  const sounds = [];
  let bare = false; // the last consonant still carries its inherent vowel
  for (const sign of word) {
    if (SIGNS.has(sign) || sign === VIRAMA) {
      if (bare) sounds.pop();
      if (sign !== VIRAMA) sounds.push([SIGNS.get(sign), "v"]);
      bare = false;
    } else if (CONSONANTS.has(sign)) {
      sounds.push([CONSONANTS.get(sign), "c"], ["a", "a"]);
      bare = true;
    } else {
      sounds.push(other(sign));
      bare = false;
    }
  }
  return sounds;
}

function other(sign) {
  if (VOWELS.has(sign)) return [VOWELS.get(sign), "v"];
  return NASALS.has(sign) ? [NASALS.get(sign), "n"] : [sign, "x"];
}

function spoken(sounds) {
  if (sounds.length > 2 && sounds.at(-1)[1] === "a") sounds.pop();
  const kept = sounds.slice(-2).reverse(); // the last sound first
  const vowel = (sound) => sound[1] === "v" || sound[1] === "a";
  for (let place = sounds.length - 3; place >= 0; place--) {
    const silent = place >= 2 && sounds[place][1] === "a" && kept.at(-1)[1] === "c" && vowel(kept.at(-2));
    if (!(silent && sounds[place - 1][1] === "c" && vowel(sounds[place - 2]))) kept.push(sounds[place]);
  }
  return kept.reverse();
}
