"""Dates as people write them: 2026-03-01, 1/3/2026 (day first), 1 Maret 2026."""

from kotacerdas.contracts.quoting import full_match, texts


_ISO = r"\d{4}-\d{2}-\d{2}"
_ISO_MIDNIGHT = r"\d{4}-\d{2}-\d{2}[ T]00:00(:00(\.0+)?)?"
_YEAR_FIRST = r"\d{4}/\d{1,2}/\d{1,2}"
_DAY_FIRST = r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}"
_IN_WORDS = r"\d{1,2}[ -][A-Za-z]+\.?[ -]\d{4}"
MONTHS = (
    ("januari", "january", "jan"),
    ("februari", "pebruari", "february", "feb", "peb"),
    ("maret", "march", "mar"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("agustus", "august", "agu", "ags", "agt", "aug"),
    ("september", "sep", "sept"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nopember", "nov", "nop"),
    ("desember", "december", "des", "dec"),
)


def plain(cell: str) -> str:
    """SQL that reads dates of the shape 2026-03-01 only, and quickly; NULL for all others."""
    return f"CASE WHEN strlen({cell}) = 10 AND substring({cell}, 5, 1) = '-' THEN TRY_CAST({cell} AS DATE) END"


def typed(cell: str) -> str:
    """SQL for the ``DATE`` of a trimmed text cell; NULL when it is none, or a day that does not exist."""
    day = f"regexp_extract({cell}, '^\\d{{1,2}}')"
    year = f"right({cell}, 4)"
    unified = f"regexp_replace({cell}, '[.-]', '/', 'g')"
    return (
        f"CASE WHEN {full_match(cell, _ISO)} THEN TRY_CAST({cell} AS DATE) "
        f"WHEN {full_match(cell, _ISO_MIDNIGHT)} THEN TRY_CAST(left({cell}, 10) AS DATE) "
        f"WHEN {full_match(cell, _DAY_FIRST)} THEN CAST(try_strptime({unified}, '%d/%m/%Y') AS DATE) "
        f"WHEN {full_match(cell, _YEAR_FIRST)} THEN CAST(try_strptime({cell}, '%Y/%m/%d') AS DATE) "
        f"WHEN {full_match(cell, _IN_WORDS)} "
        f"THEN TRY_CAST({year} || '-' || {_month(cell)} || '-' || lpad({day}, 2, '0') AS DATE) END"
    )


def _month(cell: str) -> str:
    word = f"lower(regexp_extract({cell}, '[A-Za-z]+'))"
    cases = " ".join(f"WHEN {word} IN ({texts(names)}) THEN '{n:02}'" for n, names in enumerate(MONTHS, start=1))
    return f"CASE {cases} END"
