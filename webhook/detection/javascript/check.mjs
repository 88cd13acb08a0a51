/** Whether this engine answers as the vectors say; the same in Node and in a browser. */

/** The names of what differs, or nothing. `detection` is what `load` gave, `vectors` the content of `vectors.json`. */
export function differing({ fold, words, readings, KeyedFilter }, vectors) {
  const found = [];
  const tell = (name, text) => found.push(`${name}: ${JSON.stringify(text)}`);
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  for (const { text, fold: folded, readings: read } of vectors.folds) {
    if (fold(text) !== folded) tell("fold", text);
    else if (!same(readings(words(text)).map(({ pieces, skeletons }) => [pieces, skeletons]), read)) {
      tell("readings", text);
    }
  }
  for (const vector of vectors.filters) {
    const filter = KeyedFilter.from(base64(vector.file), hex(vector.key));
    const meta = [filter.keys, [...filter.kinds], Object.fromEntries(filter.lists)];
    if (!same(meta, [vector.keys, vector.kinds, vector.lists])) tell("header", vector.how);
    vectors.queries.forEach((query, place) => {
      if (filter.likely(query) !== (vector.likely[place] === "1")) tell("likely", [vector.how, query]);
    });
  }
  vectors.refused.forEach(({ file, key, error }, place) => {
    if (refusal(KeyedFilter, base64(file), hex(key)) !== error) tell("refused", place);
  });
  return found;
}

function refusal(KeyedFilter, file, key) {
  try {
    KeyedFilter.from(file, key);
  } catch (error) {
    return error.name;
  }
  return null;
}

const hex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const base64 = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
