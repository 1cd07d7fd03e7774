"""Typed reading of environment variables; nothing else in the project reads them."""

import os
from pathlib import Path


ROOT = Path(__file__).resolve().parents[3]


def text(name: str, default: str = "") -> str:
    """The variable as text, or the default."""
    return os.environ.get(name, default)


def flag(name: str, *, default: bool = False) -> bool:
    """The variable as yes or no; 1, true, yes and on mean yes."""
    return text(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def words(name: str, default: str = "") -> list[str]:
    """The variable split at commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def folder(name: str, default: Path) -> Path:
    """The variable as an absolute folder."""
    return Path(text(name, str(default))).resolve()
