"""Where writers write what is on its way out."""

import io


class Sink(io.RawIOBase):
    """Collects what a writer writes until it is taken away; a writer may ask how far it has come."""

    def __init__(self) -> None:
        self._chunks: list[bytes] = []
        self._written = 0

    def writable(self) -> bool:
        """It is."""
        return True

    def tell(self) -> int:
        """How many bytes have come so far."""
        return self._written

    def write(self, chunk: bytes) -> int:  # type: ignore[override]  # writers hand over bytes only
        """Keep a chunk until it is taken."""
        self._chunks.append(bytes(chunk))
        self._written += len(chunk)
        return len(chunk)

    def take(self) -> bytes:
        """What was written since the last time."""
        chunks, self._chunks = self._chunks, []
        return b"".join(chunks)
