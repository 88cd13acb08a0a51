/** A binary fuse filter, looked up in the bytes of its file; the format is described in `fuse.py`. */

const START = 24;
const BITS = [8, 12, 16, 20];
const SLOTS_AT_MOST = 2 ** 21;

/** A filter file is foreign, torn or changed. The message is one sentence. */
export class FilterInvalid extends Error {
  name = "FilterInvalid";
}

export class Fuse {
  #slots;
  #bits;
  #length;
  #span;
  #mask;

  /** `file` is a Uint8Array, which is kept and not changed. Throws FilterInvalid. */
  constructor(file) {
    if (file.length < START || ascii(file, 0, 4) !== "TPFU") throw new FilterInvalid("This is not a filter file.");
    const view = new DataView(file.buffer, file.byteOffset, file.length);
    const [version, bits, log, zero] = file.subarray(4, 8);
    const segments = view.getUint32(8, true);
    if (version !== 1 || zero) {
      throw new FilterInvalid("The filter file is of a format that is not known here.");
    }
    if (!BITS.includes(bits) || log < 2 || log > 16 || !segments || (segments + 2) * 2 ** log > SLOTS_AT_MOST) {
      throw new FilterInvalid("The filter file has a shape that no filter has.");
    }
    if (file.length !== START + Math.ceil(((segments + 2) * 2 ** log * bits) / 8)) {
      throw new FilterInvalid("The filter file is not whole.");
    }
    if (view.getUint32(20, true) !== crc32(file.subarray(0, 20), file.subarray(START))) {
      throw new FilterInvalid("The filter file was changed or torn.");
    }
    this.seed = view.getUint32(12, true);
    this.keys = view.getUint32(16, true);
    this.#slots = file.subarray(START);
    this.#bits = bits;
    this.#length = 2 ** log;
    this.#span = segments * 2 ** log;
    this.#mask = 2 ** bits - 1;
  }

  /** Whether the key that begins this digest (12 bytes or more) is probably in the set. */
  contains(digest) {
    const view = new DataView(digest.buffer, digest.byteOffset, digest.length);
    const b = view.getUint32(4, true);
    const low = this.#length - 1;
    const first = Math.floor((view.getUint32(0, true) * this.#span) / 2 ** 32);
    const second = (first + this.#length) ^ (b & low);
    const third = (first + 2 * this.#length) ^ ((b >>> 16) & low);
    const found = this.#slot(first) ^ this.#slot(second) ^ this.#slot(third);
    return ((found ^ view.getUint32(8, true)) & this.#mask) === 0;
  }

  #slot(place) {
    const bit = place * this.#bits;
    const at = bit >>> 3;
    const slots = this.#slots; // a byte past the end counts as zero
    return ((slots[at] | (slots[at + 1] << 8) | (slots[at + 2] << 16)) >>> (bit & 7)) & this.#mask;
  }
}

/** Bytes as text; each is one character. */
export const ascii = (bytes, from, to) =>
  Array.from(bytes.subarray(from, to), (byte) => String.fromCharCode(byte)).join("");

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  for (let bit = 0; bit < 8; bit++) byte = byte & 1 ? (byte >>> 1) ^ 0xedb88320 : byte >>> 1;
  return byte;
});

function crc32(...parts) {
  let sum = 0xffffffff;
  for (const part of parts) {
    for (const byte of part) sum = CRC[(sum ^ byte) & 255] ^ (sum >>> 8);
  }
  return ~sum >>> 0;
}
