"""JSON lines and lists of records."""

import json

import pytest

from kotacerdas.contracts.errors import NoRows, TooLarge, UnreadableRecords
from kotacerdas.contracts.kinds import Kind
from kotacerdas.lake import records


ROWS = [
    {"kode_desa": "51.02.01.2001", "jumlah": 12, "skor": 0.5, "aktif": True},
    {"kode_desa": "51.02.01.2002", "jumlah": 7, "skor": None, "aktif": False, "nama": "Wanagiri"},
]


def lines(rows) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


@pytest.mark.parametrize("write", [lines, json.dumps], ids=["lines", "list"])
def test_each_record_is_a_row(desk, write):
    outcome = desk.check(write(ROWS))

    assert desk.kept(outcome, "kode_desa", "nama", "jumlah", "aktif") == [
        ("51.02.01.2001", "", "12", "true"),
        ("51.02.01.2002", "Wanagiri", "7", "false"),
    ]


def test_a_letter_counts_records_from_one(desk):
    outcome = desk.check(lines([{**ROWS[0], "jumlah": -1}, ROWS[1]]))

    assert [(each.line, each.field, each.rule) for each in desk.failures(outcome)] == [(1, "jumlah", Kind.OUT_OF_RANGE)]


def test_a_code_that_is_a_number_goes_back(desk):
    outcome = desk.check(lines([ROWS[0], {**ROWS[1], "kode_desa": 5102012002}]))

    assert [each.rule for each in desk.failures(outcome)] == [Kind.NUMBER_TYPED_CODE]


def test_a_name_met_only_late_sends_its_row_back_instead_of_being_lost(desk, monkeypatch):
    monkeypatch.setattr(records, "RECORDS_SEEN", 1)

    outcome = desk.check(lines(ROWS))

    assert [(each.line, each.rule) for each in desk.failures(outcome)] == [(2, Kind.TOO_MANY_CELLS)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (lines(ROWS) + '{"kode_desa": "51.02', 3),
        (lines(ROWS) + '["51.02.01.2003", 1]\n', 3),
        (lines(ROWS) + '{"kode_desa": {"nested": 1}}\n', 3),
        ('[{"kode_desa": NaN}]', 1),
        ('[{"kode_desa": ' + "[" * 100_000, 1),
        ('[{"kode_desa": "51.02.01.2001"}', 1),
    ],
    ids=["cut off", "a list", "nested", "no number", "deep", "unclosed"],
)
def test_what_is_no_record_is_refused_with_its_line(desk, text, line):
    with pytest.raises(UnreadableRecords) as refusal:
        desk.check(text)

    assert refusal.value.facts["line"] == line


def test_an_empty_list_has_no_rows(desk):
    with pytest.raises(NoRows):
        desk.check("[]")


def test_a_long_list_is_to_be_sent_as_lines(desk, monkeypatch):
    monkeypatch.setattr(records, "MOST_BYTES_OF_A_LIST", 10)

    with pytest.raises(TooLarge):
        desk.check(json.dumps(ROWS))
    assert desk.check(lines(ROWS)).rows_kept == 2
