"""The way through PostgreSQL: COPY, check by SQL, insert."""

from collections.abc import Callable
from pathlib import Path

from submit_material import contract_body


def copied(run_sql: Callable[[str], str], sheet: Path) -> int:
    """Stage as text, send bad rows to one table and typed good ones to another, as a careful import would."""
    text_columns = ", ".join(f"{field['name']} text" for field in contract_body()["schema"]["fields"])
    good = (
        "jumlah_anggota ~ '^\\d{1,9}$' AND jumlah_anggota::int BETWEEN 1 AND 25 "
        "AND (desil IS NULL OR desil ~ '^\\d{1,2}$' AND desil::int BETWEEN 1 AND 10) "
        "AND kode_desa ~ '^51\\.02\\.\\d\\d\\.\\d{4}$' AND no_kk ~ '^[1-9][0-9]{15}$' "
        "AND id_rumah_tangga ~ '^[A-Za-z0-9][A-Za-z0-9./-]{1,29}$' AND kepala_keluarga IS NOT NULL AND length(kepala_keluarga) <= 120 "
        "AND sumber_air IN ('ledeng','sumur_bor','sumur_terlindung','mata_air_terlindung') "
        "AND jamban IN ('sendiri','bersama','umum','tidak_ada') AND listrik IN ('pln','non_pln','tidak_ada') "
        "AND internet IN ('ya','tidak') AND sampah IN ('diangkut','ditimbun','dibakar','sungai','lainnya') "
        "AND lantai_layak IN ('ya','tidak') AND dinding_layak IN ('ya','tidak') AND atap_layak IN ('ya','tidak') "
        "AND dicatat_pada ~ '^\\d{4}-(?!02-3)\\d\\d-\\d\\d$'"
    )
    run_sql(
        f"DROP TABLE IF EXISTS staged, released, returned; CREATE TABLE staged (line bigserial, {text_columns});"
        f"COPY staged ({text_columns.replace(' text', '')}) FROM '{sheet}' (FORMAT csv, HEADER);"
        f"CREATE TABLE returned AS SELECT * FROM staged WHERE NOT ({good});"
        "CREATE TABLE released AS SELECT line, kode_desa, id_rumah_tangga, no_kk, kepala_keluarga, jumlah_anggota::int, "
        "desil::int, sumber_air, jamban, listrik, internet = 'ya' AS internet, sampah, lantai_layak = 'ya' AS lantai_layak, "
        "dinding_layak = 'ya' AS dinding_layak, atap_layak = 'ya' AS atap_layak, dicatat_pada::date "
        f"FROM staged WHERE {good} ORDER BY kode_desa, id_rumah_tangga;"
        "ALTER TABLE released ADD PRIMARY KEY (kode_desa, id_rumah_tangga);"
    )
    return int(run_sql("SELECT count(*) FROM returned"))
