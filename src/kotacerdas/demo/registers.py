"""Yearly registers with one row a village: residents, facilities, toddlers weighed, small businesses."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from kotacerdas.demo import levels
from kotacerdas.demo.places import Places
from kotacerdas.demo.population import YEARS, Residents, residents
from kotacerdas.demo.streams import Counts, Flags, Numbers, stream


_YEARS_TO_A_DEGREE = 16
_AGED = {"7_12": 0.088, "13_15": 0.043, "16_18": 0.044, "0_17": 0.262, "25": 0.624}
"""Shares of the residents in each band of age."""


@dataclass(frozen=True)
class Registers:
    """The village registers of one year."""

    places: Places
    year: int

    @property
    def _residents(self) -> Residents:
        return residents(self.places, self.year)

    def people(self) -> pa.Table:
        """``penduduk_desa``: residents by sex and age, schooling, documents, insurance."""
        people = self._residents
        aged = {band: np.round(people.total * share).astype(np.int64) for band, share in _AGED.items()}
        obliged = people.total - np.round(people.total * 0.25).astype(np.int64)
        years = levels.shares(levels.SCHOOLING, self.places, self.year, aged["25"].astype(float))
        return self._table(
            {
                "penduduk": people.total,
                "laki_laki": people.men,
                "perempuan": people.total - people.men,
                "usia_7_12": aged["7_12"],
                "sekolah_7_12": self._part(levels.SCHOOL_7_12, aged["7_12"]),
                "usia_13_15": aged["13_15"],
                "sekolah_13_15": self._part(levels.SCHOOL_13_15, aged["13_15"]),
                "usia_16_18": aged["16_18"],
                "sekolah_16_18": self._part(levels.SCHOOL_16_18, aged["16_18"]),
                "usia_0_17": aged["0_17"],
                "akta_0_17": self._part(levels.BIRTH_CERTIFICATE, aged["0_17"]),
                "wajib_ktp": obliged,
                "rekam_ktp": self._part(levels.IDENTITY_CARD, obliged),
                "penduduk_25": aged["25"],
                "tahun_sekolah_25": np.round(aged["25"] * years * _YEARS_TO_A_DEGREE).astype(np.int64),
                "peserta_jkn": self._part(levels.INSURED, people.total),
            }
        )

    def facilities(self) -> pa.Table:
        """``fasilitas_desa``: what the village office and the village have."""
        is_prone = stream("prone").random(len(self.places.villages)) < levels.shares(
            levels.DISASTER_PRONE, self.places, 2022, self._equal
        )
        is_prepared = self._flags(levels.MITIGATION)
        leaders = 18 + stream("leaders").integers(0, 7, size=len(self.places.villages))
        signal = np.where(
            self._flags(levels.STRONG_SIGNAL),
            "kuat",
            np.where(stream("no signal").random(len(self.places.villages)) < 0.12, "tidak_ada", "lemah"),
        )
        return self._table(
            {
                "layanan_daring": _yes(self._flags(levels.VILLAGE_ONLINE)),
                "sinyal": signal,
                "internet_kantor": _yes(self._flags(levels.OFFICE_ONLINE)),
                "perpustakaan": _yes(self._flags(levels.LIBRARY)),
                "tps3r_atau_bank_sampah": _yes(self._flags(levels.WASTE_BANK)),
                "rawan_bencana": _yes(is_prone),
                "fasilitas_mitigasi": np.where(is_prepared, 2 + leaders % 3, leaders % 2),
                "bumdes_aktif": _yes(self._flags(levels.VILLAGE_FIRM)),
                "perangkat_bpd": leaders,
                "perangkat_bpd_perempuan": self._part(levels.WOMEN_LEADING, leaders),
                "menit_ke_faskes": self._minutes(),
            }
        )

    def toddlers(self) -> pa.Table:
        """``penimbangan_balita``: toddlers due, measured, stunted; expectant mothers due and seen six times."""
        people = self._residents
        due = np.maximum(np.round(people.total * 0.061).astype(np.int64), 3)
        measured = self._part(levels.TODDLERS_MEASURED, due)
        mothers = np.maximum(np.round(people.total * 0.0135).astype(np.int64), 1)
        return self._table(
            {
                "balita_sasaran": due,
                "balita_diukur": measured,
                "balita_pendek": self._part(levels.STUNTED, measured),
                "ibu_sasaran": mothers,
                "ibu_k6": self._part(levels.SIX_VISITS, mothers),
            }
        )

    def businesses(self) -> pa.Table:
        """``umkm``: small businesses on record, with a business number, taking payment by QR code."""
        density = 0.078 + 0.012 * stream("businesses").standard_normal(len(self.places.villages))
        growth = 1 + 0.02 * (self.year - 2022)
        recorded = np.maximum(np.round(self._residents.total * density * growth).astype(np.int64), 5)
        return self._table(
            {
                "umkm_tercatat": recorded,
                "umkm_nib": self._part(levels.BUSINESS_NUMBER, recorded),
                "umkm_qris": self._part(levels.PAYS_BY_CODE, recorded),
            }
        )

    @property
    def _equal(self) -> Numbers:
        return np.ones(len(self.places.villages))

    def _part(self, measure: levels.Measure, wholes: Counts) -> Counts:
        """How many of each whole, by the measure's level; never more than the whole."""
        share = levels.shares(measure, self.places, self.year, wholes.astype(float))
        part: Counts = stream(measure.name, "part", self.year).binomial(wholes, share)
        return part

    def _flags(self, measure: levels.Measure) -> Flags:
        """Which villages have it; exactly as many as the path says, the luckiest first, seldom lost again."""
        share = levels.shares(measure, self.places, self.year, self._equal)
        chance = stream(measure.name, "has").gumbel(size=len(share))
        wanted = round(len(share) * measure.path[YEARS.index(self.year)] / 100)
        flags = np.zeros(len(share), dtype=bool)
        flags[np.argsort(-(np.log(share / (1 - share)) + chance), kind="stable")[:wanted]] = True
        return flags

    def _minutes(self) -> Numbers:
        """Minutes to the nearest health facility; nearer districts are quicker, roads slowly improve."""
        signal = levels.shares(levels.STRONG_SIGNAL, self.places, 2022, self._equal)
        minutes = 8.2 + 16 * (1 - signal) + stream("minutes").gamma(2.0, 2.0, size=len(signal))
        return np.round(minutes * (1 - 0.004 * (self.year - 2022)), 1)

    def _table(self, columns: dict[str, object]) -> pa.Table:
        names = [village.name for village in self.places.villages]
        return pa.table({"kode_desa": list(self.places.codes), "nama_desa": names, **columns})


def _yes(flags: Flags) -> list[str]:
    return ["ya" if flag else "tidak" for flag in flags]
