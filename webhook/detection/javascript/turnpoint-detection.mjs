/**
 * The part of Turnpoint's detection that runs at a partner in JavaScript: folding, readings and the keyed filter.
 *
 * Node 18 and later, and every current browser; no dependency, no build. `vectors.json` proves that it answers as
 * the Python package does. Nothing here keeps, logs or sends a query.
 */

import { Folding } from "./folding.mjs";
import { FilterInvalid } from "./fuse.mjs";
import { FilterKeyWrong, filterClass } from "./keyed.mjs";
import { Tokens } from "./tokens.mjs";

export { FilterInvalid, FilterKeyWrong };

/** Where `fold.json` lies if these modules are served as the package has them. */
export const FOLD_TABLE = new URL("../tables/fold.json", import.meta.url);

/**
 * Read the folding table once, and give what works with it.
 *
 * `table` is the content of `fold.json`, or the URL to fetch it from (in Node also a file: URL); without it, the
 * package's own is read. Rejects with an Error where it cannot be read.
 */
export async function load(table = FOLD_TABLE) {
  const source = typeof table === "string" || table instanceof URL ? await read(new URL(table, base())) : table;
  const folding = new Folding(source);
  const tokens = new Tokens(source);
  return {
    fold: (text) => folding.words(text).join(" "),
    words: (text) => folding.words(text),
    readings: (words) => tokens.readings(words),
    KeyedFilter: filterClass(folding, tokens),
  };
}

const base = () => globalThis.document?.baseURI ?? import.meta.url;

async function read(url) {
  if (url.protocol === "file:") {
    const { readFile } = await import("node:fs/promises");
    return JSON.parse(await readFile(url, "utf8"));
  }
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`The folding table could not be fetched: ${answer.status}.`);
  return answer.json();
}
