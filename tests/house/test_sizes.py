"""Files and functions stay small enough to hold in the head."""

from tests.house.tree import ROOT, SOURCE, functions, name_of, python_files


LINES_OF_A_FILE = 400
LINES_OF_A_FUNCTION = 60


def test_no_file_is_longer_than_the_budget():
    long = {
        name_of(path): lines
        for path in python_files(SOURCE, ROOT / "tests", ROOT / "tools")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LINES_OF_A_FILE
    }

    assert not long


def test_no_function_is_longer_than_the_budget():
    long = {
        f"{name_of(path)}: {function.name}": lines
        for path in python_files(SOURCE, ROOT / "tools")
        for function in functions(path)
        if (lines := (function.end_lineno or 0) - function.lineno + 1) > LINES_OF_A_FUNCTION
    }

    assert not long


def test_half_of_the_files_fit_on_a_screen():
    lengths = sorted(len(path.read_text(encoding="utf-8").splitlines()) for path in python_files())

    assert lengths[len(lengths) // 2] <= 120
