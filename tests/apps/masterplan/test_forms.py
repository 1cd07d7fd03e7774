"""What a planner may type for a programme."""

import pytest

from kotacerdas.apps.masterplan import queries
from kotacerdas.apps.masterplan.forms.programme import BudgetLineForm
from kotacerdas.apps.masterplan.presenters import make_programme_form
from tests.apps.masterplan.made import typed_programme


@pytest.mark.parametrize(
    "text", ["1.250.000.000", "Rp 1.250.000.000", "1250000000", "1,250,000,000", "1.250.000.000,00"]
)
def test_rupiah_are_read_as_people_write_them(text: str) -> None:
    line = BudgetLineForm({"year": "2026", "source": "APBD", "amount": text})

    assert line.is_valid()
    assert line.cleaned_data["amount"] == 1_250_000_000


@pytest.mark.parametrize("text", ["1,25 miliar", "-5", "12.50", "9" * 20])
def test_other_rupiah_are_refused(text: str) -> None:
    assert "amount" in BudgetLineForm({"year": "2026", "source": "APBD", "amount": text}).errors


def test_a_row_left_empty_is_no_line_and_half_a_row_asks_for_the_rest() -> None:
    assert BudgetLineForm({}).is_valid()
    assert set(BudgetLineForm({"amount": "5"}).errors) == {"year", "source"}


def test_english_may_wait(plan) -> None:
    form = make_programme_form("51.02", None, typed_programme())

    assert form.is_valid(), form.errors
    assert form.programme().title == {"id": "Rumah baca"}
    assert [(year, source, money.amount_idr) for year, source, money in form.programme().budgets] == [
        (2026, "APBD kabupaten", 1_250_000_000),
        (2027, "Dana Desa", 5_000_000),
    ]


def test_a_programme_read_into_the_form_comes_out_the_same(plan) -> None:
    for programme in queries.list_programmes():
        empty = make_programme_form("51.02", programme)
        typed = {name: value for name, value in empty.initial.items() if name != "budget" and value is not None}
        typed["budget_rows"] = str(len(empty.lines))
        for place, line in enumerate(empty.lines):
            typed |= {f"budget_{place}-{name}": value for name, value in line.initial.items()}
        form = make_programme_form("51.02", programme, typed_programme(clear=True, **typed))

        assert form.is_valid(), form.errors
        assert form.programme(programme) == programme


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"title_id": ""}, "title_id"),
        ({"ends_in": "2020"}, "ends_in"),
        ({"quick_win_percent": "20"}, "quick_win_id"),
        ({"innovations_en": "One"}, "innovations_en"),
        ({"village": "Atlantis"}, "village"),
        ({"tag_mou": ""}, "tag_mou"),
        ({"places": []}, "places"),
    ],
)
def test_a_sentence_stands_beside_what_is_wrong(plan, fields: dict, wrong: str) -> None:
    form = make_programme_form("51.02", None, typed_programme(**fields))

    assert not form.is_valid()
    assert list(form.errors) == [wrong]


def test_one_year_and_source_stand_in_one_row(plan) -> None:
    form = make_programme_form(
        "51.02", None, typed_programme(**{"budget_1-year": "2026", "budget_1-source": "APBD kabupaten"})
    )

    assert not form.is_valid()
    assert "source" in form.lines[1].errors
