"""Code lists with editions: what a field that names one accepts, and what only a person can decide."""

from pathlib import Path

import pytest

import kotacerdas
from kotacerdas.contracts import codelists
from kotacerdas.contracts.codelists import CodeListMalformed, CodeListUnknown
from kotacerdas.contracts.contract import CodeListRef
from tests.contracts.bodies import make_field, make_small_contract


SHIPPED = Path(kotacerdas.__file__).parent / "definitions" / "codelists"
LIST = """
name: usaha
title: {id: Bidang usaha, en: Line of business}
source: Uji
editions:
  - code: lama
    valid_from: 2020-01-01
    entries: [{code: "1", label: {id: Tani, en: Farming}}, {code: "2", label: {id: Jasa, en: Services}}]
  - code: baru
    valid_from: 2026-01-01
    entries:
      - {code: A, label: {id: Pertanian, en: Agriculture}, aliases: [tani]}
      - {code: B, label: {id: Dagang, en: Trade}}
      - {code: C, label: {id: Wisata, en: Tourism}}
crosswalks: [{from: lama, to: baru, pairs: {"1": [A], "2": [B, C]}}]
"""


@pytest.fixture
def lists(tmp_path):
    (tmp_path / "usaha.yaml").write_text(LIST, encoding="utf-8")
    return codelists.load(tmp_path)


def test_the_shipped_lists_are_sound():
    assert {"agama", "jenis_kelamin", "status_kawin", "status_dasar"} <= set(codelists.load(SHIPPED))


def test_a_field_holds_the_codes_of_its_edition_and_former_ones_that_are_clear(lists):
    field = make_field("usaha", **{"kotacerdas:codeList": {"name": "usaha", "edition": "baru"}})

    resolved = codelists.resolve(make_small_contract(field), lists).field("usaha")

    assert {each.code: each.aliases for each in resolved.categories} == {"A": ("tani", "1"), "B": (), "C": ()}


def test_a_former_code_that_could_be_several_is_left_to_a_person(lists):
    (unclear,) = codelists.ambiguities(CodeListRef("usaha", "baru"), lists)

    assert (unclear.code, unclear.choices) == ("2", ("B", "C"))


@pytest.mark.parametrize("ref", [CodeListRef("usaha", "1999"), CodeListRef("tidak_ada", "baru")])
def test_an_unknown_list_or_edition_is_refused(lists, ref):
    with pytest.raises(CodeListUnknown):
        codelists.categories(ref, lists)


@pytest.mark.parametrize(
    ("before", "after"),
    [('"1": [A]', '"1": [Z]'), ("to: baru", "to: kelak"), ('code: "2"', 'code: "1"'), ("source: Uji", "sumber: Uji")],
)
def test_a_malformed_list_is_refused_with_its_file(tmp_path, before, after):
    (tmp_path / "usaha.yaml").write_text(LIST.replace(before, after), encoding="utf-8")

    with pytest.raises(CodeListMalformed) as refusal:
        codelists.load(tmp_path)

    assert refusal.value.facts["file"] == "usaha.yaml"
