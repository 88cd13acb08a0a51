/**
 * From folded words to skeletons; follows `tokens.py` line by line.
 *
 * Python asks Unicode what is a letter. The engine's own tables may be older or newer, so it is answered from
 * `marks.mjs` here: of what folding can give, all is a letter but marks, letter numbers, digits and the signs.
 */

import { within } from "./folding.mjs";
import { isDevanagari, romanise } from "./indic.mjs";
import { MARKS, NUMBERS } from "./marks.mjs";

const DIGITS = [..."oizeasgtbg"].map((letter, digit) => [String(digit), letter]);
const EDGES = /^[!|+*¡]+|[!|+*¡]+$/g;
const TRAILING = /^(.*[^0-9])([0-9]{2,})$/su;
const PLAIN = /^[A-Za-z]+$/;
const DECIMAL = /^[0-9]+$/;
const ASCII = /^[\x00-\x7f]*$/;
const PIECE_OF_DEVANAGARI = /[\u0900-\u0963\u0970-\u097f]/;

const digit = (sign) => sign >= "0" && sign <= "9";
const single = (word) => word.length <= 2 && [...word].length === 1;
const same = (one, other) => one.length === other.length && one.every((text, at) => text === other[at]);

export class Tokens {
  #signs;
  #seenAs;
  #heardAs;

  constructor({ signs, visual, sound }) {
    const withoutL = (pairs) => pairs.map(([sign, letters]) => [sign, letters.replaceAll("l", "i")]);
    this.#signs = new Set(Object.keys(signs));
    this.#seenAs = new Map(
      withoutL([...DIGITS, ...Object.entries(signs), ...Object.entries(visual), ["l", "i"]]),
    );
    this.#heardAs = new Map(withoutL(Object.entries(sound)));
  }

  /** Whether a sign that folding gave is a letter, as `str.isalpha`. */
  isLetter(sign) {
    const point = sign.codePointAt(0);
    if (point < 128) return PLAIN.test(sign);
    if (this.#signs.has(sign)) return false;
    return !within(MARKS, point) && !within(NUMBERS, point);
  }

  /** Whether a sign that folding gave is a letter or a letter number, as `[^\W\d_]`. */
  #isWordy(sign) {
    return this.isLetter(sign) || within(NUMBERS, sign.codePointAt(0));
  }

  readings(words) {
    const whole = words.join("");
    const found = [];
    if (PLAIN.test(whole)) {
      const skeletons = words.map((word) => word.replaceAll("l", "i"));
      found.push({ pieces: [...words], skeletons });
      if (whole.includes("vv")) {
        found.push({ pieces: [...words], skeletons: skeletons.map((text) => text.replaceAll("vv", "w")) });
      }
    } else {
      found.push(this.#plain(words));
      for (const other of [this.#seen(words), this.#seen(this.#trimmed(words))]) {
        if (found.every((known) => !same(other.skeletons, known.skeletons))) found.push(other);
      }
    }
    if (whole.includes("ph") || !ASCII.test(whole)) {
      const { pieces, skeletons } = found[0];
      const heard = skeletons.map((text) => translated(text, this.#heardAs).replaceAll("ph", "f"));
      if (heard.every(Boolean) && !same(heard, skeletons)) found.push({ pieces: [...pieces], skeletons: heard });
    }
    return found;
  }

  /** A skeleton with every run of one letter made one; digits stay as they are. */
  collapse(text) {
    let collapsed = "";
    let last = "";
    for (const sign of text) {
      if (sign !== last || !this.#isWordy(sign)) collapsed += sign;
      last = sign;
    }
    return collapsed;
  }

  #plain(words) {
    const pieces = words.flatMap((word) => (PLAIN.test(word) ? [word] : this.#pieces(word)));
    return { pieces, skeletons: pieces.map(letters) };
  }

  #pieces(word) {
    const pieces = [];
    let last = "";
    for (const sign of word) {
      const kind = digit(sign) ? "digit" : this.#isWordy(sign) || PIECE_OF_DEVANAGARI.test(sign) ? "letter" : "";
      if (kind && kind === last) pieces[pieces.length - 1] += sign;
      else if (kind) pieces.push(sign);
      last = kind;
    }
    return pieces;
  }

  #seen(words) {
    const pieces = [];
    const skeletons = [];
    words.forEach((word, place) => {
      const skeleton = this.#skeleton(word, words, place);
      if (skeleton) {
        pieces.push(word);
        skeletons.push(skeleton);
      }
    });
    return { pieces, skeletons };
  }

  #trimmed(words) {
    const trimmed = [];
    for (const part of words.flatMap((word) => word.split(/[+|*]/))) {
      const stripped = part.replace(EDGES, "");
      const found = [...stripped].every((sign) => this.isLetter(sign)) ? null : TRAILING.exec(stripped);
      trimmed.push(...(found ? found.slice(1) : [stripped]));
    }
    return trimmed.filter(Boolean);
  }

  #skeleton(word, words, place) {
    if (PLAIN.test(word)) return word.replaceAll("vv", "w").replaceAll("l", "i");
    const decimal = DECIMAL.test(word);
    if (decimal || ![...word].some((sign) => this.isLetter(sign))) {
      if (single(word) && this.#amongLetters(words, place)) return translated(word, this.#seenAs);
      return decimal ? word : "";
    }
    if (isDevanagari(word)) return letters(word);
    return translated(word, this.#seenAs).replaceAll("vv", "w");
  }

  /** Whether a single sign stands in a run of single signs of which one is a letter. */
  #amongLetters(words, place) {
    for (const step of [-1, 1]) {
      for (let at = place + step; at >= 0 && at < words.length && single(words[at]); at += step) {
        if (this.isLetter(words[at])) return true;
      }
    }
    return false;
  }
}

// A mark that stands alone has no sound.
const letters = (piece) => ((isDevanagari(piece) && romanise(piece)) || piece).replaceAll("l", "i");

function translated(text, table) {
  let made = "";
  for (const sign of text) made += table.get(sign) ?? sign;
  return made;
}
