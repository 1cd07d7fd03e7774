"""A folder whose files are handed in."""

from pathlib import Path

import pytest

from kotacerdas.apps.exchange import queries
from kotacerdas.kernel.actors import SYSTEM
from kotacerdas.site.commands import watch
from tests.apps.exchange.conftest import definitions, exchange, make_households  # noqa: F401 (fixtures)


BAJERA = "51.02.01.2001"
NAME = f"keluarga__2026__{BAJERA}.csv"


@pytest.fixture
def folder(exchange, tmp_path: Path) -> Path:  # noqa: F811 (a fixture asks for another)
    place = tmp_path / "masuk"
    place.mkdir()
    return place


def hand_in_what_is_ready(folder: Path) -> int:
    now = watch.look(folder)
    return sum(watch.hand_in(path, folder, SYSTEM) for path in watch.ready(folder, now, now))


def test_a_good_file_is_handed_in_and_laid_aside_with_its_outcome(folder):
    (folder / NAME).write_bytes(make_households(BAJERA))

    assert hand_in_what_is_ready(folder) == 1

    assert [path.name for path in folder.iterdir()] == ["done"]
    assert (folder / "done" / NAME).read_bytes() == make_households(BAJERA)
    assert (folder / "done" / f"{NAME}.txt").read_text("utf-8")
    assert len(queries.list_releases("keluarga")) == 1


def test_a_file_that_comes_back_has_its_letter_beside_it(folder):
    (folder / NAME).write_bytes(make_households(BAJERA, broken=3))

    hand_in_what_is_ready(folder)

    letter = (folder / "returned" / f"{NAME}.txt").read_text("utf-8")
    assert len(letter.splitlines()) == 1 + 3, "a headline, and a line for each row"


def test_a_name_that_says_nothing_comes_back_without_a_submission(folder):
    (folder / "data.csv").write_bytes(make_households(BAJERA))

    assert hand_in_what_is_ready(folder) == 0

    assert (folder / "returned" / "data.csv.txt").exists()
    assert queries.list_submissions() == ()


def test_a_file_still_being_written_waits(folder):
    (folder / NAME).write_bytes(b"kode_desa")
    before = watch.look(folder)
    (folder / NAME).write_bytes(make_households(BAJERA))
    (folder / "keluarga__2026__51.02.csv.part").write_bytes(b"x")

    assert watch.ready(folder, before, watch.look(folder)) == []
    (folder / f"{NAME}.done").touch()
    assert watch.ready(folder, before, watch.look(folder)) == [folder / NAME]


def test_a_stop_between_handing_in_and_moving_hands_nothing_in_twice(folder):
    (folder / NAME).write_bytes(make_households(BAJERA))
    hand_in_what_is_ready(folder)
    (folder / "done" / NAME).rename(folder / NAME)

    hand_in_what_is_ready(folder)

    assert len(queries.list_submissions()) == 1
    assert (folder / "done" / NAME).exists()


def test_two_files_of_one_name_are_both_kept(folder):
    for number in (3, 4):
        (folder / NAME).write_bytes(make_households(BAJERA, each=number))
        hand_in_what_is_ready(folder)

    assert len(queries.list_submissions()) == 2
    assert len(list((folder / "done").glob("*.csv"))) == 2
