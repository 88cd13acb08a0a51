"""The fuse filter: it misses nothing, finds little else, and refuses what is no filter of its own."""

import hashlib
import random
import struct
import time
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webhook.detection.fuse import BITS, FilterInvalid, FilterNotBuilt, Fuse, build


def digest(key: bytes, seed: int) -> bytes:
    return hashlib.blake2s(key, digest_size=12, salt=seed.to_bytes(8, "little")).digest()


def filter_of(keys: list[bytes], bits: int) -> Fuse:
    return build(lambda seed: (digest(key, seed) for key in keys), bits)


def many(keys: int) -> list[bytes]:
    return [b"key %d" % number for number in range(keys)]


@pytest.mark.parametrize("bits", BITS)
@pytest.mark.parametrize("keys", [0, 1, 2, 3, 50, 3000])
def test_no_key_is_missed_before_or_after_the_file(keys, bits):
    built = filter_of(many(keys), bits)
    read = Fuse.from_bytes(built.to_bytes())
    for one in (built, read):
        assert all(one.contains(digest(key, one.seed)) for key in many(keys))
    assert (read.keys, read.bits, read.seed) == (keys, bits, built.seed)
    assert read.to_bytes() == built.to_bytes()


def test_30_000_keys_at_20_bits_are_below_100_kb_and_built_in_about_a_second():
    start = time.process_time()
    file = filter_of(many(30_000), 20).to_bytes()
    assert time.process_time() - start < 3  # 0.2 s on a quiet machine
    assert len(file) <= 100_000


@pytest.mark.parametrize(("bits", "tried"), [(8, 50_000), (12, 200_000), (16, 400_000), (20, 400_000)])
def test_other_keys_are_found_about_as_seldom_as_the_bits_say(bits, tried):
    built, chance = filter_of(many(5000), bits), random.Random(4)
    found = sum(built.contains(chance.randbytes(12)) for _ in range(tried))
    expected = tried / 2**bits
    assert found <= expected + 5 * expected**0.5 + 2


def test_the_same_keys_give_the_same_file_in_any_order_and_however_often_said():
    keys = many(400)
    assert filter_of(keys, 16).to_bytes() == filter_of([*reversed(keys), *keys], 16).to_bytes()


def test_the_file_reads_as_its_description_says():
    file = filter_of(many(700), 20).to_bytes()
    magic, version, bits, log, zero, segments, seed, keys, crc = struct.unpack_from("<4sBBBBLLLL", file)
    assert (magic, version, bits, zero, keys) == (b"TPFU", 1, 20, 0, 700)
    assert crc == zlib.crc32(file[24:], zlib.crc32(file[:20]))
    assert len(file) == 24 + ((segments + 2) * 2**log * bits + 7) // 8
    data = file[24:] + b"\0\0"

    def slot(i: int) -> int:
        three = int.from_bytes(data[i * bits // 8 : i * bits // 8 + 3], "little")
        return three // 2 ** (i * bits % 8) % 2**bits

    for key in many(700):
        a, b, c = struct.unpack("<3L", digest(key, seed))
        first = a * (segments << log) // 2**32
        second, third = first + 2**log ^ b % 2**log, first + 2 * 2**log ^ b // 65536 % 2**log
        assert slot(first) ^ slot(second) ^ slot(third) == c % 2**bits


def test_a_seed_that_does_not_work_out_is_followed_by_the_next():
    def same_place_at_first(seed: int) -> list[bytes]:
        return [
            struct.pack("<3L", 7, 7, number) if seed < 2 else digest(b"%d" % number, seed)
            for number in range(400)
        ]

    assert build(same_place_at_first, 16).seed == 2
    with pytest.raises(FilterNotBuilt, match="seed"):
        build(lambda seed: same_place_at_first(0), 16)


def test_what_can_not_become_a_filter_is_said():
    with pytest.raises(FilterNotBuilt, match="bits"):
        filter_of([b"a"], 17)


@given(st.binary(max_size=200))
def test_a_foreign_file_is_refused_by_name(file):
    with pytest.raises(FilterInvalid):
        Fuse.from_bytes(file)


WHOLE = filter_of(many(60), 20).to_bytes()


@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
def test_one_changed_byte_is_seen(place, change):
    changed = bytearray(WHOLE)
    changed[place] ^= change
    with pytest.raises(FilterInvalid):
        Fuse.from_bytes(bytes(changed))


@pytest.mark.parametrize("end", [0, 3, 10, 23, 24, 100, len(WHOLE) - 1])
def test_a_torn_file_and_a_file_with_more_after_it_are_seen(end):
    for file in (WHOLE[:end], WHOLE + WHOLE[:end] + b"\0"):
        with pytest.raises(FilterInvalid):
            Fuse.from_bytes(file)


def test_lengths_in_a_header_are_not_believed_even_where_the_check_sum_fits():
    for log, segments in ((16, 0xFFFFFFFF), (16, 31), (40, 1), (2, 0), (2, 0xFFFFFFFF), (0, 5)):
        head = struct.pack("<4sBBBBLLL", b"TPFU", 1, 20, log, 0, segments, 0, 60)
        data = WHOLE[24:]
        file = head + struct.pack("<L", zlib.crc32(data, zlib.crc32(head))) + data
        with pytest.raises(FilterInvalid):
            Fuse.from_bytes(file)
