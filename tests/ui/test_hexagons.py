import re
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from kotacerdas.ui import hexagons
from kotacerdas.ui.shapes import Hexagon, HexMap


def make_cell(q: int, r: int, group: str = "A", name: str = "Penebel") -> Hexagon:
    return Hexagon(f"{q}.{r}", f"Desa {q}.{r}", q, r, group, name, 3, "71,6 %", "peringkat 1 dari 2", "/wilayah/x/")


def make_map(*cells: Hexagon) -> HexMap:
    return HexMap("Peta", "Satu heksagon satu desa", cells, (), "Nilai")


def count_segments(path: str) -> int:
    return path.count("M")


def test_a_border_is_drawn_only_where_two_groups_meet():
    same = hexagons.draw(make_map(make_cell(0, 0), make_cell(1, 0)))
    different = hexagons.draw(make_map(make_cell(0, 0), make_cell(1, 0, "B", "Kediri")))

    assert count_segments(same.borders) == 0
    assert count_segments(different.borders) == 1
    assert count_segments(same.coast) == count_segments(different.coast) == 10


def test_a_lone_hexagon_has_six_shores():
    drawing = hexagons.draw(make_map(make_cell(0, 0)))

    assert count_segments(drawing.coast) == 6


def test_an_empty_map_can_be_drawn():
    drawing = hexagons.draw(make_map())

    assert drawing.cells == ()
    assert drawing.small_names.items == ()


def test_the_title_of_a_cell_says_all_that_its_colour_says():
    cell = hexagons.draw(make_map(make_cell(0, 0))).cells[0]

    assert cell.title == "Desa 0.0. Penebel. 71,6 %. peringkat 1 dari 2"


def test_numbers_have_points_whatever_the_language():
    drawing = hexagons.draw(make_map(make_cell(0, 0), make_cell(3, 2)))

    assert re.fullmatch(r"[-\d. ]+", drawing.view_box)
    assert all(re.fullmatch(r"M([-\d.]+,[-\d.]+ ?){6}Z", cell.path) for cell in drawing.cells)


@given(
    st.lists(
        st.tuples(st.integers(0, 12), st.integers(0, 9), st.sampled_from(["Kediri", "Selemadeg Timur", "Pupuan"])),
        min_size=1,
        max_size=60,
        unique_by=lambda place: place[:2],
    )
)
def test_names_never_overlap_nor_leave_the_map(places):
    cells = [make_cell(q, r, name, name) for q, r, name in places]
    drawing = hexagons.draw(make_map(*cells))
    left, top, width, height = (float(text) for text in drawing.view_box.split())

    for names in (drawing.small_names, drawing.large_names):
        size = float(names.size)
        boxes = []
        for item in names.items:
            half = len(item.text) * size * 0.57 / 2
            boxes.append((float(item.x) - half, float(item.y) - size, float(item.x) + half, float(item.y)))
        assert all(
            one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            for one, other in combinations(boxes, 2)
        )
        assert all(box[0] >= left and box[2] <= left + width and box[1] >= top for box in boxes)
        assert all(box[3] <= top + height for box in boxes)


def test_a_map_of_one_group_names_its_cells():
    cells = [make_cell(q, 0) for q in range(3)]

    names = hexagons.draw(make_map(*cells)).small_names

    assert {item.text for item in names.items} == {cell.name for cell in cells}
