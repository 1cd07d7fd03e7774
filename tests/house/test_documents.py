"""The documents say what is, not what was."""

import re
import subprocess
import sys

import pytest
import yaml

from tests.house.tree import ROOT, SOURCE, name_of, python_files


VARIABLE = re.compile(r"\bKOTACERDAS_[A-Z_]+\b")
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def test_every_setting_is_documented():
    text = (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")
    read = {name for path in python_files(SOURCE) for name in VARIABLE.findall(path.read_text(encoding="utf-8"))}

    assert not sorted(name for name in read if f"`{name}`" not in text)


def test_no_setting_is_documented_that_nobody_reads():
    text = (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")
    read = {name for path in python_files(SOURCE) for name in VARIABLE.findall(path.read_text(encoding="utf-8"))}

    assert set(VARIABLE.findall(text)) <= read


def test_the_generated_reference_is_current():
    run = subprocess.run(
        [sys.executable, "tools/reference.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_links_between_documents_lead_somewhere(path):
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)

    assert not [target for target in LINK.findall(text) if not (path.parent / target).exists()]


def test_decisions_are_numbered_without_gaps():
    numbers = [int(path.name[:4]) for path in sorted((ROOT / "docs/decisions").glob("[0-9]*.md"))]

    assert numbers == list(range(1, len(numbers) + 1))


def test_the_public_code_description_has_what_the_standard_requires():
    body = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))

    required = {"publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType", "description"}
    assert required | {"legal", "maintenance", "localisation"} <= set(body)
    assert body["legal"]["license"] == "Apache-2.0"
    assert {"id", "en"} <= set(body["description"])
    for language in body["description"].values():
        assert len(language["shortDescription"]) <= 150
        assert 150 <= len(language["longDescription"]) <= 10_000


def test_the_licence_is_whole():
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")

    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text
