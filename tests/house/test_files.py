"""What must never be in a file of this tree."""

import ast
import re

import pytest
import sqlglot

from tests.house.tree import ROOT, SOURCE, name_of, parse, python_files, templates, tracked_files


# Written in halves, so that this file does not hold what it forbids.
REGISTRIES = ["registry." + "npmjs.org", "registry." + "yarnpkg.com", "py" + "pi.org", "files." + "pythonhosted.org"]
MACHINE_PATHS = re.compile(r"(?<![\w.:/])/(?:work|root|home|tmp/plan|Users)/" + r"[\w.-]+")


def test_no_file_names_a_package_registry():
    assert not [
        f"{name_of(path)}: {host}"
        for path in tracked_files()
        for host in REGISTRIES
        if host in path.read_text(encoding="utf-8", errors="replace")
    ]


def test_no_file_names_a_folder_of_somebodys_machine():
    assert not [
        f"{name_of(path)}: {match.group()}"
        for path in tracked_files()
        for match in MACHINE_PATHS.finditer(path.read_text(encoding="utf-8", errors="replace"))
    ]


def test_the_lock_of_the_front_end_names_hashes_and_no_address():
    text = (ROOT / "package-lock.json").read_text(encoding="utf-8")

    assert '"integrity"' in text
    assert '"resolved"' not in text


def test_every_pinned_requirement_has_a_hash():
    for path in (ROOT / "requirements").glob("*.txt"):
        blocks = re.split(r"\n(?=[a-z0-9])", path.read_text(encoding="utf-8"))

        assert all("--hash=sha256:" in block for block in blocks if "==" in block), name_of(path)


@pytest.mark.parametrize("path", templates(), ids=name_of)
def test_a_template_has_no_script_or_style_of_its_own(path):
    text = path.read_text(encoding="utf-8")

    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", text)
    assert not re.search(r"<style\b|\sstyle=|\son[a-z]+=[\"']", text)
    assert not re.search(r"<(?!a\b)[a-z][^>]*\s(?:src|href)=[\"'](?:https?:)?//", text)


def test_translated_blocks_are_trimmed():
    loose = [
        name_of(path)
        for path in templates()
        if re.search(r"{%\s*blocktrans(?:late)?\b(?![^%]*\btrimmed\b)[^%]*%}\s*\n", path.read_text(encoding="utf-8"))
    ]

    assert not loose


def without_fragments(sql: str) -> str:
    """The statement with what Python fills in left out: lines of their own, branches of a CASE, database places."""
    sql = re.sub(r"^\s*\$\w+\s*$", "", sql, flags=re.MULTILINE)
    sql = re.sub(r"\bCASE\s+(\$\w+)\s+END", r"CASE WHEN TRUE THEN \1 END", sql)
    return sql.replace("%s", "?")


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.sql")), ids=name_of)
def test_an_sql_file_is_one_statement_the_parser_understands(path):
    statements = sqlglot.parse(without_fragments(path.read_text(encoding="utf-8")), read="duckdb")

    assert len([statement for statement in statements if statement]) == 1


def test_no_sentence_hides_inside_an_f_string():
    """The extractor of messages does not look into them, so such a sentence would stay English."""
    hidden = [
        f"{name_of(path)}:{node.lineno}"
        for path in python_files()
        for node in ast.walk(parse(path))
        if isinstance(node, ast.JoinedStr)
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in {"gettext", "ngettext"}
    ]

    assert not hidden


def test_there_is_no_drawer_for_everything():
    drawers = {"utils", "helpers", "common", "misc", "core", "managers"}

    assert not [name_of(path) for path in SOURCE.rglob("*.py") if path.stem in drawers]
