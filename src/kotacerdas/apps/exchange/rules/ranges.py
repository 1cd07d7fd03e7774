"""Parts of a file that never changes, as RFC 9110 asks for them."""

import re
from dataclasses import dataclass


_ONE_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.ASCII)


@dataclass(frozen=True, slots=True)
class ByteRange:
    """The bytes from ``first`` up to and with ``last``; none at all when ``last`` is smaller."""

    first: int
    last: int

    @property
    def size(self) -> int:
        """How many bytes."""
        return max(0, self.last - self.first + 1)


def find_range(header: str, size: int) -> ByteRange | None:
    """The one range asked for of a file of ``size`` bytes, cut to its end; none when the whole is to be given.

    What is no range of bytes, or several of them, is no reason to refuse: the whole is always a right answer. A range
    of size 0 begins behind the end and cannot be satisfied.
    """
    found = _ONE_RANGE.fullmatch(header.strip())
    if not found or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        length = min(int(last), size)
        return ByteRange(size - length, size - 1)
    if last and int(last) < int(first):
        return None
    end = min(int(last), size - 1) if last else size - 1
    return ByteRange(int(first), end)
