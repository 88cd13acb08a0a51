/** One form for the many ways to write a word; follows `folding.py` line by line, on the same table. */

const ROUNDS = 2; // how often a text may have been encoded over

const ENCODED =
  /((?:%[0-9a-fA-F]{2})+)|&#[xX]([0-9a-fA-F]{1,6});?|&#([0-9]{1,7});?|&([A-Za-z][A-Za-z0-9]{1,31});|(?:\\u|%u)([0-9a-fA-F]{4})|\\[ux]\{([0-9a-fA-F]{1,6})\}|\\x([0-9a-fA-F]{2})/gu;

// Python's white space, and Python's letters that are equal but for case: JavaScript's `\s` and `i` are others.
const SPACE = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const ALSO = { i: "\u0130\u0131", s: "\u017f", k: "\u212a" };
const named = (names) =>
  names.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}${ALSO[letter] ?? ""}]`);
const TAG = new RegExp(
  `\\[/?(?:${named("b|i|u|s|color|size|font")})(?:=[^\\]]{0,40})?\\]|` +
    `</?(?:${named("b|i|u|s|em|strong|span|font|small|big|sub|sup|mark|wbr|a")})` +
    `(?:${SPACE}[^<>]{0,200})?/?>`,
  "gu",
);
const TURNED = /\u202e([^\u202c\u2069\n]*)/gu; // shown from right to left, so typed backwards
const MAY_BE_ENCODED = /[%&\\<]|\[\//;

export class Folding {
  #points;
  #kept;
  #entities;
  #utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

  constructor(table) {
    this.#points = new Map(Object.entries(table.map).map(([point, text]) => [parseInt(point, 16), text]));
    this.#kept = table.keep;
    this.#entities = new Map(Object.entries(table.entities));
  }

  words(text) {
    if (MAY_BE_ENCODED.test(text)) text = this.decode(text);
    if (text.includes("\u202e")) text = text.replace(TURNED, (_, shown) => [...shown].reverse().join(""));
    let folded = "";
    for (const sign of text) folded += this.#folded(sign.codePointAt(0));
    return folded.split(" ").filter(Boolean);
  }

  decode(text) {
    for (let round = 0; round < ROUNDS; round++) {
      const decoded = text.replace(ENCODED, (...found) => this.#decoded(found));
      if (decoded === text) break;
      text = decoded;
    }
    return /<\/|\[\/|<wbr/.test(text) ? text.replace(TAG, "") : text;
  }

  #folded(point) {
    let text = this.#points.get(point);
    if (text === undefined) {
      text = within(this.#kept, point) ? String.fromCodePoint(point) : " ";
      this.#points.set(point, text);
    }
    return text;
  }

  #decoded([whole, octets, hexadecimal, decimal, name, escaped, braced, short]) {
    if (octets) {
      const bytes = octets.slice(1).split("%").map((pair) => parseInt(pair, 16));
      return this.#utf8.decode(Uint8Array.from(bytes));
    }
    if (name) return this.#entities.get(name) ?? whole;
    const point = decimal ? parseInt(decimal, 10) : parseInt(hexadecimal ?? escaped ?? braced ?? short, 16);
    return point < 0x110000 && !(point >= 0xd800 && point < 0xe000) ? String.fromCodePoint(point) : " ";
  }
}

/** Whether a number is in one of the ranges [low, high], which are in order. */
export function within(ranges, point) {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ranges[middle][1] < point) low = middle + 1;
    else high = middle;
  }
  return low < ranges.length && ranges[low][0] <= point;
}
