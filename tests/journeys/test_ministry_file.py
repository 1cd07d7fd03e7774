"""A data officer brings the ministry's own file: the walk of docs/tutorials, from the file to the target and back."""

import json
from pathlib import Path

import pytest

from tests.journeys.files import write_idm


pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]


@pytest.fixture
def villages(person) -> list[str]:
    """The codes of the 133 villages."""
    page = person()
    codes = []
    for district in range(1, 11):
        body = page.request.get(f"/api/v1/areas/51.02.{district:02}").json()
        codes += [child["code"] for child in body["children"]]
    assert len(codes) == 133
    return codes


def test_a_file_becomes_a_value_and_three_spoiled_rows_cost_three_villages(platform, villages, tmp_path: Path):
    whole = write_idm(tmp_path / "idm-2024.csv", villages)
    ask = ("trace", "idm", "51.02", "2024", "--json")

    answer = platform.run("submit", str(whole), "--dataset", "idm_desa", "--period", "2024", "--json")
    platform.run("evaluate")
    before = json.loads(platform.run(*ask).stdout)

    assert answer.returncode == 0, answer.stderr
    assert json.loads(answer.stdout)["rows_kept"] == 133
    assert before["value"] == pytest.approx(0.8)
    assert before["coverage"]["reported"] == before["coverage"]["expected"] == 133

    lines = whole.read_text().splitlines()
    lines[5] = lines[5].replace(villages[4], "51.02.01.2999", 1)
    lines[10] = lines[10].replace(",0.9,", ",9.0,", 1)
    lines[20] = lines[21]
    spoiled = tmp_path / "idm-2024-rusak.csv"
    spoiled.write_text("\n".join(lines) + "\n")

    answer = platform.run("submit", str(spoiled), "--dataset", "idm_desa", "--period", "2024", "--json")
    platform.run("evaluate")
    after = json.loads(platform.run(*ask).stdout)

    assert json.loads(answer.stdout)["rows_failed"] == 3
    assert after["coverage"]["reported"] == 130
    assert after["value"] == pytest.approx(0.8)


def test_nonsense_is_refused_in_a_sentence(platform, tmp_path: Path):
    picture = tmp_path / "foto.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)

    answer = platform.run("submit", str(picture), "--dataset", "idm_desa", "--period", "2024")

    assert answer.returncode == 1
    assert "Traceback" not in answer.stdout + answer.stderr
    assert "bukan tabel" in answer.stdout + answer.stderr
