"""The files people bring to their journeys."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from playwright.sync_api import Page


BAJERA = "51.02.01.2001"
HOUSEHOLD_COLUMNS = (
    "kode_desa;id_rumah_tangga;no_kk;kepala_keluarga;banjar;jumlah_anggota;desil;sumber_air;jarak_air_m;jamban;"
    "listrik;internet;sampah;lantai_layak;dinding_layak;atap_layak;dicatat_pada"
)


def household_line(number: int, *, code: str = BAJERA, key: str = "", members: str = "4", water: str = "ledeng") -> str:
    """One household of Bajera as the village writes it, with semicolons."""
    key = key or f"RT-{number:06}"
    return (
        f"{code};{key};;I Wayan Contoh {number};Banjar Kaja;{members};3;{water};10;sendiri;pln;ya;diangkut;ya;ya;ya;"
        "17/08/2026"
    )


def write_households(path: Path, lines: Iterable[str]) -> Path:
    """A CSV file as an Indonesian Excel saves it: a mark in front, semicolons, Windows line ends."""
    path.write_text("\r\n".join([HOUSEHOLD_COLUMNS, *lines, ""]), encoding="utf-8-sig")
    return path


def write_idm(path: Path, codes: Iterable[str], scores: tuple[float, float, float] = (0.9, 0.8, 0.7)) -> Path:
    """A file of the ministry's shape with the same scores for every village, so that the mean is known."""
    social, economic, ecological = scores
    mean = round(sum(scores) / 3, 4)
    lines = ["kode_desa,nama_desa,kode_kecamatan,kecamatan,iks,ike,ikl,idm,status_idm,tahun"]
    lines += [f"{code},Desa,{code[:8]},Kecamatan,{social},{economic},{ecological},{mean},Maju,2024" for code in codes]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def write_services(path: Path, rows: Iterable[Mapping[str, object]]) -> Path:
    """A CSV file of ``layanan_publik``, one row for each agency."""
    lines = [";".join(str(value) for value in row.values()) for row in rows]
    path.write_text("\n".join(["kode_kabupaten;kode_opd;layanan;layanan_daring", *lines, ""]), encoding="utf-8")
    return path


def hand_in(page: Page, dataset: str, file: Path, period: str = "2026") -> None:
    """Choose a file on the submit page, send it and wait for the verdict."""
    page.goto(f"/data/{dataset}/setor/")
    page.set_input_files("input[type=file]", str(file))
    page.select_option("select[name=period]", period)
    page.get_by_role("button", name="Setor", exact=True).click()
    page.wait_for_url("**/data/setoran/*/")
    page.get_by_role("heading", name="Langkah berikutnya").wait_for(timeout=30_000)
