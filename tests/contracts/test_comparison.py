"""What a change of contract is called, and for whom it breaks."""

from typing import Any

import pytest

from kotacerdas.contracts.changes import ChangeKind, Party
from kotacerdas.contracts.comparison import compare
from kotacerdas.contracts.contract import Contract, read_contract
from tests.contracts.bodies import make_body, make_contract, make_field


def changed(**of_field: dict[str, Any]) -> Contract:
    """The sample contract with properties of fields replaced; ``None`` takes the field out."""
    body = make_body()
    fields = []
    for field in body["schema"]["fields"]:
        change = of_field.pop(field["name"], {})
        if change is not None:
            fields.append({**field, **change})
    fields += [make_field(name, **more) for name, more in of_field.items()]
    body["schema"]["fields"] = fields
    return read_contract(body)


def kinds(old: Contract, new: Contract) -> dict[str, frozenset[Party]]:
    return {str(change.kind): change.breaks for change in compare(old, new)}


SAMPLE = read_contract(make_body())
BOTH = frozenset(Party)
PRODUCERS, CONSUMERS = frozenset({Party.PRODUCERS}), frozenset({Party.CONSUMERS})
NOBODY: frozenset[Party] = frozenset()


def test_a_contract_does_not_differ_from_itself():
    assert compare(SAMPLE, read_contract(make_body())) == ()


def test_the_version_alone_is_no_change():
    assert compare(SAMPLE, read_contract(make_body(**{"kotacerdas:version": 7}))) == ()


@pytest.mark.parametrize(
    ("new", "kind", "breaks"),
    [
        (changed(catatan={}), "field_added", NOBODY),
        (changed(catatan={"constraints": {"required": True}}), "required_field_added", PRODUCERS),
        (changed(aktif=None), "field_removed_alike", BOTH),
        (changed(skor=None), "field_removed_alike", BOTH),
        (changed(skor={"type": "string", "constraints": {}}), "type", BOTH),
        (changed(jumlah={"type": "number"}), "type_wider", CONSUMERS),
        (changed(nama={"constraints": {"maxLength": 20}}), "bound_narrower", PRODUCERS),
        (changed(nama={"constraints": {}}), "bound_wider", NOBODY),
        (changed(nama={"constraints": {"maxLength": 40, "required": True}}), "now_required", PRODUCERS),
        (changed(nama={"constraints": {"maxLength": 40, "pattern": "[A-Z].*"}}), "pattern_stricter", PRODUCERS),
        (changed(nama={"kotacerdas:privacy": "personal"}), "privacy_stronger", CONSUMERS),
        (changed(tanggal={"constraints": {"minimum": "2021-01-01"}}), "bound_narrower", PRODUCERS),
        (changed(jamban={"categories": []}), "codes_dropped", CONSUMERS),
        (changed(skor={"decimalChar": ","}), "decimal_mark", PRODUCERS),
        (changed(skor={"kotacerdas:unit": "persen"}), "unit", BOTH),
        (changed(nama={"title": "Nama baru"}), "spelling_forgotten", PRODUCERS),
        (changed(nama={"description": "Uraian lain"}), "wording", NOBODY),
        (changed(aktif={"trueValues": ["ya"]}), "truth_words", PRODUCERS),
    ],
)
def test_compare_names_a_change_of_a_column_and_whom_it_breaks(new, kind, breaks):
    assert kinds(SAMPLE, new)[kind] == breaks


@pytest.mark.parametrize(
    ("change", "kind", "breaks"),
    [
        ({"kotacerdas:dueDay": 1}, "due_earlier", PRODUCERS),
        ({"kotacerdas:dueYearOffset": 1}, "due_later", CONSUMERS),
        ({"kotacerdas:frequency": "month"}, "frequency", BOTH),
        ({"kotacerdas:producer": "51.02/diskes"}, "producer", PRODUCERS),
        ({"kotacerdas:occasional": True}, "now_occasional", CONSUMERS),
        ({"title": "Contoh lain"}, "wording", NOBODY),
    ],
)
def test_compare_names_a_change_of_the_whole(change, kind, breaks):
    assert kinds(SAMPLE, read_contract(make_body(**change))) == {kind: breaks}


def test_a_renamed_column_that_keeps_its_old_name_as_alias_breaks_only_readers():
    body = make_body()
    body["schema"]["fields"][1] = {
        **make_field("nama_desa", constraints={"maxLength": 40}),
        "kotacerdas:aliases": ["nama", "Judul nama", "Title of nama", "nama desa"],
    }
    body["schema"]["fields"][1]["kotacerdas:aliases"].remove("nama desa")

    found = kinds(SAMPLE, read_contract(body))

    assert found["field_renamed"] == CONSUMERS
    assert not any(Party.PRODUCERS in breaks for breaks in found.values())


def test_a_lost_code_breaks_both_and_a_new_one_nobody():
    def with_codes(*codes: str) -> Contract:
        own = [{"value": code, "label": code, "kotacerdas:en": {"label": code}} for code in codes]
        return changed(jamban={"categories": own})

    found = kinds(with_codes("a", "b"), with_codes("b", "c"))

    assert found == {"code_removed": BOTH, "code_added": NOBODY}


def test_a_spelling_that_now_means_another_code_breaks_both():
    def with_alias(first: list[str], second: list[str]) -> Contract:
        both = [("a", first), ("b", second)]
        own = [
            {"value": c, "label": c, "kotacerdas:en": {"label": c}, "kotacerdas:aliases": aliases}
            for c, aliases in both
        ]
        return changed(jamban={"categories": own})

    assert kinds(with_alias(["umum"], []), with_alias([], ["umum"])) == {"code_read_otherwise": BOTH}


def test_a_removed_column_breaks_producers_only_where_another_is_spelt_like_it():
    note = make_field("keterangan", title="Keterangan petugas", constraints={})
    code = make_field("kode_desa", k__codeLevel="village", constraints={"required": True})
    count = make_field("rumah", "integer", title="Banyaknya rumah", constraints={"minimum": 0})

    assert kinds(make_contract(code, count, note), make_contract(code, count)) == {"field_removed": CONSUMERS}


def test_rules_are_compared_by_name():
    rule = {"name": "wajar", "expression": "jumlah <= 100", "message": {"id": "Tidak wajar.", "en": "Not plausible."}}
    stricter = {**rule, "expression": "jumlah <= 50"}
    without, with_it, changed_rule = (
        read_contract(make_body(**{"kotacerdas:rules": rules})) for rules in ([], [rule], [stricter])
    )

    assert kinds(without, with_it) == {"rule_added": PRODUCERS}
    assert kinds(with_it, without) == {"rule_removed": NOBODY}
    assert kinds(with_it, changed_rule) == {"rule_changed": PRODUCERS}


def test_every_kind_of_change_says_a_sentence():
    facts = {"field": "x", "before": "y", "after": "z"}
    body = make_body()
    body["schema"]["primaryKey"] = ["kode_desa", "jumlah"]

    (change,) = compare(SAMPLE, read_contract(body))

    assert change.kind is ChangeKind.KEY_WIDER
    assert change.sentence % facts == "A row is now told apart by more columns: z instead of y."
