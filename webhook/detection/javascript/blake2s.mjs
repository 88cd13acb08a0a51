/** BLAKE2s (RFC 7693) with key, salt and person: WebCrypto has none, and answers only later. */

const IV = Uint32Array.of(
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
);
const SIGMA = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
  [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
  [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
  [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
  [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
  [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
  [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
  [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
  [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
  [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
];
const BLOCK = 64;
const v = new Uint32Array(16);
const m = new Uint32Array(16);

/** Hashes with one key, salt and person, of texts that may be many: `digest(bytes)`, a Uint8Array of `size` bytes. */
export class Blake2s {
  #size;
  #key;
  #start;
  #begun;

  /** `size` 1 to 32 bytes; `key` up to 32, `salt` and `person` up to 8, padded with zeros. */
  constructor({ size, key = new Uint8Array(), salt = new Uint8Array(), person = new Uint8Array() }) {
    const parameters = new Uint8Array(32);
    parameters.set([size, key.length, 1, 1]);
    parameters.set(salt, 16);
    parameters.set(person, 24);
    this.#size = size;
    this.#key = key;
    this.#start = words(parameters, 0, 8).map((word, place) => word ^ IV[place]);
    this.#begun = this.#start;
    if (key.length) {
      this.#begun = this.#start.slice(); // the key's block is the same for every text
      compress(this.#begun, padded(key), 0, BLOCK, false);
    }
  }

  digest(bytes) {
    const state = (bytes.length ? this.#begun : this.#start).slice();
    const before = this.#key.length ? BLOCK : 0;
    if (!bytes.length) {
      compress(state, padded(this.#key), 0, before, true);
    } else {
      let at = 0;
      for (; bytes.length - at > BLOCK; at += BLOCK) compress(state, bytes, at, before + at + BLOCK, false);
      compress(state, padded(bytes.subarray(at)), 0, before + bytes.length, true);
    }
    const digest = new Uint8Array(this.#size);
    for (let place = 0; place < this.#size; place++) digest[place] = state[place >> 2] >>> (8 * (place & 3));
    return digest;
  }
}

function padded(bytes) {
  const block = new Uint8Array(BLOCK);
  block.set(bytes);
  return block;
}

function words(bytes, at, count) {
  const found = new Uint32Array(count);
  for (let place = 0; place < count; place++, at += 4) {
    found[place] = bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
  }
  return found;
}

/** `counted` is how many bytes were taken in with this block; below 2**32 here. */
function compress(state, bytes, at, counted, last) {
  m.set(words(bytes, at, 16));
  v.set(state);
  v.set(IV, 8);
  v[12] ^= counted;
  if (last) v[14] = ~v[14];
  for (const order of SIGMA) {
    mix(0, 4, 8, 12, m[order[0]], m[order[1]]);
    mix(1, 5, 9, 13, m[order[2]], m[order[3]]);
    mix(2, 6, 10, 14, m[order[4]], m[order[5]]);
    mix(3, 7, 11, 15, m[order[6]], m[order[7]]);
    mix(0, 5, 10, 15, m[order[8]], m[order[9]]);
    mix(1, 6, 11, 12, m[order[10]], m[order[11]]);
    mix(2, 7, 8, 13, m[order[12]], m[order[13]]);
    mix(3, 4, 9, 14, m[order[14]], m[order[15]]);
  }
  for (let place = 0; place < 8; place++) state[place] ^= v[place] ^ v[place + 8];
}

const turned = (word, by) => (word >>> by) | (word << (32 - by));

function mix(a, b, c, d, x, y) {
  v[a] = v[a] + v[b] + x;
  v[d] = turned(v[d] ^ v[a], 16);
  v[c] = v[c] + v[d];
  v[b] = turned(v[b] ^ v[c], 12);
  v[a] = v[a] + v[b] + y;
  v[d] = turned(v[d] ^ v[a], 8);
  v[c] = v[c] + v[d];
  v[b] = turned(v[b] ^ v[c], 7);
}
