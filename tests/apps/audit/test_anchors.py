"""A signed head is the word of its node; whoever rewrites the log cannot take it back."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from kotacerdas.apps.audit import errors, models, operations, queries
from kotacerdas.apps.audit.types import Anchor, Entry, FindingKind
from tests.apps.audit.test_chain import rechain
from tests.makers import make_actor


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lake_folder")]
BY = make_actor()


@pytest.fixture
def log(now: datetime) -> None:
    for number in range(20):
        operations.record(action="exchange.submitted", target=f"submission/{number}", by=BY, at=now)


@pytest.fixture
def as_province(settings, tmp_path) -> object:
    """Makes the settings those of another node with its own key."""

    def change() -> None:
        settings.HOME_AREA, settings.DATA_FOLDER = "51", tmp_path / "province"

    return change


def rewrite_all() -> None:
    """What an insider does who can write the whole database and knows how the hash is made, but has no key."""
    entries = [Entry(*row[:10]) for batch in queries.chain.batches() for row in batch]
    entries[4] = entries[4]._replace(target="submission/99")
    for entry in rechain(entries):
        models.Event.objects.filter(seq=entry.seq).update(**entry._asdict())
    models.Head.objects.update(sha256=rechain(entries)[-1].sha256)


def found() -> list[tuple[FindingKind, int]]:
    return [(one.kind, one.first) for one in queries.follow_chain().findings]


@pytest.mark.usefixtures("log")
def test_a_head_is_signed_and_kept(now: datetime) -> None:
    anchor = operations.take_anchor(by=BY, at=now)

    assert (anchor.node, anchor.seq) == ("51.02", 20)
    assert queries.list_anchors() == (anchor,)
    assert queries.follow_chain().anchors == 1
    assert queries.list_events(limit=1)[0].action == "audit.anchored"


@pytest.mark.usefixtures("log")
def test_a_wholly_rewritten_log_is_found_by_the_anchor_kept_here(now: datetime) -> None:
    operations.take_anchor(by=BY, at=now)
    rewrite_all()

    assert found() == [(FindingKind.NOT_AS_ANCHORED, 20)]


@pytest.mark.usefixtures("log")
def test_and_by_the_one_kept_elsewhere_when_the_one_here_is_gone(now: datetime) -> None:
    text = queries.format_anchor(operations.take_anchor(by=BY, at=now))
    models.Anchor.objects.all().delete()
    rewrite_all()

    assert found() == []
    verdict = queries.follow_chain(anchors=[queries.parse_anchor(text)])
    assert [(one.kind, one.first) for one in verdict.findings] == [(FindingKind.NOT_AS_ANCHORED, 20)]


@pytest.mark.usefixtures("log")
def test_an_anchor_changed_in_the_database_is_found(now: datetime) -> None:
    operations.take_anchor(by=BY, at=now)
    row = models.Anchor.objects.get()
    models.Anchor.objects.update(statement={**row.statement, "sha256": "f" * 64})

    assert found() == [(FindingKind.ANCHOR_FORGED, 20)]


@pytest.mark.usefixtures("log")
def test_an_anchor_of_a_new_key_is_found(settings, tmp_path, now: datetime) -> None:
    operations.take_anchor(by=BY, at=now)
    settings.DATA_FOLDER = tmp_path / "stolen"

    assert found() == [(FindingKind.ANCHOR_OF_OTHER_KEY, 20)]


@pytest.mark.usefixtures("log")
def test_another_node_countersigns_and_it_comes_back(settings, as_province, now: datetime) -> None:
    ours = operations.take_anchor(by=BY, at=now)
    home = settings.DATA_FOLDER
    as_province()
    signed = operations.countersign(anchor=ours, by=BY, at=now + timedelta(hours=1))
    settings.HOME_AREA, settings.DATA_FOLDER = "51.02", home

    operations.keep_anchor(anchor=queries.parse_anchor(queries.format_anchor(signed)), by=BY, at=now)

    (kept,) = queries.list_anchors()
    assert [one.node for one in kept.countersignatures] == ["51"]
    assert kept.countersignatures[0].public_key != kept.public_key
    assert queries.follow_chain().is_whole


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize("change", [{"seq": 19}, {"sha256": "0" * 64}, {"node": "51.03"}, {"signature": "AA=="}])
def test_a_changed_anchor_is_refused_everywhere(now: datetime, change: dict[str, object]) -> None:
    forged = replace(operations.take_anchor(by=BY, at=now), **change)

    for refusing in (operations.countersign, operations.keep_anchor):
        with pytest.raises(errors.AnchorForged):
            refusing(anchor=forged, by=BY, at=now)


@pytest.mark.usefixtures("log")
def test_a_countersignature_moved_to_another_anchor_is_refused(as_province, now: datetime) -> None:
    first = operations.take_anchor(by=BY, at=now)
    second = operations.take_anchor(by=BY, at=now + timedelta(days=1))
    as_province()
    signed = operations.countersign(anchor=first, by=BY, at=now)

    with pytest.raises(errors.AnchorForged):
        operations.keep_anchor(anchor=replace(second, countersignatures=signed.countersignatures), by=BY, at=now)


@pytest.mark.usefixtures("log")
def test_an_anchor_of_another_log_is_not_kept(now: datetime) -> None:
    anchor = operations.take_anchor(by=BY, at=now)
    models.Event.objects.filter(seq=anchor.seq).update(sha256="e" * 64)

    with pytest.raises(errors.AnchorDiffers):
        operations.keep_anchor(anchor=anchor, by=BY, at=now)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"form": "kotacerdas-audit-anchor-1"}', "\x00", "{" * 5000])
def test_what_is_no_anchor_is_refused(text: str) -> None:
    with pytest.raises(errors.AnchorUnreadable):
        queries.parse_anchor(text)


@pytest.mark.usefixtures("log")
def test_an_anchor_is_taken_once_a_day_and_only_after_something_happened(now: datetime) -> None:
    taken: list[Anchor | None] = [
        operations.anchor_daily(by=BY, at=now + timedelta(hours=hours)) for hours in (0, 1, 23, 25)
    ]
    assert [one is not None for one in taken] == [True, False, False, False]

    operations.record(action="exchange.submitted", target="submission/21", by=BY, at=now)

    assert operations.anchor_daily(by=BY, at=now + timedelta(hours=26)) is not None
