/** The keyed filter; format and look-up are described in `keyed.py`, which this follows. */

import { Blake2s } from "./blake2s.mjs";
import { FilterInvalid, Fuse, ascii } from "./fuse.mjs";

const MOST_WORDS = 1000; // of a query; a longer text is not looked through here
const HEAD_BYTES = 8;
const KEY_BYTES = 32;
const MAC_BYTES = 16;
const TYPO_LEAST = 7; // letters of a term
const BEFORE_ENDING = 4; // letters
const UTF8 = new TextEncoder();
const [KEYS, MAC, KEY_ID] = ["turnpnt1", "turnpnt2", "turnpnt3"].map((text) => UTF8.encode(text));

/** The key is not the one that the filter was built with, or none at all. */
export class FilterKeyWrong extends FilterInvalid {
  name = "FilterKeyWrong";
}

/** The class of filters that fold and read with these. */
export function filterClass(folding, tokens) {
  return class KeyedFilter {
    #fuse;
    #hash;
    #header;
    #endings;
    #reach;

    static from(file, key) {
      const bytes = file instanceof ArrayBuffer ? new Uint8Array(file) : file;
      const { header, fuse } = opened(bytes, key);
      return new KeyedFilter(fuse, key, header);
    }

    constructor(fuse, key, header) {
      const salt = new Uint8Array(8);
      new DataView(salt.buffer).setUint32(0, fuse.seed, true);
      this.#fuse = fuse;
      this.#hash = new Blake2s({ size: 16, key: key.slice(), salt, person: KEYS });
      this.#header = header;
      this.#endings = header.endings.map((ending) => [ending, [...ending].length]);
      const longest = header.endings.length ? Math.max(...this.#endings.map(([, letters]) => letters)) : 1;
      this.#reach = header.longest + longest;
      this.keys = fuse.keys;
      this.kinds = Object.freeze([...header.kinds]);
      this.lists = new Map(header.lists.map(({ name, version }) => [name, version]));
      Object.freeze(this);
    }

    likely(query) {
      const folded = folding.words(query);
      if (folded.length > MOST_WORDS) return true;
      const seen = new Set();
      for (const reading of tokens.readings(folded)) {
        if (reading.skeletons.length > MOST_WORDS) return true;
        for (const [text, alone] of this.#texts(reading)) {
          if (seen.has(text)) continue;
          if (!this.#holds(text)) seen.add(text);
          else if (!alone || !this.#holds(`${alone} `)) return true;
        }
      }
      return false;
    }

    #holds(text) {
      return this.#fuse.contains(this.#hash.digest(UTF8.encode(text)));
    }

    /** What is looked up, and the word that it comes from where it is one alone. */
    *#texts({ pieces, skeletons }) {
      const { window, order, typo } = this.#header;
      const parts = skeletons.map((skeleton) => [...tokens.collapse(skeleton)]);
      for (let start = 0; start < parts.length; start++) {
        let signs = [];
        let long = 0;
        let alone = pieces[start];
        for (let place = start; place < parts.length; place++) {
          const last = parts[place];
          long += last.length > 1;
          const seam = signs.length && signs.at(-1) === last[0] && tokens.isLetter(last[0]);
          signs = [...signs, ...(seam ? last.slice(1) : last)];
          if (long > window || signs.length > this.#reach) break;
          const text = signs.join("");
          yield [text, alone];
          for (const [ending, letters] of this.#endings) {
            if (letters < last.length && signs.length - letters >= BEFORE_ENDING && text.endsWith(ending)) {
              yield [signs.slice(0, signs.length - letters).join(""), alone];
            }
          }
          if (order && place > start) yield [bag(parts.slice(start, place + 1)), ""];
          if (typo && signs.length >= TYPO_LEAST - 1) for (const slip of slips(signs)) yield [slip, alone];
          alone = "";
        }
      }
    }
  };
}

function opened(file, key) {
  if (!(key instanceof Uint8Array) || key.length !== KEY_BYTES) {
    throw new FilterKeyWrong(`The key of a filter is ${KEY_BYTES} bytes; a key file has them in base64.`);
  }
  if (!(file instanceof Uint8Array) || file.length < HEAD_BYTES + MAC_BYTES || ascii(file, 0, 4) !== "TPKF") {
    throw new FilterInvalid("This is not a keyed filter.");
  }
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  if (view.getUint16(4, true) !== 1) {
    throw new FilterInvalid("The keyed filter is of a format that is not known here.");
  }
  const end = HEAD_BYTES + view.getUint16(6, true);
  const header = headerOf(file.subarray(HEAD_BYTES, end));
  const named = new Blake2s({ size: 8, key, person: KEY_ID }).digest(new Uint8Array());
  if (header.key !== [...named].map((byte) => byte.toString(16).padStart(2, "0")).join("")) {
    throw new FilterKeyWrong("The keyed filter was built with another key.");
  }
  const whole = file.length - MAC_BYTES;
  const mac = new Blake2s({ size: MAC_BYTES, key, person: MAC }).digest(file.subarray(0, whole));
  if (mac.reduce((differing, byte, place) => differing | (byte ^ file[whole + place]), 0)) {
    throw new FilterInvalid("The keyed filter was changed or torn.");
  }
  return { header, fuse: new Fuse(file.slice(end, whole)) };
}

function headerOf(bytes) {
  let header = null;
  try {
    header = JSON.parse(ascii(bytes));
  } catch {
    // told below
  }
  const lists = ["lists", "kinds", "endings"].every((name) => Array.isArray(header?.[name]));
  const numbers = ["window", "longest"].every((name) => Number.isInteger(header?.[name]));
  const choices = ["order", "typo"].every((name) => typeof header?.[name] === "boolean");
  if (!lists || !numbers || !choices || typeof header.key !== "string") {
    throw new FilterInvalid("The keyed filter has a header that can't be read.");
  }
  return header;
}

const byCodePoint = (one, other) => {
  for (let at = 0; at < one.length && at < other.length; at++) {
    if (one[at] !== other[at]) return one[at].codePointAt(0) - other[at].codePointAt(0);
  }
  return one.length - other.length;
};

const bag = (parts) => [...parts].sort(byCodePoint).map((signs) => signs.join("")).join(" ");

function* slips(signs) {
  yield ` ${signs.join("")}`;
  for (let place = 1; place < signs.length; place++) {
    yield ` ${signs.slice(0, place).join("")}${signs.slice(place + 1).join("")}`;
  }
}
