"""Whatever the points, everybody gets a hexagon, nobody shares one, and the same points give the same map."""

from math import cos, pi, sin

from hypothesis import given, settings
from hypothesis import strategies as st

from kotacerdas.apps.areas.rules.hexagons import Place, arrange, find_holes
from kotacerdas.apps.areas.rules.islands import arrange_islands
from kotacerdas.apps.areas.rules.mending import SIDES, count_parts


places = st.lists(
    st.tuples(
        st.sampled_from(["11", "21", "31", "51", "64", "82"]),
        st.floats(95, 141, allow_nan=False),
        st.floats(-11, 6, allow_nan=False),
    ),
    min_size=1,
    max_size=30,
).map(
    lambda found: [
        Place(f"{province}.{number:02}", longitude, latitude, province)
        for number, (province, longitude, latitude) in enumerate(found, start=1)
    ]
)


@settings(max_examples=25)
@given(places)
def test_every_place_gets_a_hexagon_of_its_own(found: list[Place]) -> None:
    layout = arrange(found)

    assert set(layout) == {place.code for place in found}
    assert len(set(layout.values())) == len(found)


@settings(max_examples=15)
@given(places, st.randoms())
def test_the_order_of_the_list_does_not_matter(found: list[Place], shuffler: object) -> None:
    shuffled = list(found)
    shuffler.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis' random

    assert arrange(shuffled) == arrange(found)


@settings(max_examples=15)
@given(places)
def test_islands_never_touch(found: list[Place]) -> None:
    layout = arrange_islands(found)

    assert len(set(layout.values())) == len(found)
    owner = {cell: code.replace("2", "1", 1)[0] if code[0] == "2" else code[0] for code, cell in layout.items()}
    for (q, r), island in owner.items():
        assert {owner[q + dq, r + dr] for dq, dr in SIDES if (q + dq, r + dr) in owner} <= {island}


def test_a_layout_begins_at_zero() -> None:
    layout = arrange([Place(f"51.02.01.20{n:02}", 115 + n / 100, -8.5, "51.02.01") for n in range(1, 8)])

    assert min(r for _, r in layout.values()) == 0
    assert min(2 * q + r for q, r in layout.values()) in {0, 1}


def test_neighbours_on_a_line_stay_in_order() -> None:
    layout = arrange([Place(f"51.02.01.20{n:02}", 115 + n / 10, -8.5, "51.02.01") for n in range(1, 8)])

    easting = [q + r / 2 for _, (q, r) in sorted(layout.items())]

    assert easting == sorted(easting)


def test_west_stays_west_and_north_stays_north() -> None:
    layout = arrange(
        [
            Place(f"51.02.01.2{n:03}", 115 + x / 10, -8 - y / 10, "51.02.01")
            for n, (x, y) in enumerate((x, y) for x in range(6) for y in range(6))
        ]
    )
    corner = {"north-west": "51.02.01.2000", "south-west": "51.02.01.2005", "north-east": "51.02.01.2030"}

    assert layout[corner["north-west"]][1] < layout[corner["south-west"]][1]
    west, east = layout[corner["north-west"]], layout[corner["north-east"]]
    assert west[0] + west[1] / 2 < east[0] + east[1] / 2


def test_groups_hang_together() -> None:
    quarters = [
        Place(
            f"51.02.0{quarter + 1}.2{n:03}",
            115 + 0.1 * (n % 5 + 1) * cos(quarter * pi / 2 + 0.1 + (n // 5) * 0.3),
            -8.5 + 0.1 * (n % 5 + 1) * sin(quarter * pi / 2 + 0.1 + (n // 5) * 0.3),
            f"51.02.0{quarter + 1}",
        )
        for quarter in range(4)
        for n in range(20)
    ]

    layout = arrange(quarters)

    for quarter in range(1, 5):
        assert count_parts(cell for code, cell in layout.items() if code.startswith(f"51.02.0{quarter}")) == 1


def test_find_holes_sees_what_is_surrounded() -> None:
    ring = [(0, 1), (1, 0), (1, -1), (0, -1), (-1, 0), (-1, 1)] + [(q, 2) for q in range(-3, 4)]

    assert find_holes(ring) == {(0, 0)}


def test_count_parts_counts_pieces() -> None:
    assert count_parts([(0, 0), (1, 0), (5, 5)]) == 2
    assert count_parts([]) == 0


def test_places_on_one_spot_still_get_a_hexagon_each() -> None:
    layout = arrange([Place(f"95.01.01.20{n:02}", 139.5, -3.9, "95.01.01") for n in range(1, 20)])

    assert len(set(layout.values())) == 19
    assert count_parts(layout.values()) == 1


def test_nowhere_has_no_layout() -> None:
    assert arrange([]) == {}
    assert arrange_islands([]) == {}
