"""The directions of the house hold, and the contracts that say so are whole."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house.tree import APPS, ROOT, app_names, name_of


def test_the_import_contracts_hold():
    run = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 0, run.stdout


def test_no_contract_has_an_exception():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]

    assert not [contract["name"] for contract in contracts if contract.get("ignore_imports")]


@pytest.mark.parametrize("app", app_names())
def test_an_app_has_only_the_folders_every_app_may_have(app):
    known = {"management", "migrations", "templates", "static", "sql", "__pycache__"}
    packages = {
        *(
            "rules",
            "models",
            "queries",
            "operations",
            "forms",
            "schemas",
            "presenters",
            "views",
            "api",
            "tasks",
            "types",
            "errors",
        ),
    }
    other = [name_of(path) for path in (APPS / app).iterdir() if path.is_dir() and path.name not in known | packages]

    assert not other


@pytest.mark.parametrize("app", app_names())
def test_an_app_says_what_it_is_for_and_exports_nothing(app):
    text = (APPS / app / "__init__.py").read_text(encoding="utf-8").strip()

    assert text.startswith('"""')
    assert text.endswith('"""')
    assert "import" not in text.split('"""')[2]


def test_migrations_state_what_the_models_say(settings):
    run = subprocess.run(
        [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={"KOTACERDAS_SECRET_KEY": settings.SECRET_KEY, "KOTACERDAS_DEMO": "1", "PATH": ""},
    )

    assert run.returncode == 0, run.stdout + run.stderr
