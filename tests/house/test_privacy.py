"""Every column of every table has a privacy class; join tables Django makes hold nothing but two keys."""

from pathlib import Path

import pytest
import yaml
from django.apps import apps

from tests.house.tree import SOURCE, app_names


FOLDER = SOURCE / "definitions" / "privacy"
CLASSES = {"public", "internal", "personal", "specific", "secret"}


def columns_of(app: str) -> set[str]:
    return {
        f"{model.__name__}.{column.name}"
        for model in apps.get_app_config(app).get_models()
        for column in model._meta.concrete_fields
    }


def classes_of(path: Path) -> dict[str, str]:
    body = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {f"{model}.{column}": kind for model, columns in (body or {}).items() for column, kind in columns.items()}


@pytest.mark.parametrize("app", app_names())
def test_every_column_is_classified(app):
    classified = classes_of(FOLDER / f"{app}.yaml")

    assert not sorted(columns_of(app) - set(classified)), "columns without a privacy class"
    assert not sorted(set(classified) - columns_of(app)), "classes of columns that are gone"


@pytest.mark.parametrize("app", app_names())
def test_every_class_is_known(app):
    assert set(classes_of(FOLDER / f"{app}.yaml").values()) <= CLASSES


def test_no_file_classifies_an_app_that_is_gone():
    assert {path.stem for path in FOLDER.glob("*.yaml")} <= set(app_names())
