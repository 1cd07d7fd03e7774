"""Corrected rows join a release."""

from kotacerdas.lake import merging, rows
from tests.contracts.bodies import make_contract


HEADER = "kode_desa,nama,jumlah\n"


def test_by_key_the_corrected_row_wins_and_new_ones_are_added(desk):
    base = desk.check(HEADER + "51.02.01.2001,Satu,1\n51.02.01.2003,Tiga,3\n")
    corrected = desk.check(HEADER + "51.02.01.2003,Tiga,33\n51.02.01.2002,Dua,2\n")
    contract = make_contract()

    merged = merging.merge(
        base.release_path,
        corrected.release_path,
        key=contract.primary_key,
        order=contract.sort_key,
        dataset_name=contract.name,
        folder=desk.folder,
    )

    _, found, _ = rows.read_page(merged.path, columns=("kode_desa", "jumlah"))
    assert found == (("51.02.01.2001", "1"), ("51.02.01.2002", "2"), ("51.02.01.2003", "33"))
    assert (merged.rows, merged.added, merged.replaced) == (3, 1, 1)
    assert merged.path.stem == merged.sha256
