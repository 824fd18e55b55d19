"""Certificates that a class could hold: invented schemes, units, codes and numbers, the same every time."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from sqlalchemy import Connection

from capaian.improvement import gains
from capaian.reading import UnitResult
from capaian.store.certificate_rows import Certificate, CertificateChange, write_changes
from capaian.store.demonstration_marks import InventedReading
from capaian.store.matching import Person
from capaian.store.students import people_of

_ISSUER: Final = "LSP Contoh Vokasi Banua"
_SAFETY: Final = ("X.000.001.01", "Menerapkan keselamatan dan kesehatan kerja")


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scheme of one cohort. years: of validity. days: from the last day of training to the certificates."""

    name: str
    code: str
    units: Sequence[tuple[str, str]]
    years: int = 3
    days: int = 14


SCHEMES: Final[Mapping[str, Scheme]] = {
    "Pelatihan Otomotif 2024": Scheme(
        "Klaster Perawatan Mesin Kendaraan Ringan (contoh)", "OTO-C",
        (_SAFETY, ("X.110.002.01", "Memeriksa sistem pendingin"), ("X.110.003.01", "Menyetel celah katup"),
         ("X.110.004.01", "Merawat sistem bahan bakar"), ("X.110.005.01", "Menguji emisi gas buang")),
        years=2,
    ),
    "Pelatihan Instalasi Listrik 2025": Scheme(
        "Klaster Pemasangan Instalasi Penerangan (contoh)", "TIL-C",
        (_SAFETY, ("X.220.002.01", "Membaca diagram instalasi"), ("X.220.003.01", "Memasang penghantar dan pipa"),
         ("X.220.004.01", "Menguji tahanan isolasi")),
        years=2, days=0,
    ),
    "Pelatihan Pemesinan 2025": Scheme(
        "Klaster Pengoperasian Mesin Bubut Dasar (contoh)", "MES-C",
        (_SAFETY, ("X.330.002.01", "Mengukur dengan alat ukur presisi"),
         ("X.330.003.01", "Membubut lurus dan bertingkat"), ("X.330.004.01", "Membubut ulir"),
         ("X.330.005.01", "Memelihara mesin bubut")),
    ),
}  # fmt: skip
"""By the name of the cohort. Codes that begin with X are nobody's."""


def write_certificates(
    connection: Connection,
    school: int,
    cohort: int,
    scheme: Scheme,
    reading: InventedReading,
    *,
    last_day: datetime.date,
) -> None:
    """Certificates for a cohort whose marks have been saved; who did not sit the second test has none.

    More often competent in a unit is who had the better practical mark after; chance decides as well.
    """
    chance = Random(f"{scheme.code} {last_day}")  # noqa: S311
    scores = reading.scores(to_100=True)
    found = gains(scores[scores["aspect"] == "teknis"])
    after = found[found["criterion"].isna()].set_index("student")["after"].to_dict()
    by_nisn = {nisn: student for student, nisn in reading.students["nisn"].items()}
    issued = last_day + datetime.timedelta(days=scheme.days)
    made = []
    for number, person in enumerate(_in_order(people_of(connection, school, cohort)), start=1):
        mark = after.get(by_nisn[person.nisn])
        if mark is not None:
            one = _certificate(person, scheme, float(mark), number=number, issued=issued, chance=chance)
            made.append(CertificateChange(None, one))
    at = datetime.datetime.combine(issued, datetime.time(2, 30), datetime.UTC)
    write_changes(connection, school, cohort, made, kind="import", account_id=None, at=at)


def _in_order(people: Sequence[Person]) -> list[Person]:
    return sorted(people, key=lambda person: person.nisn)


def _certificate(
    person: Person, scheme: Scheme, mark: float, *, number: int, issued: datetime.date, chance: Random
) -> Certificate:
    """Every unit must be competent; of one who was recommended the LSP still asks for a second assessment."""
    likely = min(max(0.80 + (mark - 68) / 75, 0.55), 0.995)
    units = tuple(
        UnitResult(code, title, "K" if chance.random() < likely**0.5 else "BK") for code, title in scheme.units
    )
    recommended = "K" if all(unit.result == "K" for unit in units) else "BK"
    overall = "BK" if recommended == "BK" or chance.random() < 0.04 else "K"
    known = {"issuer": _ISSUER, "recommended": recommended, "overall": overall, "units": units}
    if overall == "BK":
        return Certificate(person.id, scheme.name, **known)
    until = issued.replace(year=issued.year + scheme.years)
    written = f"{scheme.code}/{number:03}/{issued.year}"
    return Certificate(person.id, scheme.name, number=written, issued_on=issued, valid_until=until, **known)
