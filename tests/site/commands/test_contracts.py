"""``kotacerdas contracts``: files only, no database."""

import json

import pytest
from click.testing import CliRunner

from kotacerdas.contracts.contract import read_contract
from kotacerdas.site.command_line import main
from tests.contracts.bodies import make_body


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setenv("KOTACERDAS_LANGUAGE", "en")
    return lambda *words: CliRunner().invoke(main, ["contracts", *words])


@pytest.fixture
def contract(tmp_path):
    def write(name: str = "contract.json", **changes):
        path = tmp_path / name
        path.write_text(json.dumps(make_body(**changes)), encoding="utf-8")
        return str(path)

    return write


def test_infer_prints_a_contract_that_can_be_registered(run, tmp_path):
    sample = tmp_path / "Data Warga.csv"
    sample.write_text("kode_desa;nik\n51.02.01.2001;5102010101900001\n51.02.01.2002;5102010101900002\n")

    result = run("infer", str(sample))

    assert result.exit_code == 0
    assert read_contract(json.loads(result.stdout)).name == "data_warga"
    assert "Confirm who may see nik" in result.stderr


def test_compare_tells_whom_a_change_breaks_and_exits_1(run, contract):
    old, new = contract("old.json"), contract("new.json", **{"kotacerdas:dueDay": 1})

    result = run("compare", old, new)

    assert result.exit_code == 1
    assert "Files are due earlier: 01-09 instead of 30-09. [breaks those who hand in]" in result.stdout
    assert run("compare", old, old).stdout == "Nothing that matters was changed.\n"


def test_export_and_import_give_the_same_contract(run, contract, tmp_path):
    exported = tmp_path / "odcs.yaml"
    exported.write_text(run("export", contract()).stdout, encoding="utf-8")

    result = run("import", str(exported), "--json")

    assert read_contract(json.loads(result.stdout)["contract"]) == read_contract(make_body())


def test_check_says_where_the_fault_is(run, contract):
    assert "is sound: 7 columns, 0 conditions" in run("check", contract()).stdout
    refused = run("check", contract("bad.json", **{"kotacerdas:dueDay": 40}))
    assert refused.exit_code == 1
    assert "kotacerdas:dueDay" in refused.stderr


def test_a_file_that_is_no_contract_is_refused(run, tmp_path):
    (tmp_path / "x.json").write_text("[1]")

    assert run("check", str(tmp_path / "x.json")).exit_code == 1
    assert "lists columns" in run("import", str(tmp_path / "x.json")).stderr
