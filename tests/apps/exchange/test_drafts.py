"""A contract is drafted, weighed, signed by two sides, and what came before stays as it was."""

import copy
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import kotacerdas
from kotacerdas.apps.agencies import operations as agencies
from kotacerdas.apps.audit import queries as audit
from kotacerdas.apps.exchange import operations, queries
from kotacerdas.apps.exchange.errors import (
    ContractMoved,
    DatasetNameTaken,
    DraftMoved,
    DraftNotFound,
    DraftStateWrong,
    LoginNeeded,
    MayNotDraft,
    MayNotSign,
    NoteMissing,
    NothingChanged,
    PrivacyUnconfirmed,
)
from kotacerdas.apps.exchange.types import ContractDraft, DraftState, Side
from kotacerdas.contracts.changes import ChangeKind
from kotacerdas.contracts.drafting import Doubt, Proposal, Question
from kotacerdas.contracts.errors import ContractRefused
from kotacerdas.kernel.actors import ANONYMOUS, SYSTEM
from tests import makers
from tests.apps.exchange import bodies
from tests.apps.exchange.conftest import make_households, write_contracts


PRODUCER, STEWARD = makers.make_data_producer(), makers.make_steward()
NOTE = "Menambah catatan petugas, atas permintaan desa."


@pytest.fixture
def regency(exchange, settings, now):
    """The exchange, and the agencies that may own a dataset."""
    shipped = settings.DEFINITIONS_FOLDER
    settings.DEFINITIONS_FOLDER = Path(kotacerdas.__file__).parent / "definitions"
    agencies.load_agencies(by=SYSTEM, at=now)
    settings.DEFINITIONS_FOLDER = shipped


def wider() -> dict[str, Any]:
    """The household contract with one more optional column."""
    body = copy.deepcopy(bodies.HOUSEHOLDS)
    body["schema"]["fields"].append(bodies.column("catatan", "string"))
    return body


@pytest.fixture
def draft(regency, now) -> ContractDraft:
    return operations.start_draft(proposal=Proposal(wider(), ()), based_on=1, by=PRODUCER, at=now)


def proposed(draft: ContractDraft, at) -> ContractDraft:
    kept = operations.change_draft(
        draft_id=draft.id, body=draft.body, note=NOTE, unconfirmed=(), seen=draft.revision, by=PRODUCER, at=at
    )
    return operations.propose_draft(draft_id=draft.id, seen=kept.revision, by=PRODUCER, at=at)


def signed_by(draft: ContractDraft, *signers, at) -> ContractDraft:
    for signer in signers:
        draft = operations.sign_draft(draft_id=draft.id, seen=draft.revision, by=signer, at=at)
    return draft


def test_a_contract_is_in_force_when_both_sides_have_signed(draft, now):
    later = now + timedelta(hours=1)

    one = signed_by(proposed(draft, now), PRODUCER, at=now)
    both = signed_by(one, STEWARD, at=later)

    assert one.state is DraftState.SIGNED_BY_ONE
    assert queries.get_dataset("keluarga").contract_version == 2
    assert (both.state, both.version) == (DraftState.IN_FORCE, 2)
    newest, first = queries.list_contract_editions("keluarga")
    assert (newest.note, newest.draft_id) == (NOTE, draft.id)
    assert [(each.side, each.name, each.signed_at) for each in newest.sign_offs] == [
        (Side.PRODUCER, PRODUCER.name, now),
        (Side.STEWARD, STEWARD.name, later),
    ]
    assert first.sign_offs == ()
    assert [change.kind for change in queries.compare_contracts("keluarga", 1, 2)] == [ChangeKind.FIELD_ADDED]


def test_what_was_handed_in_before_is_read_under_its_version(draft, hand_in, now):
    before = hand_in(make_households(makers.BAJERA))

    signed_by(proposed(draft, now), PRODUCER, STEWARD, at=now)
    after = hand_in(make_households(makers.BAJERA, each=4))

    assert (before.contract_version, after.contract_version) == (1, 2)
    release = queries.get_release(before.release_id)
    assert "catatan" not in [field.name for field in queries.get_contract("keluarga", release.contract_version).fields]


def test_a_shipped_contract_does_not_undo_what_was_agreed(draft, now, definitions):
    signed_by(proposed(draft, now), PRODUCER, STEWARD, at=now)

    assert operations.register_datasets(by=SYSTEM, at=now) == 0
    write_contracts(definitions, {**bodies.HOUSEHOLDS, "title": "Himpunan lain"})
    assert operations.register_datasets(by=SYSTEM, at=now) == 1
    assert queries.get_dataset("keluarga").contract_version == 3


def test_each_side_signs_once_and_nobody_else(draft, now):
    ready = proposed(draft, now)
    one = signed_by(ready, STEWARD, at=now)

    for stranger in (STEWARD, makers.make_planner(), makers.make_administrator(), makers.make_data_producer("diskes")):
        with pytest.raises(MayNotSign):
            operations.sign_draft(draft_id=one.id, seen=one.revision, by=stranger, at=now)


def test_an_edit_takes_the_signatures_back(draft, now):
    one = signed_by(proposed(draft, now), PRODUCER, at=now)

    edited = operations.change_draft(
        draft_id=one.id, body=one.body, note=NOTE, unconfirmed=(), seen=one.revision, by=STEWARD, at=now
    )

    assert edited.state is DraftState.REVISED
    assert edited.sign_offs == ()
    with pytest.raises(DraftMoved):
        operations.sign_draft(draft_id=one.id, seen=one.revision, by=STEWARD, at=now)


def test_a_draft_is_proposed_only_when_it_is_ready(regency, now):
    asked = Proposal(wider(), (Question(Doubt.PRIVACY, "catatan"),))
    draft = operations.start_draft(proposal=asked, based_on=1, by=PRODUCER, at=now)

    with pytest.raises(PrivacyUnconfirmed) as refusal:
        operations.propose_draft(draft_id=draft.id, seen=1, by=PRODUCER, at=now)
    assert refusal.value.facts == {"fields": "catatan"}
    changed = operations.change_draft(
        draft_id=draft.id, body=draft.body, note="", unconfirmed=(), seen=1, by=PRODUCER, at=now
    )
    with pytest.raises(NoteMissing):
        operations.propose_draft(draft_id=draft.id, seen=changed.revision, by=PRODUCER, at=now)


def test_an_unsound_draft_can_be_kept_but_not_proposed(draft, now):
    body = copy.deepcopy(draft.body)
    body["schema"]["primaryKey"] = []

    kept = operations.change_draft(draft_id=draft.id, body=body, note=NOTE, unconfirmed=(), seen=1, by=PRODUCER, at=now)

    with pytest.raises(ContractRefused):
        operations.propose_draft(draft_id=draft.id, seen=kept.revision, by=PRODUCER, at=now)


def test_a_draft_that_changes_nothing_is_not_proposed(regency, now):
    draft = operations.start_draft(proposal=Proposal(dict(bodies.HOUSEHOLDS), ()), based_on=1, by=PRODUCER, at=now)
    kept = operations.change_draft(
        draft_id=draft.id, body=draft.body, note=NOTE, unconfirmed=(), seen=1, by=PRODUCER, at=now
    )

    with pytest.raises(NothingChanged):
        operations.propose_draft(draft_id=draft.id, seen=kept.revision, by=PRODUCER, at=now)


def test_only_one_of_two_drafts_from_the_same_version_comes_into_force(draft, now):
    other = operations.start_draft(proposal=Proposal(wider(), ()), based_on=1, by=STEWARD, at=now)
    signed_by(proposed(draft, now), PRODUCER, STEWARD, at=now)
    one = signed_by(proposed(other, now), PRODUCER, at=now)

    with pytest.raises(ContractMoved):
        operations.sign_draft(draft_id=other.id, seen=one.revision, by=STEWARD, at=now)

    assert queries.get_draft(other.id).state is DraftState.SIGNED_BY_ONE
    assert len(queries.get_draft(other.id).sign_offs) == 1


def test_a_new_dataset_is_made_by_two_signatures(regency, now):
    body = {**copy.deepcopy(bodies.SCORES), "name": "nilai_baru"}
    draft = operations.start_draft(proposal=Proposal(body, ()), by=STEWARD, at=now)

    signed_by(proposed(draft, now), PRODUCER, STEWARD, at=now)

    assert queries.get_dataset("nilai_baru").contract_version == 1
    with pytest.raises(DatasetNameTaken):
        operations.start_draft(proposal=Proposal(body, ()), by=STEWARD, at=now)


def test_a_withdrawn_draft_stays_readable_and_closed(draft, now):
    operations.withdraw_draft(draft_id=draft.id, by=STEWARD, at=now)

    assert queries.get_draft(draft.id).state is DraftState.WITHDRAWN
    assert queries.list_open_drafts("keluarga") == ()
    with pytest.raises(DraftStateWrong):
        operations.change_draft(
            draft_id=draft.id, body=draft.body, note=NOTE, unconfirmed=(), seen=1, by=PRODUCER, at=now
        )


@pytest.mark.parametrize(
    ("actor", "refusal"),
    [(ANONYMOUS, LoginNeeded), (makers.make_planner(), MayNotDraft), (makers.make_village_operator(), MayNotDraft)],
)
def test_others_do_not_draft(regency, now, actor, refusal):
    with pytest.raises(refusal):
        operations.start_draft(proposal=Proposal(wider(), ()), based_on=1, by=actor, at=now)


def test_an_unknown_draft_is_not_found(regency):
    with pytest.raises(DraftNotFound):
        queries.get_draft(99)


def test_every_step_leaves_its_audit_row(draft, now):
    signed_by(proposed(draft, now), PRODUCER, STEWARD, at=now)

    actions = [event.action for event in audit.list_events(target=f"contract_draft/{draft.id}")]
    assert sorted(actions) == [
        "exchange.draft_changed",
        "exchange.draft_proposed",
        "exchange.draft_signed",
        "exchange.draft_signed",
        "exchange.draft_started",
    ]
