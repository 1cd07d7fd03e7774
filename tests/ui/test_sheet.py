"""The sheet of a register's rows: what a reader without rights sees of it."""

from django.template import Context, Template

from kotacerdas.ui.shapes import SheetCell


def draw(columns, rows) -> str:
    context = Context({"columns": columns, "rows": rows})
    return Template('{% load ui %}{% sheet columns rows "Rows" %}').render(context)


def masked_register(lines: int) -> tuple[tuple[SheetCell, ...], ...]:
    return tuple((SheetCell("51.02.01.2001"), *(SheetCell("", is_masked=True) for _ in range(6))) for _ in range(lines))


def test_a_wall_of_masks_is_cut_to_a_corner_that_says_so():
    page = draw(("kode_desa", "a", "b", "c", "d", "e", "f"), masked_register(50))

    assert page.count("<tr>") == 1 + 4
    assert page.count("<th") - page.count("<thead") == 1 + 4
    assert "46 " in page
    assert "e, f" in page


def test_rows_a_reader_may_see_are_all_drawn():
    rows = tuple((SheetCell("51.02.01.2001"), SheetCell(str(number))) for number in range(50))

    page = draw(("kode_desa", "nilai"), rows)

    assert page.count("<tr>") == 1 + 50
