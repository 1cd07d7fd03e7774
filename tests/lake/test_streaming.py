"""A regular file is checked as it streams by; nothing about the verdict may tell that it was never held."""

from tests.contracts.bodies import make_contract, make_field
from tests.lake.conftest import Desk


CONTRACT = make_contract(
    make_field("kode_desa", k__codeLevel="village", constraints={"required": True}),
    make_field("nomor", constraints={"required": True}),
    make_field("skor", "number"),
    key=("kode_desa", "nomor"),
)
HEAD = "kode_desa,nomor,skor\n"


def rows(*scores: str) -> str:
    return "".join(f"51.02.01.2001,{number},{score}\n" for number, score in enumerate(scores))


def test_a_decimal_mark_first_shown_far_down_the_file_holds_for_all_of_it(desk: Desk):
    many = ["1,234"] + ["7"] * 3000 + ["12,5"]
    text = HEAD.replace(",", ";") + rows(*many).replace("2001,", "2001;").replace(",1,234", ";1,234")
    text = "".join(line.replace(",", ";", 1) if line.count(";") < 2 else line for line in text.splitlines(True))

    outcome = desk.check(text, CONTRACT)

    assert outcome.rows_failed == 0
    assert {notice.code for notice in outcome.notices} == {"decimal_comma"}
    assert desk.kept(outcome, "skor")[0] == ("1.234",)


def test_a_repeated_key_comes_back_as_it_was_written(desk: Desk):
    text = HEAD + rows("1", "2") + "51.02.01.2001, 0 ,  3\n"

    outcome = desk.check(text, CONTRACT)

    (failure,) = desk.failures(outcome)
    assert (failure.line, failure.rule, failure.facts["first_line"]) == (4, "duplicate_key", 2)
    assert failure.row == {"kode_desa": "51.02.01.2001", "nomor": " 0 ", "skor": "  3"}


def test_a_file_that_turns_ragged_far_down_is_read_all_the_same(desk: Desk):
    text = HEAD + rows(*["7"] * 3000) + "51.02.01.2001,x\n" + "51.02.01.2001,y,8,9\n"

    outcome = desk.check(text, CONTRACT)

    assert outcome.rows_kept == 3001
    assert desk.returned(outcome) == [(3003, "too_many_cells", "")]


def test_a_code_outside_the_scope_is_told_from_one_of_no_area(desk: Desk):
    text = HEAD + "51.03.01.2001,1,1\n99.01.01.2001,2,1\n51.02.01.2999,3,1\n51.02.01,4,1\n"

    outcome = desk.check(text, CONTRACT)

    assert [rule for _, rule, _ in desk.returned(outcome)] == [
        "outside_scope",
        "unknown_area_code",
        "unknown_area_code",
        "wrong_area_level",
    ]


def test_streamed_and_held_files_give_the_same_verdict(desk: Desk):
    text = HEAD + rows("1", "x", "", "-", "2.50", "1.234") + "51.02.01.2001,0,1\n51.03.01.2001,9,1\n,,\nJumlah,,7\n"

    streamed, held = desk.check(text, CONTRACT), desk.check(text.encode("utf-16"), CONTRACT)

    assert desk.returned(streamed) == desk.returned(held)
    assert streamed.release_sha256 == held.release_sha256
    assert streamed.failures_sha256 == held.failures_sha256
