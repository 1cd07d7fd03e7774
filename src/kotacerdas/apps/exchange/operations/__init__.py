"""Writes of the exchange: register contracts, receive files, process them into releases, read rows on record."""

from kotacerdas.apps.exchange.operations.contracts import (
    register_datasets,
)
from kotacerdas.apps.exchange.operations.processing import (
    process,
    resume,
)
from kotacerdas.apps.exchange.operations.reading import (
    CORRECTION,
    open_download,
    open_returned,
    read_rows,
)
from kotacerdas.apps.exchange.operations.receiving import (
    LARGEST_FILE,
    receive,
    submit,
)


__all__ = [
    "CORRECTION",
    "LARGEST_FILE",
    "open_download",
    "open_returned",
    "process",
    "read_rows",
    "receive",
    "register_datasets",
    "resume",
    "submit",
]
