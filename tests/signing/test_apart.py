"""The check in a process of its own says the same, and ends when a file eats time or memory."""

import pytest

from kotacerdas.signing.apart import verify_apart
from kotacerdas.signing.errors import LockedPdf, NotAPdf, PdfTooLarge, TakesTooLong
from kotacerdas.signing.reading import LARGEST_PDF
from tests.signing.made import AT, Regency, check, make_document
from tests.signing.test_verification import lock


def test_it_says_the_same(signed, regency: Regency):
    assert verify_apart(signed[3], regency.trust, at=AT) == check(signed[3], regency.trust)


def test_it_refuses_the_same(regency: Regency):
    with pytest.raises(NotAPdf):
        verify_apart(b"hello\nworld", regency.trust, at=AT)
    with pytest.raises(LockedPdf):
        verify_apart(lock(make_document()), regency.trust, at=AT)
    with pytest.raises(PdfTooLarge) as refused:
        verify_apart(bytes(LARGEST_PDF + 1), regency.trust, at=AT)
    assert refused.value.facts == {"size_mb": 41, "limit_mb": 40}


def test_it_ends_when_there_is_no_memory_left(signed, regency: Regency):
    with pytest.raises(TakesTooLong):
        verify_apart(signed[3], regency.trust, at=AT, memory_mb=16)


def test_it_ends_when_the_time_is_over(signed, regency: Regency):
    with pytest.raises(TakesTooLong):
        verify_apart(signed[3], regency.trust, at=AT, seconds=0)
