"""Rows about one person: found by their numbers or their name, and left out of a new file."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from kotacerdas.contracts import quoting
from kotacerdas.lake import files
from kotacerdas.lake.engine import connect
from kotacerdas.lake.selections import Part, Selection


MOST_FOUND = 200


def find(
    part: Part,
    *,
    columns: Sequence[str],
    texts: Sequence[str],
    dates: Sequence[str],
    numbers: Sequence[str],
    name: str,
    born_on: date | None,
) -> list[dict[str, str]]:
    """Rows in which one of ``texts`` is one of ``numbers``, or is the ``name`` and one of ``dates`` the day of birth.

    Names are compared without case and outer blanks. Where no column holds dates the name alone finds.
    """
    selection = Selection([part])
    wheres: list[str] = []
    values: list[str] = []
    for column in texts:
        quoted = quoting.name(column)
        for number in numbers:
            wheres.append(f"trim({quoted}) = ?")
            values.append(number)
        if name.strip():
            is_born = " OR ".join(f"CAST({quoting.name(each)} AS VARCHAR) = ?" for each in dates if born_on)
            wheres.append(f"lower(trim({quoted})) = lower(?)" + (f" AND ({is_born})" if is_born else ""))
            values += [name.strip(), *(str(born_on) for each in dates if born_on)]
    if not wheres:
        return []
    selection.add(" OR ".join(f"({where})" for where in wheres), values)
    shown = ", ".join(f"CAST({quoting.name(each)} AS VARCHAR)" for each in columns)
    with connect(reads=selection.paths) as connection:
        rows = connection.execute(
            f"SELECT {shown} {selection.source} LIMIT {MOST_FOUND}",
            selection.values,
        ).fetchall()
    return [{name: "" if cell is None else cell for name, cell in zip(columns, row, strict=True)} for row in rows]


def mentions(path: Path, words: Sequence[str]) -> bool:
    """Whether any row of a Parquet file says one of ``words`` anywhere, without regard to case."""
    wanted = [word.lower() for word in words if word]
    if not wanted:
        return False
    test = " OR ".join("contains(lower(CAST(rows AS VARCHAR)), ?)" for _ in wanted)
    with connect(reads=[path]) as connection:
        found = connection.execute(
            f"SELECT 1 FROM read_parquet({quoting.text(str(path))}) AS rows WHERE {test} LIMIT 1",  # noqa: S608 (bound)
            wanted,
        ).fetchone()
    return found is not None


def leave_out(
    parts: Sequence[Part],
    *,
    key: Sequence[str],
    gone: Sequence[Sequence[str]],
    order: Sequence[str],
    place: Path,
    folder: Path,
) -> tuple[str, int]:
    """Write the rows of ``parts`` without those whose key is in ``gone``; the file's hash and its number of rows.

    Without a row left nothing is written and the hash is empty.
    """
    selection = Selection(list(parts))
    own = ", ".join(f"CAST({quoting.name(each)} AS VARCHAR)" for each in key)
    by = ", ".join(quoting.name(each) for each in (*order, "_line"))
    with connect(folder, reads=selection.paths) as connection, files.beside(folder) as draft:
        connection.execute("CREATE TEMP TABLE gone (key VARCHAR[])")
        connection.executemany("INSERT INTO gone VALUES (?)", [[list(each)] for each in gone])
        connection.execute(
            f"CREATE TEMP TABLE rest AS SELECT * FROM (SELECT * {selection.source}) "  # noqa: S608 (quoted names)
            f"WHERE [{own}] NOT IN (SELECT key FROM gone)",
            selection.values,
        )
        ((count,),) = connection.execute("SELECT count(*) FROM rest").fetchall()
        if not count:
            return "", 0
        target = quoting.text(str(draft))
        connection.execute(
            f"COPY (SELECT * FROM rest ORDER BY {by}) TO {target} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)"  # noqa: S608
        )
        sha256, _ = files.settle_by_hash(draft, place, ".parquet")
    return sha256, int(count)
