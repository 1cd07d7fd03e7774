"""Whatever is done to the log behind the platform's back is found, and named."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotacerdas.apps.audit import rules
from kotacerdas.apps.audit.types import Entry, FindingKind, Head, Verdict


AT = datetime(2026, 11, 26, 1, 2, 3, tzinfo=UTC)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
LENGTH = 12


def make_chain(count: int = LENGTH, at: datetime = AT) -> list[Entry]:
    """A chain as the platform writes it."""
    entries: list[Entry] = []
    before = rules.GENESIS
    for seq in range(1, count + 1):
        moment = rules.moment_text(at + timedelta(seconds=seq))
        fields = (seq, before, moment, "exchange.submitted", f"submission/{seq}", "dinkes", "Ni Made", "51.02/dinkes")
        entries.append(rehash(Entry(*fields, rules.facts_text({"rows": seq}), "")))
        before = entries[-1].sha256
    return entries


def rehash(entry: Entry) -> Entry:
    return entry._replace(sha256=rules.digest(entry))


def rechain(entries: list[Entry]) -> list[Entry]:
    """What somebody does who knows how the hash is made: number, link and hash everything anew."""
    before, anew = rules.GENESIS, []
    for seq, entry in enumerate(entries, 1):
        anew.append(rehash(entry._replace(seq=seq, previous_sha256=before)))
        before = anew[-1].sha256
    return anew


def follow(entries: list[Entry], head: Head | None, marks: dict[int, list[rules.Mark]] | None = None) -> Verdict:
    own = {head.seq: [rules.Mark(head.sha256, kind=FindingKind.HEAD_DIFFERS)]} if head else {}
    walk = rules.Walk({**own, **(marks or {})})
    for start in range(0, len(entries), 5):  # the end of a batch must be no blind spot
        walk.follow(entries[start : start + 5])
    return walk.end(head)


def head_of(entries: list[Entry]) -> Head:
    return Head(entries[-1].seq, entries[-1].sha256)


CHAIN = make_chain()
HEAD = head_of(CHAIN)
PLACES = st.integers(0, LENGTH - 1)


def kinds(verdict: Verdict) -> list[tuple[FindingKind, int, int]]:
    return [(one.kind, one.first, one.last) for one in verdict.findings]


def test_a_chain_left_alone_is_whole() -> None:
    verdict = follow(CHAIN, HEAD)

    assert verdict.is_whole
    assert (verdict.entries, verdict.head) == (LENGTH, HEAD)


def test_the_form_of_the_hash_never_changes() -> None:
    """Worked by hand in docs/methods/audit-chain.md; another value here would break every log there is."""
    entry = CHAIN[0]

    assert entry.at == "2026-11-26T01:02:04.000000+00:00"
    assert entry.sha256 == "2eeb246b4c34e53550741929a0905954b91c779c9a3a563aa3456bf26840f944"


@given(PLACES, st.sampled_from(Entry._fields[2:9]), TEXTS)
def test_any_changed_field_is_found_at_its_entry(place: int, field: str, text: str) -> None:
    entries = list(CHAIN)
    entries[place] = entries[place]._replace(**{field: getattr(entries[place], field) + "x" + text})

    assert kinds(follow(entries, HEAD)) == [(FindingKind.CHANGED, place + 1, place + 1)]


@given(PLACES, TEXTS)
def test_a_change_with_a_new_hash_is_found_by_the_next_entry_or_the_head(place: int, text: str) -> None:
    entries = list(CHAIN)
    entries[place] = rehash(entries[place]._replace(by=entries[place].by + "x" + text))

    last = place == LENGTH - 1
    expected = (FindingKind.HEAD_DIFFERS, LENGTH) if last else (FindingKind.BROKEN_LINK, place + 2)
    assert kinds(follow(entries, HEAD)) == [(*expected, expected[1])]


@given(st.integers(0, LENGTH - 2), st.integers(1, LENGTH))
def test_removed_entries_are_named(first: int, count: int) -> None:
    last = min(first + count, LENGTH - 1)  # something remains after the gap
    entries = CHAIN[:first] + CHAIN[last:]

    assert kinds(follow(entries, HEAD)) == [(FindingKind.MISSING, first + 1, last)]


@given(PLACES)
def test_a_cut_end_is_named(kept: int) -> None:
    assert kinds(follow(CHAIN[:kept], HEAD)) == [(FindingKind.TAIL_CUT, kept + 1, LENGTH)]


@given(PLACES, PLACES)
def test_two_entries_that_changed_places_are_found(one: int, other: int) -> None:
    entries = list(CHAIN)
    entries[one], entries[other] = entries[other], entries[one]

    verdict = follow(entries, HEAD)

    assert verdict.is_whole == (one == other)
    if one != other:
        named = {number for finding in verdict.findings for number in range(finding.first, finding.last + 1)}
        assert {min(one, other) + 1, max(one, other) + 1} & named


@given(PLACES, st.integers(1, LENGTH))
def test_an_inserted_entry_is_found(place: int, seq: int) -> None:
    false = rehash(CHAIN[place]._replace(seq=seq, target="submission/99", previous_sha256=CHAIN[place].sha256))
    entries = [*CHAIN[: place + 1], false, *CHAIN[place + 1 :]]

    assert not follow(entries, HEAD).is_whole


@given(PLACES, st.sampled_from(["drop", "change"]))
def test_a_wholly_rewritten_chain_is_found_by_an_anchor(place: int, how: str) -> None:
    anchored = {LENGTH: [rules.Mark(HEAD.sha256, "2026-11-26")]}
    entries = list(CHAIN)
    if how == "drop":
        del entries[place]
    else:
        entries[place] = entries[place]._replace(target="submission/99")
    rewritten = rechain(entries)
    head = head_of(rewritten)

    assert follow(rewritten, head).is_whole
    found = kinds(follow(rewritten, head, anchored))
    expected = FindingKind.TAIL_CUT if how == "drop" else FindingKind.NOT_AS_ANCHORED
    assert found == [(expected, LENGTH, LENGTH)]


def test_entries_the_head_does_not_know_are_found() -> None:
    assert kinds(follow(make_chain(LENGTH + 2), HEAD)) == [(FindingKind.BEYOND_HEAD, LENGTH + 1, LENGTH + 2)]


def test_a_missing_head_is_found() -> None:
    assert kinds(follow(CHAIN, None)) == [(FindingKind.HEAD_MISSING, LENGTH, LENGTH)]


def test_a_chain_emptied_to_nothing_is_found() -> None:
    assert kinds(follow([], HEAD)) == [(FindingKind.TAIL_CUT, 1, LENGTH)]


def test_findings_beyond_a_hundred_are_counted() -> None:
    spoiled = [entry._replace(by="x") for entry in make_chain(130)]

    verdict = follow(spoiled, head_of(spoiled))

    assert (len(verdict.findings), verdict.more) == (100, 30)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda entry: entry._replace(target=entry.target + entry.by, by=""),
        lambda entry: entry._replace(target='","dinkes'),
        lambda entry: entry._replace(by=entry.by_name, by_name=entry.by),
    ],
)
def test_text_cannot_slip_from_one_field_into_another(spoil: Callable[[Entry], Entry]) -> None:
    assert rules.digest(spoil(CHAIN[3])) != CHAIN[3].sha256


def test_a_moment_is_hashed_the_same_in_every_zone() -> None:
    assert rules.moment_text(datetime.fromisoformat("2026-11-26T09:02:03+08:00")) == rules.moment_text(AT)
