"""A definition says everything, in both languages, or is refused."""

import pytest
import yaml
from django.conf import settings
from pydantic import ValidationError

from kotacerdas.measures.definition import load_definition, load_definitions
from kotacerdas.measures.errors import MalformedDefinition
from tests.measures.made import make_definition


WATER = settings.DEFINITIONS_FOLDER / "indicators" / "infrastructure" / "n5-air-minum-layak.yaml"


def write(folder, **changes):
    """The water definition with changed fields, under its own name."""
    (folder / "infrastructure").mkdir(exist_ok=True)
    file = folder / "infrastructure" / WATER.name
    body = {key: value for key, value in (yaml.safe_load(WATER.read_text()) | changes).items() if value is not ...}
    file.write_text(yaml.safe_dump(body))
    file.with_suffix(".sql").write_text(WATER.with_suffix(".sql").read_text())
    return file


def test_what_is_shipped_is_read(tmp_path):
    definition = load_definition(write(tmp_path))

    assert definition.title["en"] == "Households with proper drinking water"
    assert definition.pillar_codes == ("mou.infrastructure", "mou.living", "kementerian.living")
    assert definition.dataset_names == ("rumah_tangga",)


@pytest.mark.parametrize(
    "changes",
    [
        {"surprise": 1},
        {"title": {"id": "hanya satu bahasa"}},
        {"direction": "sideways"},
        {"decimals": "1"},
        {"unit": ...},
        {"code": "another-name"},
        {"is_proxy": True},
    ],
)
def test_a_field_too_many_too_few_or_wrong_is_refused_with_the_file(tmp_path, changes):
    with pytest.raises(MalformedDefinition) as refusal:
        load_definition(write(tmp_path, **changes))

    assert refusal.value.facts["file"] == WATER.name


def test_a_definition_without_its_query_is_refused(tmp_path):
    file = write(tmp_path)
    file.with_suffix(".sql").unlink()

    with pytest.raises(MalformedDefinition):
        load_definitions(tmp_path)


def test_an_input_is_never_coarser_than_the_indicator():
    with pytest.raises(ValidationError):
        make_definition(inputs=({"dataset": "jalan", "columns": ("km",), "grain": "district"},))
