"""Rows leave the lake through the door only: nobody reads a release but with an access in hand."""

import ast

from tests.house.tree import name_of, parse, python_files


READING = {"read_page", "stream", "find_rows", "count_rows", "count_groups"}
THE_DOOR = "src/kotacerdas/apps/exchange/operations/"


def reads_rows(path) -> bool:
    """Whether the file calls the lake's reading of pages or streams."""
    tree = parse(path)
    lake = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "kotacerdas.lake"
        for alias in node.names
        if alias.name in {"rows", "exports", "answers"}
    }
    return any(
        isinstance(node, ast.Attribute)
        and node.attr in READING
        and isinstance(node.value, ast.Name)
        and node.value.id in lake
        for node in ast.walk(tree)
    )


def test_only_the_operations_of_the_exchange_read_rows():
    reading = [name_of(path) for path in python_files() if reads_rows(path)]

    assert reading
    assert all(path.startswith(THE_DOOR) for path in reading), reading
