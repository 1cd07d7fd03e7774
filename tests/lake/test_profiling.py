"""A contract proposed from a sample file, through every format, and the promise that the sample is good under it."""

import csv
import io
import json
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from kotacerdas.contracts.contract import Contract, read_contract
from kotacerdas.contracts.drafting import Doubt, Proposal
from kotacerdas.contracts.errors import ColumnRepeated, EmptyFile, HeaderNotFound, NoRows
from kotacerdas.contracts.inference import infer
from kotacerdas.lake import profiling
from tests.lake.conftest import AREAS, Desk


VILLAGES = [code for code, *_ in AREAS if code.startswith("51.02.01.")]


def propose(folder: Path, content: bytes | str) -> Proposal:
    source = folder / "contoh"
    source.write_bytes(content.encode() if isinstance(content, str) else content)
    return infer(profiling.profile(source), name="contoh_baru", producer="51.02/dpmd")


def by_name(proposal: Proposal) -> dict[str, dict]:
    return {field["name"]: field for field in proposal.body["schema"]["fields"]}


def asked(proposal: Proposal, doubt: Doubt) -> list[str]:
    return [question.field for question in proposal.questions if question.doubt is doubt]


def residents(count: int = 30) -> list[list[str]]:
    header = ["Kode Desa", "NIK", "Nama Lengkap", "Tgl Lahir", "JK", "Penghasilan", "Persen Hadir", "Aktif", "RT"]
    rows = [
        [VILLAGES[n % 5], f"51020101019{n:05}", f"Warga {n}", f"{n % 28 + 1:02}/03/1990", "LP"[n % 2], f"{n + 1}.500.000",
         f"{n},5", "ya" if n % 3 else "tidak", f"{n % 4:03}"]
        for n in range(count)
    ]  # fmt: skip
    return [header, *rows]


def as_csv(rows: list[list[str]], delimiter: str = ";") -> bytes:
    sink = io.StringIO(newline="")
    csv.writer(sink, delimiter=delimiter).writerows(rows)
    return sink.getvalue().encode()


def as_workbook(rows: list[list[str]]) -> bytes:
    book, sink = Workbook(), io.BytesIO()
    book.active.append(["Daftar warga"])
    for row in rows:
        book.active.append(row)
    book.save(sink)
    return sink.getvalue()


def as_parquet(rows: list[list[str]]) -> bytes:
    sink = io.BytesIO()
    columns = zip(*rows[1:], strict=True)
    pq.write_table(pa.table(dict(zip(rows[0], map(list, columns), strict=True))), sink)
    return sink.getvalue()


def as_json_lines(rows: list[list[str]]) -> bytes:
    return "\n".join(json.dumps(dict(zip(rows[0], row, strict=True))) for row in rows[1:]).encode()


def as_zip(rows: list[list[str]]) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        archive.writestr("warga.csv", as_csv(rows))
    return sink.getvalue()


@pytest.mark.parametrize("write", [as_csv, as_workbook, as_parquet, as_json_lines, as_zip])
def test_a_register_is_read_as_a_person_would_from_any_format(tmp_path, write):
    found = by_name(propose(tmp_path, write(residents())))

    assert found["kode_desa"]["kotacerdas:codeLevel"] == "village"
    assert found["nik"]["constraints"] == {"pattern": r"\d{16}", "required": True}
    assert found["tgl_lahir"]["type"] == "date"
    assert [each["value"] for each in found["jk"]["categories"]] == ["L", "P"]
    assert (found["penghasilan"]["type"], found["persen_hadir"]["type"]) == ("integer", "number")
    assert found["persen_hadir"]["constraints"]["maximum"] == 100
    assert found["aktif"]["type"] == "boolean"
    assert found["rt"]["type"] == "string"


def test_what_looks_like_persons_is_proposed_closed_and_asked_about(tmp_path):
    proposal = propose(tmp_path, as_csv(residents()))

    classes = {name: field["kotacerdas:privacy"] for name, field in by_name(proposal).items()}
    assert [classes[name] for name in ("nik", "nama_lengkap", "tgl_lahir")] == ["personal"] * 3
    assert classes["penghasilan"] == "specific"
    assert classes["aktif"] == "internal"
    assert classes["kode_desa"] == "public"
    assert asked(proposal, Doubt.PRIVACY) == ["nik", "nama_lengkap", "tgl_lahir", "penghasilan"]
    assert "example" not in by_name(proposal)["nik"]


def test_the_proposal_can_be_registered_and_finds_its_key(tmp_path):
    proposal = propose(tmp_path, as_csv(residents()))

    contract = read_contract(proposal.body)

    assert contract.primary_key == ("nik",)
    assert contract.area_field == "kode_desa"


def test_a_key_of_two_columns_holds_the_area(tmp_path):
    rows = [["kode_desa", "tahun", "jiwa"], *([VILLAGES[n % 3], str(2020 + n // 3), "5"] for n in range(9))]

    proposal = propose(tmp_path, as_csv(rows))

    assert proposal.body["schema"]["primaryKey"] == ["kode_desa", "tahun"]


def test_odd_cells_are_counted_and_marks_for_missing_are_kept(tmp_path):
    rows = [
        ["kode_desa", "jiwa"],
        *([VILLAGES[n % 9], str(n)] for n in range(60)),
        [VILLAGES[0], "dua"],
        [VILLAGES[1], "NULL"],
    ]

    proposal = propose(tmp_path, as_csv(rows))

    assert by_name(proposal)["jiwa"]["type"] == "integer"
    (odd,) = [question for question in proposal.questions if question.doubt is Doubt.ODD_CELLS]
    assert (odd.field, odd.fact) == ("jiwa", "1")
    assert "null" in proposal.body["schema"]["missingValues"]


def test_years_are_bounded_as_years(tmp_path):
    rows = [["kode_desa", "tahun_tanam"], *([code, f"20{n + 10}"] for n, code in enumerate(VILLAGES))]

    limits = by_name(propose(tmp_path, as_csv(rows)))["tahun_tanam"]["constraints"]

    assert (limits["minimum"], limits["maximum"]) == (1900, 2100)


def test_numbers_that_read_two_ways_are_asked_about(tmp_path):
    rows = [["kode_desa", "luas"], *([code, "1.234"] for code in VILLAGES)]

    assert asked(propose(tmp_path, as_csv(rows)), Doubt.UNCLEAR_MARK) == ["luas"]


def test_without_area_codes_or_a_key_the_person_is_asked(tmp_path):
    proposal = propose(tmp_path, "nama,jumlah\nA,1\nA,1\n")

    assert asked(proposal, Doubt.NO_AREA) == [""]
    assert asked(proposal, Doubt.NO_KEY) == [""]


def test_codes_without_dots_are_taken_with_a_warning(tmp_path):
    rows = [["Kode Desa", "jiwa"], *([code.replace(".", ""), "7"] for code in VILLAGES)]

    proposal = propose(tmp_path, as_csv(rows))

    assert by_name(proposal)["kode_desa"]["kotacerdas:codeSystem"] == "kemendagri"
    assert asked(proposal, Doubt.UNDOTTED_AREAS) == ["kode_desa"]


@pytest.mark.parametrize(
    ("content", "refusal"),
    [("", EmptyFile), ("1,2\n3,4\n", HeaderNotFound), ("a,b\n", NoRows), ("a,a,b\n1,2,3\n", ColumnRepeated)],
)
def test_what_is_no_sample_is_refused_with_a_reason(tmp_path, content, refusal):
    with pytest.raises(refusal):
        propose(tmp_path, content)


texts = st.text(st.characters(codec="ascii", categories=["L", "N", "P", "Zs"], exclude_characters='";'), max_size=12)
columns = st.sampled_from(
    [
        st.integers(-50, 10**7).map(str),
        st.integers(0, 10**7).map(lambda number: f"{number:,}".replace(",", ".")),
        st.floats(0, 10**6, width=32).map(lambda number: f"{number:.2f}"),
        st.floats(0, 10**4, width=32).map(lambda number: f"{number:.3f}".replace(".", ",")),
        st.dates().map(str),
        st.sampled_from(["ya", "tidak", "Ada", "-"]),
        st.sampled_from(["baik", "rusak", "Baik", ""]),
        st.sampled_from(["001", "12", "n/a", "null", "007"]),
        texts,
    ]
)


@st.composite
def samples(draw) -> list[list[str]]:
    kinds = draw(st.lists(columns, min_size=1, max_size=4))
    codes = draw(st.lists(st.sampled_from(VILLAGES), min_size=1, max_size=40))
    header = ["kode_desa", *(f"kolom{'abcd'[n]}" for n in range(len(kinds)))]
    return [header, *([code, *(draw(kind) for kind in kinds)] for code in codes)]


@settings(max_examples=25, derandomize=True)
@given(rows=samples())
def test_a_sample_without_odd_cells_is_good_under_what_is_proposed(tmp_path_factory, rows):
    desk = Desk(tmp_path_factory.mktemp("lake"))
    try:
        proposal = propose(desk.folder, as_csv(rows))
    except NoRows:
        return  # every cell was blank
    doubts = (Doubt.NO_KEY, Doubt.NO_AREA, Doubt.MIXED_MARKS, Doubt.UNCLEAR_MARK, Doubt.ODD_CELLS)
    if any(asked(proposal, doubt) for doubt in doubts):
        return

    contract: Contract = read_contract(proposal.body)

    assert desk.returned(desk.check(as_csv(rows), contract)) == []
