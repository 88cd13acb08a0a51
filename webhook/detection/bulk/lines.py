"""Lines of a stream that may be of any size, in memory of a fixed size, with the place where each one ends."""

import gzip
import hashlib
import io
import zlib
from collections import deque
from typing import BinaryIO, NamedTuple

LONGEST = 1 << 20
"""Bytes of a line. What is longer is passed over, never held."""

HEAD = 1 << 16
"""Bytes at the beginning of the file as it lies there, by which it is known again."""

_GZIP = b"\x1f\x8b"


class InputInvalid(Exception):
    """The file cannot be read (further). One sentence, without a word of the file."""


class Place(NamedTuple):
    """Where something ends: bytes of the unpacked input up to there, and their CRC-32."""

    offset: int = 0
    mark: int = 0


START = Place()


class Line(NamedTuple):
    """Its bytes without the line's end (None: longer than LONGEST), and where it ends."""

    content: bytes | None
    end: Place


class Source:
    """The bytes of a file or of a pipe, unpacked where they are gzip. `size` in bytes as it lies there, or None."""

    def __init__(self, raw: BinaryIO, size: int | None) -> None:
        head = _exactly(raw, HEAD)
        self.size = size
        self.head = hashlib.sha256(head).hexdigest()
        if head.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise InputInvalid("The file is UTF-16; save it as UTF-8.")
        self._raw = _Again(head, raw)
        packed = head.startswith(_GZIP)
        buffered = io.BufferedReader(self._raw, HEAD)
        self.stream: BinaryIO = gzip.GzipFile(fileobj=buffered) if packed else buffered  # type: ignore[assignment]

    @property
    def read(self) -> int:
        """Bytes taken so far of the file as it lies there, for the progress."""
        return self._raw.taken


class Lines:
    """The lines of a source one by one; some may be given back."""

    def __init__(self, source: Source) -> None:
        self._stream = source.stream
        self._returned: deque[Line] = deque()
        self._end = START

    def next(self) -> Line | None:
        """The next line, None at the end. Raises InputInvalid where the stream is torn."""
        if self._returned:
            return self._returned.popleft()
        try:
            content = self._stream.readline(LONGEST + 1)
            if not content:
                return None
            self._pass(content)
            if len(content) > LONGEST and not content.endswith(b"\n"):
                self._pass_over()
                return Line(None, self._end)
        except (EOFError, gzip.BadGzipFile, zlib.error):
            raise InputInvalid("The compressed file is torn: it ends or breaks in its middle.") from None
        except OSError as error:
            raise InputInvalid(f"The file cannot be read further: {error.strerror}.") from None
        return Line(content.rstrip(b"\r\n"), self._end)

    def give_back(self, lines: list[Line]) -> None:
        """These come next, in this order."""
        self._returned.extendleft(reversed(lines))

    def skip_to(self, place: Place) -> None:
        """Go on at a place that is not before this one. Raises InputInvalid where what stands before it is other."""
        self._returned.clear()
        try:
            while self._end.offset < place.offset:
                some = self._stream.read(min(HEAD, place.offset - self._end.offset))
                if not some:
                    break
                self._pass(some)
        except (EOFError, OSError, zlib.error):
            raise InputInvalid("The input is torn before the place where the run was cut off.") from None
        if self._end != place:
            raise InputInvalid("The input has changed since the run began; start again with --force.")

    def _pass_over(self) -> None:
        while some := self._stream.readline(HEAD):
            self._pass(some)
            if some.endswith(b"\n"):
                return

    def _pass(self, some: bytes) -> None:
        self._end = Place(self._end.offset + len(some), zlib.crc32(some, self._end.mark))


class _Again(io.RawIOBase):
    """A stream whose beginning has been read already."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest, self.taken = memoryview(head), rest, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        some = self._head[: len(buffer)] if self._head else self._rest.read(len(buffer))
        if self._head:
            self._head = self._head[len(some) :]
        buffer[: len(some)] = some
        self.taken += len(some)
        return len(some)


def _exactly(raw: BinaryIO, size: int) -> bytes:
    """`size` bytes; fewer only at the end. A pipe gives what it has, bit by bit."""
    found = b""
    while len(found) < size and (some := raw.read(size - len(found))):
        found += some
    return found
