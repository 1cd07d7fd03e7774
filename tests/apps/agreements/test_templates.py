"""The templates of the house can be filled and drafted."""

from datetime import date

import pytest

from kotacerdas.apps.agreements import queries, rules
from kotacerdas.apps.agreements.errors import TemplateFieldMissing, TemplateNotFound
from kotacerdas.apps.agreements.types import AgreementKind, DutyKind
from kotacerdas.kernel.periods import Frequency
from tests.apps.agreements.made import DINKES, DPMD, KOMDIGI, PURPOSE, SETDA


PKS = {
    "owner": DINKES,
    "owner_name": "Dinas Kesehatan",
    "user": DPMD,
    "user_name": "DPMD",
    "dataset": "penimbangan_balita",
    "dataset_title": "penimbangan balita",
    "purpose": PURPOSE,
}
MOU = {
    "regency": SETDA,
    "regency_name": "Pemerintah Kabupaten Tabanan",
    "guidance_until": "2026-12-31",
    "software_until": "2027-12-31",
}


def test_the_memorandum_has_its_four_scope_items_and_their_duties():
    template = queries.get_template("mou-smart-city")
    filled = rules.fill(template, MOU)

    scope = next(clause for clause in filled.text.clauses if clause.key == "lingkup")
    assert template.kind is AgreementKind.MEMORANDUM
    assert len(scope.paragraphs) == 4
    duties = {clause.duty.kind: clause.duty for clause in filled.text.clauses if clause.duty}
    assert set(duties) == {
        DutyKind.GIVE_GUIDANCE,
        DutyKind.REPLACE_SOFTWARE,
        DutyKind.HOLD_FORUMS,
        DutyKind.FREE,
    }
    assert duties[DutyKind.GIVE_GUIDANCE].by_date == date(2026, 12, 31)
    rules.check_text(filled.text, (KOMDIGI, SETDA))


def test_the_cooperation_agreement_delivers_and_opens_a_dataset():
    filled = rules.fill(queries.get_template("pks-data"), PKS)

    deliver, opening = (clause.duty for clause in filled.text.clauses if clause.duty)
    assert (deliver.frequency, deliver.day) == (Frequency.MONTH, 10)
    assert (opening.creditor_code, opening.rate_per_day, opening.purpose) == (DPMD, 200, PURPOSE)
    assert filled.title["id"].endswith("penimbangan balita")
    rules.check_text(filled.text, (DINKES, DPMD))


def test_a_field_nobody_filled_is_named():
    with pytest.raises(TemplateFieldMissing, match="owner_name"):
        rules.fill(queries.get_template("pks-data"), PKS | {"owner_name": " "})


def test_an_unknown_template_is_not_found():
    with pytest.raises(TemplateNotFound):
        queries.get_template("sewa-gedung")


@pytest.mark.parametrize("template", queries.list_templates(), ids=lambda template: template.name)
def test_every_field_of_a_template_is_used_and_every_use_is_a_field(template):
    filled = rules.fill(
        template,
        {field.name: field.default or "2027-01-01" for field in template.fields}
        | {"frequency": "month", "area": "51.02"},
    )

    assert filled.text.clauses
    assert all(f"{{{field.name}}}" in str((template.body, template.title)) for field in template.fields)
