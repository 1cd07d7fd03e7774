"""Every operation says who acts and when, is one transaction, and leaves an audit row."""

import ast

import pytest

from tests.house.tree import APPS, Function, name_of, parse, python_files


FILES = [path for path in python_files(APPS) if path.stem == "operations" or path.parent.name == "operations"]
RECORDING = {"record", "record_many", "record_read"}


def module_functions(path) -> dict[str, Function]:
    return {node.name: node for node in parse(path).body if isinstance(node, Function)}


def exported_names(package) -> set[str]:
    """What a package of operations offers; its other functions help those."""
    return {
        alias.asname or alias.name
        for node in parse(package).body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def is_operation(path, name: str) -> bool:
    if path.parent.name == "operations":
        return name in exported_names(path.parent / "__init__.py")
    return not name.startswith("_")


def operations() -> list:
    return [
        pytest.param(path, function, id=f"{path.relative_to(APPS).with_suffix('')}.{name}")
        for path in FILES
        for name, function in module_functions(path).items()
        if is_operation(path, name)
    ]


def called_names(function: Function) -> set[str]:
    """Last names of everything the function calls or hands on, decorators included."""
    names = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
    return names | {node.attr for node in ast.walk(function) if isinstance(node, ast.Attribute)}


def reachable_names(path, function: Function) -> set[str]:
    """Names used by the function and by those of the same app's operations it calls; a file's own come first."""
    app = path.relative_to(APPS).parts[0]
    elsewhere = {
        name: (other, node)
        for other in FILES
        if other.relative_to(APPS).parts[0] == app
        for name, node in module_functions(other).items()
        if not name.startswith("_")
    }
    seen: set[tuple] = set()
    names: set[str] = set()
    waiting = [(path, function)]
    while waiting:
        place, node = waiting.pop()
        own = module_functions(place)
        for name in called_names(node):
            names.add(name)
            found = (place, own[name]) if name in own else elsewhere.get(name)
            if found and (found[0], name) not in seen:
                seen.add((found[0], name))
                waiting.append(found)
    return names


def test_there_are_operations_to_look_at():
    assert FILES


@pytest.mark.parametrize(("path", "function"), operations())
def test_an_operation_names_who_acts_and_when(path, function):
    keywords = {argument.arg for argument in function.args.kwonlyargs}

    assert not function.args.args, f"{name_of(path)}: {function.name} takes arguments by position"
    assert {"by", "at"} <= keywords


@pytest.mark.parametrize(("path", "function"), operations())
def test_an_operation_is_one_transaction(path, function):
    is_the_record_itself = path.relative_to(APPS).parts[0] == "audit"  # written inside its caller's transaction

    assert is_the_record_itself or "atomic" in reachable_names(path, function)


@pytest.mark.parametrize(("path", "function"), operations())
def test_an_operation_records_what_was_done(path, function):
    if path.relative_to(APPS).parts[0] == "audit":
        assert "Event" in reachable_names(path, function) or "create" in reachable_names(path, function)
    else:
        assert RECORDING & reachable_names(path, function)


@pytest.mark.parametrize(("path", "function"), operations())
def test_an_operation_records_in_one_place_only(path, function):
    calls = [
        node
        for node in ast.walk(function)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name | ast.Attribute)
        and (node.func.id if isinstance(node.func, ast.Name) else node.func.attr) in RECORDING
    ]

    assert len(calls) <= 1
