"""Every failure and notice has words, and its facts fill them in both languages."""

import re

import pytest

from kotacerdas.contracts import plan, quoting, sentences
from kotacerdas.contracts.catalogue import entries, unique
from kotacerdas.contracts.headers import Match
from kotacerdas.contracts.kinds import Kind, NoticeCode
from kotacerdas.contracts.outline import outline
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period
from tests.contracts.bodies import make_contract, make_field


def all_entries():
    contract = make_contract(
        make_field("kode_desa", k__codeLevel="village", constraints={"required": True}),
        make_field("kk", constraints={"pattern": "[0-9]+", "maxLength": 16, "minLength": 2}),
        make_field("jumlah", "integer", constraints={"minimum": 1}, k__period=True),
        make_field("skor", "number", constraints={"maximum": 1}),
        make_field("aktif", "boolean"),
        make_field("pada", "date", constraints={"minimum": "2020-01-01", "maximum": "2030-01-01"}),
        make_field("jamban", categories=[{"value": "a", "label": "A", "kotacerdas:en": {"label": "A"}}]),
        make_field("pukul", "time"),
        make_field("saat", "datetime"),
        make_field("tahun", "year"),
        make_field("bulan", "yearmonth"),
        make_field("lama", "duration"),
        make_field("daftar", "list"),
        make_field("isi", "object", constraints={"jsonSchema": {"required": ["a"]}}),
        make_field("larik", "array"),
        make_field("titik", "geopoint"),
        make_field("bentuk", "geojson"),
        make_field("surel", format="email"),
        make_field("unik", constraints={"unique": True}),
        foreignKeys=[{"fields": "kode_desa", "reference": {"resource": "desa", "fields": "kode"}}],
        **{
            "kotacerdas:rules": [
                {"name": "r", "expression": "jumlah > skor", "message": {"id": "Salah.", "en": "Wrong."}}
            ]
        },
    )
    header = [field.name for field in contract.fields]
    found = Match({name: place for place, name in enumerate(header)}, (), ())
    return entries(outline(contract, header, found, period=Period.parse("2026"), scope=AreaCode("51.02")))


@pytest.mark.parametrize("language", ["id", "en"])
def test_explain_fills_every_sentence_with_its_facts(language):
    found = all_entries()

    for entry in found:
        facts = sentences.facts_in(language, entry.facts | {"value": "x", "line": 2, "first_line": 1})
        for sentence in sentences.explain(entry.kind, facts):
            assert "{" not in sentence % facts
    assert {entry.kind for entry in found} == set(Kind)


def test_every_notice_has_a_sentence_with_named_facts():
    for code in NoticeCode:
        assert not re.search(r"%[^(]", sentences.explain_notice(code))


def test_facts_in_chooses_the_language():
    facts = {"range": {"id": "dari 0 sampai 1", "en": "from 0 up to 1"}, "line": 3}

    assert sentences.facts_in("en", facts) == {"range": "from 0 up to 1", "line": 3}


def test_quoting_cannot_be_left():
    assert quoting.name('a"b') == '"a""b"'
    assert quoting.text("it's") == "'it''s'"


def test_unique_tells_blank_and_repeated_columns_apart():
    assert unique(["a", "", "a", " "]) == ["a", "(2)", "a (3)", "(4)"]


def test_evidence_is_not_asked_for_when_no_column_could_show_any():
    contract = make_contract(make_field("kode_desa", k__codeLevel="village", constraints={"required": True}))

    assert plan.evidence_sql(contract, ["kode_desa"]) is None
