"""Property: a file that was good and no longer is, is broken by a change that says so."""

import copy
import csv
import io
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kotacerdas.contracts.changes import Party
from kotacerdas.contracts.comparison import compare
from kotacerdas.contracts.contract import Contract, read_contract
from kotacerdas.contracts.errors import ContractRefused, FileRefused
from tests.contracts.bodies import make_body, make_field
from tests.lake.conftest import Desk


def _constrain(name: str, values: list[Any]) -> st.SearchStrategy:
    return st.tuples(st.just("constraint"), st.just(name), st.sampled_from(values))


changes = st.one_of(
    _constrain("required", [True, False]),
    _constrain("minimum", [0, 5, -3, None]),
    _constrain("maximum", [10, 100, 9000, None]),
    _constrain("minLength", [1, 3, None]),
    _constrain("maxLength", [3, 10, 60, None]),
    _constrain("pattern", ["[a-z]+", ".*", ""]),
    st.tuples(st.just("property"), st.just("type"), st.sampled_from(["string", "integer", "number", "boolean"])),
    st.tuples(st.just("property"), st.just("decimalChar"), st.sampled_from([".", ","])),
    st.tuples(st.just("property"), st.just("title"), st.sampled_from(["Judul lain", "Jumlah orang", "Skor akhir"])),
    st.tuples(st.just("property"), st.just("kotacerdas:aliases"), st.sampled_from([[], ["jml"], ["nilai"]])),
    st.tuples(st.just("property"), st.just("trueValues"), st.sampled_from([["ya"], ["ya", "betul"], ["tidak"]])),
    st.tuples(st.just("codes"), st.just(""), st.sampled_from([["sendiri"], ["tidak_ada", "umum"], []])),
    st.tuples(st.just("remove"), st.just(""), st.just(None)),
    st.tuples(st.just("rename"), st.sampled_from(["nama_baru", "jumlah_jiwa", "skor_akhir"]), st.booleans()),
    st.tuples(st.just("add"), st.sampled_from(["tambahan", "jumlah_rumah", "skor2"]), st.booleans()),
    st.tuples(st.just("rule"), st.just(""), st.sampled_from(["jumlah >= 3", "skor <= jumlah", None])),
    st.tuples(st.just("key"), st.just(""), st.sampled_from([["kode_desa", "jumlah"], ["jumlah"], ["kode_desa"]])),
    st.tuples(st.just("missing"), st.just(""), st.sampled_from([["", "-"], ["", "-", "0"], ["", "-", "n/a", "umum"]])),
)
place = st.integers(1, 6)


def _apply(body: dict[str, Any], where: int, change: tuple[str, str, Any]) -> None:
    verb, name, value = change
    fields = body["schema"]["fields"]
    field = fields[min(where, len(fields) - 1)]
    if verb == "constraint" and (not name.endswith("Length") or field["type"] == "string"):
        limits = {**field.get("constraints", {}), name: value}
        field["constraints"] = {key: limit for key, limit in limits.items() if limit not in (None, "")}
    elif verb == "property":
        if name == "type":
            field.pop("constraints", None)
        field[name] = value
    elif verb == "codes":
        field["categories"] = [{"value": c, "label": c, "kotacerdas:en": {"label": c}} for c in value]
    elif verb == "remove":
        fields.remove(field)
    elif verb == "rename":
        if value:
            field["kotacerdas:aliases"] = [*field.get("kotacerdas:aliases", []), field["name"]]
        field["name"] = name
    elif verb == "add":
        fields.append(make_field(name, constraints={"required": value}))
    elif verb == "rule":
        message = {"id": "Tidak wajar.", "en": "Not plausible."}
        body["kotacerdas:rules"] = [{"name": "wajar", "expression": value, "message": message}] if value else []
    elif verb == "key":
        body["schema"]["primaryKey"] = value
        for each in fields:
            if each["name"] in value:
                each["constraints"] = {**each.get("constraints", {}), "required": True}
    elif verb == "missing":
        body["schema"]["missingValues"] = value


def _read(body: dict[str, Any]) -> Contract | None:
    try:
        return read_contract(body)
    except ContractRefused:
        return None


CELLS = {
    "nama": ["abc", "Banjar Dukuh", "x", "", "-", "0"],
    "jumlah": ["3", "7", "12", "1.234", "1,000,000", "0", "5"],
    "skor": ["1.234", "2,5", "0.25", "", "7", "1.5"],
    "aktif": ["ya", "tidak", "", "1"],
    "tanggal": ["2024-01-05", "5 Maret 2023", ""],
    "jamban": ["sendiri", "Milik sendiri", "pribadi", "tidak_ada", "", "n/a"],
}
HEADERS = {"nama": ["nama", "Judul nama"], "skor": ["skor", "SKOR", "Title of skor"], "jumlah": ["jumlah"]}


@st.composite
def files(draw) -> bytes:
    """A file of agreed columns only, optional ones perhaps left out."""
    columns = [name for name in CELLS if name == "jumlah" or draw(st.booleans())]
    header = ["kode_desa", *(draw(st.sampled_from(HEADERS.get(name, [name]))) for name in columns)]
    count = draw(st.integers(1, 4))
    rows = [
        [f"51.02.01.{2001 + line}", *(draw(st.sampled_from(CELLS[name])) for name in columns)] for line in range(count)
    ]
    sink = io.StringIO(newline="")
    csv.writer(sink, delimiter=";").writerows([header, *rows])
    return sink.getvalue().encode()


def _is_good(desk: Desk, content: bytes, contract: Contract) -> bool:
    try:
        return not desk.check(content, contract).rows_failed
    except FileRefused:
        return False


@settings(max_examples=60)
@given(
    first=st.lists(st.tuples(place, changes), max_size=2),
    second=st.lists(st.tuples(place, changes), min_size=1, max_size=3),
    content=files(),
)
def test_a_file_no_longer_good_is_broken_by_a_change_marked_so(tmp_path_factory, first, second, content):
    body = make_body()
    for where, change in first:
        _apply(body, where, change)
    later = copy.deepcopy(body)
    for where, change in second:
        _apply(later, where, change)
    old, new = _read(body), _read(later)
    if old is None or new is None:
        return
    desk = Desk(tmp_path_factory.mktemp("lake"))

    if _is_good(desk, content, old) and not _is_good(desk, content, new):
        found = compare(old, new)
        assert any(Party.PRODUCERS in change.breaks for change in found), found
    assert compare(new, new) == ()
