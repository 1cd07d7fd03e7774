"""Numbers, money, dates, periods and coverage as people read them, in Indonesian and English. Pure: no Django."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, tzinfo
from decimal import ROUND_HALF_UP, Decimal

from babel.dates import format_date

from kotacerdas.kernel.money import Money
from kotacerdas.kernel.periods import Frequency, Period


NBSP = "\N{NO-BREAK SPACE}"
NOTHING = "—"

_ZONE_NAMES = {7: "WIB", 8: "WITA", 9: "WIT"}
_ROMAN = ("I", "II", "III", "IV")
_MONEY_STEPS: tuple[tuple[int, Mapping[str, str]], ...] = (
    (10**12, {"id": "triliun", "en": "trillion"}),
    (10**9, {"id": "miliar", "en": "billion"}),
    (10**6, {"id": "juta", "en": "million"}),
    (10**3, {"id": "ribu", "en": "thousand"}),
)
_SIZE_STEPS = ((10**9, "GB"), (10**6, "MB"), (10**3, "kB"))
_INDONESIAN_MARKS = str.maketrans(",.", ".,")
_DAYS_A_MONTH = 30.44
_DAYS_SHOWN = 60
_MONTHS_SHOWN = 24


def _locale(lang: str) -> str:
    return "en_GB" if lang.startswith("en") else "id_ID"


def _is_english(lang: str) -> bool:
    return lang.startswith("en")


def number(value: float | Decimal | None, decimals: int = 0, lang: str = "id") -> str:
    """``1234.5`` → ``1.234,5``; rounds half away from zero, as people do. ``None`` is a dash, never a zero."""
    if value is None:
        return NOTHING
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = f"{rounded + 0:,f}".replace("-", "\N{MINUS SIGN}")  # + 0 turns -0 into 0
    return text if _is_english(lang) else text.translate(_INDONESIAN_MARKS)


def signed(value: float | None, decimals: int = 0, lang: str = "id") -> str:
    """A change: ``+1,7`` or ``−0,9``."""
    text = number(value, decimals, lang)
    return f"+{text}" if value is not None and value > 0 else text


def percent(value: float | None, decimals: int = 1, lang: str = "id") -> str:
    """A value that is already in percent: ``91.3`` → ``91,3 %`` (``91.3%`` in English)."""
    if value is None:
        return NOTHING
    return number(value, decimals, lang) + ("%" if _is_english(lang) else f"{NBSP}%")


def share(value: float | None, decimals: int = 0, lang: str = "id") -> str:
    """A fraction 0–1 as percent."""
    return percent(None if value is None else value * 100, decimals, lang)


def value_text(value: float | None, unit: str = "", decimals: int = 1, lang: str = "id") -> str:
    """A measured value with its unit: percent sign, rupiah or a word."""
    if value is None:
        return NOTHING
    if unit == "%":
        return percent(value, decimals, lang)
    if unit in {"Rp", "IDR"}:
        return money(Money(round(value)), lang)
    return number(value, decimals, lang) + (f"{NBSP}{unit}" if unit else "")


def money(amount: Money, lang: str = "id") -> str:
    """``Rp 1,2 miliar``: at most three figures, so that budgets can be compared at a glance."""
    size = abs(amount.amount_idr)
    for step, names in _MONEY_STEPS:
        if size >= step:
            scaled = amount.amount_idr / step
            decimals = 0 if abs(scaled) >= 100 or scaled == int(scaled) else 1
            return f"Rp{NBSP}{number(scaled, decimals, lang)}{NBSP}{names['en' if _is_english(lang) else 'id']}"
    return f"Rp{NBSP}{number(amount.amount_idr, 0, lang)}"


def date_text(day: date | None, lang: str = "id") -> str:
    """``1 Okt 2026``."""
    return NOTHING if day is None else str(format_date(day, "d MMM y", locale=_locale(lang)))


def long_date(day: date | None, lang: str = "id") -> str:
    """``1 Oktober 2026``, as in letters."""
    return NOTHING if day is None else str(format_date(day, "d MMMM y", locale=_locale(lang)))


def moment(at: datetime | None, zone: tzinfo = UTC, lang: str = "id") -> str:
    """``1 Okt 2026 09.14 WITA``; an aware time, shown in ``zone`` under its Indonesian name."""
    if at is None:
        return NOTHING
    local = at.astimezone(zone)
    mark = ":" if _is_english(lang) else "."
    return f"{date_text(local.date(), lang)} {local:%H}{mark}{local:%M} {zone_name(at, zone)}"


def zone_name(at: datetime, zone: tzinfo) -> str:
    """The Indonesian name of a zone at a moment: WIB, WITA or WIT; elsewhere ``UTC+3``."""
    offset = at.astimezone(zone).utcoffset()
    hours = int(offset.total_seconds() // 3600) if offset else 0
    return _ZONE_NAMES.get(hours, f"UTC{hours:+d}" if hours else "UTC")


def period_text(period: Period, lang: str = "id") -> str:
    """``2026``, ``triwulan III 2026``, ``September 2026``."""
    if period.frequency is Frequency.YEAR:
        return str(period.year)
    if period.frequency is Frequency.MONTH:
        return str(format_date(period.start, "MMMM y", locale=_locale(lang)))
    quarter = (period.start.month - 1) // 3
    return f"Q{quarter + 1} {period.year}" if _is_english(lang) else f"triwulan {_ROMAN[quarter]} {period.year}"


def age_text(days: int | None, lang: str = "id") -> str:
    """How old something is: ``21 hari``, ``5 bulan``, ``3 tahun``."""
    if days is None:
        return NOTHING
    if days < _DAYS_SHOWN:
        count, names = days, ("hari", "day", "days")
    elif days < _MONTHS_SHOWN * _DAYS_A_MONTH:
        count, names = round(days / _DAYS_A_MONTH), ("bulan", "month", "months")
    else:
        count, names = round(days / _DAYS_A_MONTH / 12), ("tahun", "year", "years")
    word = (names[1] if count == 1 else names[2]) if _is_english(lang) else names[0]
    return f"{number(count, 0, lang)} {word}"


def coverage_text(
    reported: int, expected: int, population_share: float | None = None, *, units: str = "", lang: str = "id"
) -> str:
    """``124 dari 133 desa, 94 % penduduk``. ``units`` is a word in the language: desa, villages, kecamatan."""
    of, people = ("of", "of people") if _is_english(lang) else ("dari", "penduduk")
    text = f"{number(reported, 0, lang)} {of} {number(expected, 0, lang)}" + (f" {units}" if units else "")
    if population_share is None or reported == expected:
        return text
    # 99.6 % must not read as everybody, nor 0.4 % as nobody.
    shown = min(99.0, max(1.0, population_share * 100)) if 0 < population_share < 1 else population_share * 100
    return f"{text}, {percent(shown, 0, lang)} {people}"


def file_size(size: int, lang: str = "id") -> str:
    """``1,2 MB`` with decimal prefixes."""
    for step, name in _SIZE_STEPS:
        if size >= step:
            return f"{number(size / step, 1, lang)}{NBSP}{name}"
    return f"{number(size, 0, lang)}{NBSP}B"


def ordinal(rank: int, total: int, lang: str = "id") -> str:
    """``peringkat 3 dari 133``."""
    if _is_english(lang):
        return f"rank {number(rank, 0, lang)} of {number(total, 0, lang)}"
    return f"peringkat {number(rank, 0, lang)} dari {number(total, 0, lang)}"


def in_language(texts: Mapping[str, str] | None, lang: str = "id") -> str:
    """The text in this language, else Indonesian, else whatever there is; content files hold ``{"id": …, "en": …}``."""
    if not texts:
        return ""
    return texts.get(lang[:2]) or texts.get("id") or next(iter(texts.values()))
