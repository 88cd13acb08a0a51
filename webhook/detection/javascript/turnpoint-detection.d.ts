/** The content of the package's `tables/fold.json`. */
export interface FoldTable {
  unicode: string;
  map: Record<string, string>;
  keep: [number, number][];
  signs: Record<string, string>;
  visual: Record<string, string>;
  sound: Record<string, string>;
  entities: Record<string, string>;
}

/** One way to read the words: the pieces as folded, and the skeleton of each, in the same order. */
export interface Reading {
  pieces: string[];
  skeletons: string[];
}

/** A filter file is foreign, torn or changed. The message is one sentence. */
export class FilterInvalid extends Error {}

/** The key is not the one that the filter was built with, or none at all. */
export class FilterKeyWrong extends FilterInvalid {}

/** A filter and its key in memory. Immutable; keeps nothing of a query. */
export interface KeyedFilter {
  /** How many keys the filter holds. */
  readonly keys: number;
  /** The triggers that it was built for: search, link, upload, prompt, chat, profile. */
  readonly kinds: readonly string[];
  /** The version of each list, by name. */
  readonly lists: ReadonlyMap<string, number>;
  /** False: nothing need leave. True: send the query to `/v1/screen`, which decides. */
  likely(query: string): boolean;
}

export interface Detection {
  /** The words of a text with one space between them, whatever its width, case, accents or look-alikes. */
  fold(text: string): string;
  /** The words of `fold(text)`. */
  words(text: string): string[];
  /** The one to four ways to read folded words, the plainest first. */
  readings(words: readonly string[]): Reading[];
  KeyedFilter: {
    /** The filter in a file, with its key of 32 bytes. Throws FilterKeyWrong, FilterInvalid. */
    from(file: Uint8Array | ArrayBuffer, key: Uint8Array): KeyedFilter;
  };
}

/** Where `fold.json` lies if these modules are served as the package has them. */
export const FOLD_TABLE: URL;

/** Read the folding table once (its content, its URL, or the package's own), and give what works with it. */
export function load(table?: FoldTable | URL | string): Promise<Detection>;
