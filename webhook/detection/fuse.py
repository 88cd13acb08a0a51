"""A binary fuse filter (Graf and Lemire 2022, 3-wise): is a key probably in a set that the filter doesn't hold?

No key of the set is ever missed; another key is found with probability 2**-bits. About 1.13 to 1.23 slots a key.
Everything is 32-bit arithmetic with one product below 2**53, so that JavaScript reads the same file in a few lines.

A key is 12 bytes, the beginning of a digest: three little-endian unsigned 32-bit words a, b, c. It is looked up as

    first  = floor(a * (segments * length) / 2**32)
    second = (first + length)     xor (b mod length)
    third  = (first + 2 * length) xor (floor(b / 65536) mod length)
    found  = slot[first] xor slot[second] xor slot[third] == c mod 2**bits

The file, all numbers little-endian and unsigned:

    offset  bytes  what
    0       4      the letters TPFU
    4       1      format, 1
    5       1      bits a slot: 8, 12, 16 or 20
    6       1      log2(length), 2 to 16
    7       1      zero
    8       4      segments, at least 1; there are (segments + 2) * length slots, 2**21 at most
    12      4      seed: whoever hashes a key mixes this in, as the reader of the file says
    16      4      how many keys were put in
    20      4      CRC-32 (zlib, PNG) of bytes 0 to 19 and of all from 24 on
    24             the slots, ceil(slots * bits / 8) bytes to the end of the file

Slot i stands in the bits from i * bits on, lowest bit first: with o = floor(i * bits / 8) it is
floor((byte[o] + 256 * byte[o + 1] + 65536 * byte[o + 2]) / 2**(i * bits mod 8)) mod 2**bits,
where a byte past the end counts as zero.
"""

import math
import struct
import sys
import zlib
from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass

KEY_BYTES = 12
BITS = (8, 12, 16, 20)
SLOTS_AT_MOST = 1 << 21

_MAGIC = b"TPFU"
_FORMAT = 1
_HEAD = struct.Struct("<4sBBBBLLL")
_CRC = struct.Struct("<L")
_START = _HEAD.size + _CRC.size
_WORDS = struct.Struct("<3L")
_SEEDS = 64


class FilterInvalid(Exception):
    """A file is no filter, or not whole. One sentence."""


class FilterNotBuilt(Exception):
    """A set of keys can't become a filter. One sentence."""


class Fuse:
    """A filter in memory. `keys` is how many were put in, `seed` what their hash was mixed with."""

    def __init__(self, slots: "array[int]", shape: "Shape", bits: int, seed: int, keys: int) -> None:
        self.bits, self.seed, self.keys = bits, seed, keys
        self._slots, self._shape = slots, shape
        self._length, self._span = shape.length, shape.span
        self._low, self._mask = shape.length - 1, (1 << bits) - 1

    def contains(self, digest: bytes) -> bool:
        """Whether the key that begins this digest (12 bytes or more) is probably in the set."""
        a, b, c = _WORDS.unpack_from(digest)
        first = a * self._span >> 32
        second = first + self._length
        slots = self._slots
        found = slots[first] ^ slots[second ^ b & self._low]
        found ^= slots[second + self._length ^ b >> 16 & self._low]
        return not (found ^ c) & self._mask

    def to_bytes(self) -> bytes:
        """The file: see the module."""
        head = _HEAD.pack(
            _MAGIC, _FORMAT, self.bits, self._shape.log, 0, self._shape.segments, self.seed, self.keys
        )
        data = _packed(self._slots, self.bits)
        return head + _CRC.pack(zlib.crc32(data, zlib.crc32(head))) + data

    @classmethod
    def from_bytes(cls, file: bytes) -> "Fuse":
        """The filter in a file. Raises FilterInvalid where it is foreign, torn or changed."""
        if len(file) < _START or not file.startswith(_MAGIC):
            raise FilterInvalid("This is not a filter file.")
        _, version, bits, log, zero, segments, seed, keys = _HEAD.unpack_from(file)
        if version != _FORMAT or zero:
            raise FilterInvalid("The filter file is of a format that is not known here.")
        if bits not in BITS or not 2 <= log <= 16 or not segments or segments + 2 > SLOTS_AT_MOST >> log:
            raise FilterInvalid("The filter file has a shape that no filter has.")
        shape = Shape(log, segments)
        if len(file) != _START + (shape.slots * bits + 7) // 8:
            raise FilterInvalid("The filter file is not whole.")
        data = memoryview(file)[_START:]
        if _CRC.unpack_from(file, _HEAD.size) != (zlib.crc32(data, zlib.crc32(file[: _HEAD.size])),):
            raise FilterInvalid("The filter file was changed or torn.")
        return cls(_unpacked(data, bits, shape.slots), shape, bits, seed, keys)


@dataclass(frozen=True)
class Shape:
    """How the slots are laid out: `segments` places to start in, each of 2**`log` slots, and two more after them."""

    log: int
    segments: int

    @property
    def length(self) -> int:
        """Slots a segment."""
        return 1 << self.log

    @property
    def span(self) -> int:
        """Slots that a key's first one may be in."""
        return self.segments << self.log

    @property
    def slots(self) -> int:
        """All slots."""
        return self.segments + 2 << self.log

    @classmethod
    def of(cls, keys: int) -> "Shape":
        """The layout for a number of keys, as the paper measured it. Raises FilterNotBuilt."""
        several = max(keys, 2)
        log = min(max(math.floor(math.log(several) / math.log(3.33) + 2.25), 2), 16)
        factor = max(1.125, 0.875 + 0.25 * math.log(1_000_000) / math.log(several))
        shape = cls(log, max(math.ceil(several * factor / (1 << log)) - 2, 1))
        if shape.slots > SLOTS_AT_MOST:
            raise FilterNotBuilt(f"{keys} keys are more than one filter takes.")
        return shape


def build(digests: Callable[[int], Iterable[bytes]], bits: int) -> Fuse:
    """A filter of all keys that `digests(seed)` gives: their hash with this seed mixed in, 12 bytes or more.

    A seed that doesn't work out (about one in a hundred) is followed by the next. The same keys, in whatever
    order, give the same file. Raises FilterNotBuilt.
    """
    if bits not in BITS:
        raise FilterNotBuilt(f"A filter has {', '.join(map(str, BITS))} bits a slot, not {bits}.")
    for seed in range(_SEEDS):
        keys = sorted({digest[:KEY_BYTES] for digest in digests(seed)})
        shape = Shape.of(len(keys))
        peeled = _Peeling(keys, shape)
        if peeled.whole:
            return Fuse(peeled.slots(bits), shape, bits, seed, len(keys))
    raise FilterNotBuilt("No seed worked out: are the keys digests of a good hash?")


class _Peeling:
    """Takes away, one after another, a key that is alone in one of its slots; the last one gets its slot first."""

    def __init__(self, keys: list[bytes], shape: Shape) -> None:
        self._places(keys, shape)
        count, mixed = bytearray(shape.slots), array("I", bytes(array("I").itemsize * shape.slots))
        crowded = False
        for places in (self._first, self._second, self._third):
            for key, place in enumerate(places):
                crowded = crowded or count[place] == 255
                count[place] = min(count[place] + 1, 255)
                mixed[place] ^= key
        self._order: list[tuple[int, int]] = []
        self._peel(count, mixed)
        self._size = shape.slots
        self.whole = len(self._order) == len(keys) and not crowded

    def _places(self, keys: list[bytes], shape: Shape) -> None:
        length, low, span = shape.length, shape.length - 1, shape.span
        self._first, self._second, self._third = array("I"), array("I"), array("I")
        self._prints = array("I")
        for a, b, c in map(_WORDS.unpack, keys):
            first = a * span >> 32
            self._first.append(first)
            self._second.append(first + length ^ b & low)
            self._third.append(first + 2 * length ^ b >> 16 & low)
            self._prints.append(c)

    def _peel(self, count: bytearray, mixed: "array[int]") -> None:
        alone = [place for place, keys in enumerate(count) if keys == 1]
        while alone:
            place = alone.pop()
            if count[place] != 1:
                continue
            key = mixed[place]
            self._order.append((key, place))
            for other in (self._first[key], self._second[key], self._third[key]):
                mixed[other] ^= key
                count[other] -= 1
                if count[other] == 1:
                    alone.append(other)

    def slots(self, bits: int) -> "array[int]":
        slots = _empty(bits, self._size)
        mask = (1 << bits) - 1
        for key, place in reversed(self._order):
            around = slots[self._first[key]] ^ slots[self._second[key]] ^ slots[self._third[key]]
            slots[place] = (self._prints[key] ^ around) & mask
        return slots


def _empty(bits: int, slots: int) -> "array[int]":
    kind = "B" if bits == 8 else "H" if bits <= 16 else "I"
    return array(kind, bytes(array(kind).itemsize * slots))


def _packed(slots: "array[int]", bits: int) -> bytes:
    if bits in (8, 16):
        return _little(slots).tobytes()
    pairs = zip(slots[::2], slots[1::2], strict=True)  # a segment is even, so are the slots
    size = bits // 4
    return b"".join((one | two << bits).to_bytes(size, "little") for one, two in pairs)


def _unpacked(data: memoryview, bits: int, slots: int) -> "array[int]":
    if bits in (8, 16):
        whole = array("B" if bits == 8 else "H")
        whole.frombytes(data)
        return _little(whole)
    size, mask = bits // 4, (1 << bits) - 1
    apart = _empty(bits, slots)
    for pair in range(slots // 2):
        both = int.from_bytes(data[pair * size : pair * size + size], "little")
        apart[2 * pair] = both & mask
        apart[2 * pair + 1] = both >> bits
    return apart


def _little(slots: "array[int]") -> "array[int]":
    if sys.byteorder == "big":
        slots = slots[:]
        slots.byteswap()
    return slots
