"""Properties: the engine's verdict is the twin's, and no dialect changes a value."""

import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.contracts.bodies import make_contract, make_field
from tests.lake.conftest import AREAS, Desk
from tests.lake.twin import judge


CONTRACT = make_contract(
    make_field("kode_desa", k__codeLevel="village", constraints={"required": True}),
    make_field("nama", constraints={"maxLength": 12}),
    make_field("jumlah", "integer", constraints={"required": True, "minimum": 0, "maximum": 5000}),
    make_field("skor", "number", constraints={"minimum": -10}),
    make_field(
        "jamban",
        categories=[
            {"value": "sendiri", "label": "Milik sendiri", "kotacerdas:en": {"label": "Own"}},
            {"value": "tidak_ada", "label": "Tidak punya", "kotacerdas:en": {"label": "None at all"}},
        ],
    ),
)
NAMES = [field.name for field in CONTRACT.fields]
CODES = {code for code, *_ in AREAS}

good_code = st.sampled_from([f"51.02.01.{2000 + number}" for number in range(1, 11)])
any_code = st.one_of(
    good_code,
    good_code,
    st.sampled_from(["51.02.01.2999", "51.03.01.2001", "51.02.01", "5102012001", "Bajera", "51,02"]),
)
plain_number = st.one_of(st.integers(-20, 9999).map(str), st.floats(-20, 99, width=16).map(lambda x: f"{x:.2f}"))
any_number = st.one_of(
    plain_number,
    st.integers(0, 9999999).map(lambda x: f"{x:,}".replace(",", ".")),
    st.floats(0, 99999, width=32).map(lambda x: f"{x:,.2f}".translate(str.maketrans(",.", ".,"))),
    st.sampled_from(["1.234", "0,871", "0.871", "1 234", "dua", "1.2.3", "12%", "-", "", " 7 ", "1,5"]),
)
any_text = st.text(st.characters(codec="ascii", exclude_characters='\x7f"', min_codepoint=32), max_size=14)
any_toilet = st.sampled_from(
    ["sendiri", "Milik Sendiri", "own", "TIDAK ADA", "none at all", "", "-", "umum", " sendiri "]
)
row = st.tuples(any_code, any_text.map(lambda text: f"n{text}"), any_number, any_number, any_toilet).map(list)


def written(rows, *, delimiter=",", line_end="\n", quoting=csv.QUOTE_MINIMAL, encoding="utf-8") -> bytes:
    sink = io.StringIO(newline="")
    writer = csv.writer(sink, delimiter=delimiter, lineterminator=line_end, quoting=quoting)
    writer.writerows([NAMES, *rows])
    return sink.getvalue().encode(encoding)


@settings(max_examples=25)
@given(rows=st.lists(row, min_size=1, max_size=25))
def test_check_agrees_with_its_slow_twin(tmp_path_factory, rows):
    desk = Desk(tmp_path_factory.mktemp("lake"))

    outcome = desk.check(written(rows), CONTRACT)

    verdict = judge(CONTRACT, rows, CODES, "51.02")
    assert set(desk.returned(outcome)) == verdict.returned
    kept = [tuple(cell or None for cell in cells) for cells in desk.kept(outcome, *NAMES, "_line")]
    typed = [(c, n, int(j), None if s is None else float(s), t, int(line)) for c, n, j, s, t, line in kept]
    assert typed == verdict.kept


@settings(max_examples=15)
@given(
    rows=st.lists(
        st.tuples(good_code, any_text.map(lambda text: f"n{text.strip()}"[:12].strip()), st.integers(0, 5000),
                  st.floats(0, 900, width=16).map(lambda x: round(x, 2))),
        min_size=1, max_size=20, unique_by=lambda cells: cells[0],
    ),
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    comma=st.booleans(),
)  # fmt: skip
def test_check_reads_the_same_values_in_every_dialect(
    *, tmp_path_factory, rows, delimiter, line_end, quoting, encoding, comma
):
    desk = Desk(tmp_path_factory.mktemp("lake"))
    cells = [
        [code, name, str(count), f"{score:.2f}".replace(".", "," if comma else "."), ""]
        for code, name, count, score in rows
    ]

    outcome = desk.check(
        written(cells, delimiter=delimiter, line_end=line_end, quoting=quoting, encoding=encoding), CONTRACT
    )

    read = [(code, name, int(count), float(score)) for code, name, count, score, _ in desk.kept(outcome)]
    assert read == sorted(rows)
