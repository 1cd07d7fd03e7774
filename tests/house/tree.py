"""What the house tests look at: the files, functions and templates of the tree."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path


ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "kotacerdas"
APPS = SOURCE / "apps"
Function = ast.FunctionDef | ast.AsyncFunctionDef


def name_of(path: Path) -> str:
    """A path as people write it, from the root."""
    return path.relative_to(ROOT).as_posix()


def app_names() -> list[str]:
    return sorted(path.parent.name for path in APPS.glob("*/__init__.py"))


def python_files(*folders: Path) -> list[Path]:
    """Hand-written Python: no migrations, which are generated."""
    return sorted(
        path for folder in folders or (SOURCE,) for path in folder.rglob("*.py") if "migrations" not in path.parts
    )


def templates() -> list[Path]:
    return sorted(SOURCE.rglob("templates/**/*.html"))


@cache
def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(parse(path)) if isinstance(node, Function))


def tracked_files() -> list[Path]:
    """Text files under version control, or about to be."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout.split("\0")
    return [path for name in listed if name and (path := ROOT / name).is_file() and is_text(path)]


def is_text(path: Path) -> bool:
    with path.open("rb") as file:
        return b"\0" not in file.read(4096)
