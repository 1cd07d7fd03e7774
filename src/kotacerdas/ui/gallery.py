"""The living gallery: every component in every state on one page, for builders, testers and translators."""

from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from kotacerdas.ui import shapes


TOKENS = (
    ("status", ("ok", "risk", "off", "none")),
    ("map", ("shade-1", "shade-2", "shade-3", "shade-4", "shade-5", "shade-0")),
)
_GROUPS = (("A", "Penebel"), ("B", "Selemadeg Barat"), ("C", "Kediri"), ("D", "Baturiti"))
_MAP_RADIUS = 4


class GalleryForm(forms.Form):
    """One field of every kind."""

    name = forms.CharField(label="Nama", help_text="Seperti tertulis di surat keputusan.")
    note = forms.CharField(label="Catatan", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    period = forms.ChoiceField(label="Periode", choices=[("2025", "2025"), ("2026", "2026")])
    scope = forms.ChoiceField(
        label="Lingkup", widget=forms.RadioSelect, choices=[("a", "Satu desa"), ("b", "Seluruh kabupaten")]
    )
    agreed = forms.BooleanField(label="Saya sudah memeriksa berkas ini")
    file = forms.FileField(label="Berkas", help_text="CSV, XLSX atau Parquet, paling besar 200 MB.")


@dataclass(frozen=True, slots=True)
class GalleryPage:
    """Samples of all shapes."""

    figures: tuple[shapes.Figure, ...]
    hexmap: shapes.HexMap
    categories: shapes.HexMap
    trend: shapes.Trend
    counts: tuple[shapes.StatusCount, ...]
    states: tuple[str, ...]
    table: shapes.Table
    empty_table: shapes.Table
    sheet: tuple[tuple[shapes.SheetCell, ...], ...]
    sheet_columns: tuple[str, ...]
    rows: tuple[shapes.Row, ...]
    steps: tuple[shapes.Step, ...]
    facts: tuple[shapes.KeyValue, ...]
    events: tuple[shapes.TimelineEvent, ...]
    bars: tuple[shapes.ShareBar, ...]
    tabs: tuple[shapes.Tab, ...]
    crumbs: tuple[shapes.Crumb, ...]
    pages: shapes.Pages
    form: GalleryForm
    wrong_form: GalleryForm
    sparks: tuple[tuple[float | None, ...], ...]
    histogram: shapes.Histogram


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Show everything."""
    return render(request, "ui/gallery.html", {"page": sample_page(), "title": gettext_lazy("Component gallery")})


def sample_page() -> GalleryPage:
    """The same samples every time."""
    return GalleryPage(
        figures=_figures(),
        hexmap=_hexmap("sequence"),
        categories=_hexmap("category"),
        trend=_trend(),
        counts=(
            shapes.StatusCount("on_track", 19, "19 sesuai jalur"),
            shapes.StatusCount("at_risk", 7, "7 berisiko"),
            shapes.StatusCount("off_track", 5, "5 tertinggal"),
            shapes.StatusCount("not_measured", 11, "11 belum terukur"),
        ),
        states=("on_track", "at_risk", "off_track", "not_measured", "late", "released", "partly_released", "returned"),
        table=_table(),
        empty_table=shapes.Table("Setoran", (shapes.Column("Berkas"),), (), "Belum ada setoran. Kirim berkas pertama."),
        sheet=tuple(
            (shapes.SheetCell("51.02.01.2001"), shapes.SheetCell("", is_masked=True), shapes.SheetCell(size))
            for size in ("4", "2")
        ),
        sheet_columns=("kode_desa", "nama_kepala", "anggota"),
        rows=(
            shapes.Row("Dinas Kesehatan", "penimbangan balita · 2026", "12 hari", "off", "#"),
            shapes.Row("Desa Biaung, Penebel", "rumah tangga · 2026", "3 hari", "none", "#"),
            shapes.Row("Desa Sangketan", "Penebel", "0,8184", "", "#"),
        ),
        steps=_steps(),
        facts=(
            shapes.KeyValue("Produsen data", "Dinas Kesehatan", "#"),
            shapes.KeyValue("Standar data", "versi 3", note="berlaku sejak 1 Jan 2026"),
        ),
        events=(
            shapes.TimelineEvent("1 Okt 2026 09.14 WITA", "Setoran diterima", "rumah-tangga.csv", "none"),
            shapes.TimelineEvent("1 Okt 2026 09.15 WITA", "Rilis terbit", "865 baris", "ok", "#"),
        ),
        bars=(
            shapes.ShareBar("Laki-laki", "50,2 %", 0.502),
            shapes.ShareBar("Tertinggal", "38 %", 0.38, "off"),
            shapes.ShareBar("Belum melapor", "—", None),
        ),
        tabs=(shapes.Tab("MoU", "#", is_current=True, count="6"), shapes.Tab("Kementerian", "#", count="6")),
        crumbs=(shapes.Crumb("Indonesia", "#"), shapes.Crumb("Bali", "#"), shapes.Crumb("Kabupaten Tabanan")),
        pages=shapes.Pages("1–50 dari 133", "", "#"),
        form=GalleryForm(),
        wrong_form=GalleryForm({}, auto_id="id_wrong_%s"),
        histogram=shapes.Histogram(
            "Jumlah anggota",
            (
                shapes.Stick("1–2", "40", 0.5),
                shapes.Stick("3–4", "80", 1),
                shapes.Stick("5–6", "ditahan", None),
                shapes.Stick("7–8", "12", 0.15),
            ),
            "1",
            "8",
        ),
        sparks=((1, 2, 2.4, 3, 3.1), (3, None, 2, 1.8), (None, None)),
    )


def _figures() -> tuple[shapes.Figure, ...]:
    return (
        shapes.Figure(
            "91,3 %", "Air minum layak", "", "2026", "124 dari 133 desa, 94 % penduduk", "21 hari", "known", "", "#"
        ),
        shapes.Figure("468.597", "Penduduk", "jiwa", "2022", "10 dari 10 kecamatan", "", "known", "", "#"),
        shapes.Figure(
            "belum melapor", "Jalan mantap", "", "2026", "0 dari 10 kecamatan", "", "missing", "Menunggu Dinas PUPR."
        ),
        shapes.Figure("disamarkan", "Stunting", "", "2026", "lengkap", "", "suppressed", "Kurang dari 5 kasus."),
    )


def _hexmap(scale: str) -> shapes.HexMap:
    span = range(-_MAP_RADIUS, _MAP_RADIUS + 1)
    cells: list[shapes.Hexagon] = []
    for q in span:
        for r in span:
            if abs(q + r) > _MAP_RADIUS:
                continue
            group = _GROUPS[(2 if q + r / 2 > 0 else 0) + (1 if r > 0 else 0)]
            shade = (q * 7 + r * 5) % 6
            value = f"{60 + shade * 7},{abs(q)} %" if shade else "belum melapor"
            name = f"Desa {len(cells) + 1}"
            cells.append(shapes.Hexagon(f"51.{len(cells)}", name, q, r, *group, shade, value, "lengkap", "#"))
    legend = tuple(shapes.LegendItem(shade, f"{53 + shade * 7}–{60 + shade * 7} %") for shade in range(1, 6))
    return shapes.HexMap(
        "Air minum layak per desa",
        "Satu heksagon satu desa",
        tuple(cells),
        (*legend, shapes.LegendItem(0, "belum melapor")),
        "Nilai",
        scale,
    )


def _trend() -> shapes.Trend:
    values = (84.2, 86.0, None, 90.1, 91.3)
    return shapes.Trend(
        "Air minum layak",
        "%",
        tuple(
            shapes.TrendPoint(
                str(2022 + i), value, 85.0 + 2 * i, "" if value is None else f"{value} %", "133 dari 133 desa"
            )
            for i, value in enumerate(values)
        ),
    )


def _table() -> shapes.Table:
    columns = (shapes.Column("Kecamatan"), shapes.Column("Nilai", is_number=True), shapes.Column("Keadaan"))
    rows = (
        (
            shapes.Cell("Penebel", "#", note="17 dari 18 desa"),
            shapes.Cell("84,1 %"),
            shapes.Cell("tertinggal", tag="off_track"),
        ),
        (
            shapes.Cell("Kediri", "#", note="lengkap"),
            shapes.Cell("97,4 %"),
            shapes.Cell("sesuai jalur", tag="on_track"),
        ),
    )
    return shapes.Table("Nilai per kecamatan", columns, rows)


def _steps() -> tuple[shapes.Step, ...]:
    return (
        shapes.Step(
            "Indonesia", "—", "", "hanya 1 dari 514 kabupaten/kota melapor ke simpul ini", "1 / 514", "missing"
        ),
        shapes.Step(
            "Kabupaten Tabanan",
            "91,3 %",
            "121.406 / 132.975 rumah tangga",
            "perlu +1,7 poin",
            "124 / 133",
            "at_risk",
            "#",
        ),
        shapes.Step("Kecamatan Penebel", "84,1 %", "11.930 / 14.186", "", "17 / 18", "off_track", "#"),
        shapes.Step("Desa Jatiluwih", "71,6 %", "619 / 865", "", "lengkap", "off_track", "", is_current=True),
    )
