"""The example school: everybody in it is invented, and it is the same every time it is made."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import product
from random import Random
from typing import Final

from sqlalchemy import Connection

from capaian.access import LOCAL_USER
from capaian.letterhead import Letterhead, Signatory
from capaian.locale import N_
from capaian.problems import StoreError
from capaian.scores import Aspect, CohortKind
from capaian.store.cohorts import cohort_values, write_cohort
from capaian.store.demonstration_certificates import SCHEMES, write_certificates
from capaian.store.demonstration_marks import Change, Pupil, invented_reading
from capaian.store.engine import Store
from capaian.store.goals import Target, write_goal
from capaian.store.imports import import_reading
from capaian.store.known import school_of
from capaian.store.letterheads import write_letterhead
from capaian.store.schema import schools
from capaian.store.schools import write_school

_SEED: Final = 5
_PARTNER: Final = "Balai Latihan Teknik Contoh"


@dataclass(frozen=True, slots=True)
class _Group:
    """One cohort and what happens in it: `changes` by aspect, `ends` the last day.

    targets: mean gain and share at the pass mark that the school wanted of an aspect. rated_after: who rated
    some of the students after, in place of who did before.
    """

    name: str
    kind: CohortKind
    class_name: str
    programme: str
    starts: datetime.date
    ends: datetime.date
    hours: float | None
    boys: int
    girls: int
    file: str
    changes: dict[Aspect, Change]
    targets: Mapping[Aspect, tuple[float | None, float | None]] = field(default_factory=dict)
    rated_after: Mapping[Aspect, str] = field(default_factory=dict)


_GROUPS: Final = (
    _Group(
        "Pelatihan Otomotif 2024", CohortKind.PROGRAMME, "XI TKR 1", "Teknik Kendaraan Ringan",
        datetime.date(2024, 9, 2), datetime.date(2024, 9, 20), 120, 31, 3, "contoh-nilai-otomotif-2024.xlsx",
        {Aspect.COGNITIVE: Change(59, 11, 7), Aspect.TECHNICAL: Change(56, 18, 8), Aspect.CHARACTER: Change(66, 8, 7)},
        {Aspect.COGNITIVE: (8, None), Aspect.TECHNICAL: (15, 0.5)},
    ),
    _Group(
        "Pelatihan Instalasi Listrik 2025", CohortKind.PROGRAMME, "XI TITL 1", "Teknik Instalasi Tenaga Listrik",
        datetime.date(2025, 2, 3), datetime.date(2025, 2, 21), 120, 28, 4, "contoh-nilai-listrik-2025.xlsx",
        {Aspect.COGNITIVE: Change(62, 9, 8), Aspect.TECHNICAL: Change(60, 16, 8), Aspect.CHARACTER: Change(92, 3, 3)},
        {Aspect.TECHNICAL: (15, 0.5), Aspect.CHARACTER: (None, 0.9)},
    ),
    _Group(
        "Pelatihan Pemesinan 2025", CohortKind.PROGRAMME, "XI TPM 2", "Teknik Pemesinan",
        datetime.date(2025, 9, 1), datetime.date(2025, 9, 19), 120, 33, 3, "contoh-nilai-pemesinan-2025.xlsx",
        {Aspect.COGNITIVE: Change(61, 2, 8), Aspect.TECHNICAL: Change(54, 20, 9), Aspect.CHARACTER: Change(69, 6, 9)},
        {Aspect.COGNITIVE: (8, None), Aspect.TECHNICAL: (15, 0.5), Aspect.CHARACTER: (5, None)},
        {Aspect.CHARACTER: "Guru pendamping"},
    ),
    _Group(
        "Pembanding Otomotif 2024 (tanpa pelatihan)", CohortKind.COMPARISON, "XI TKR 2", "Teknik Kendaraan Ringan",
        datetime.date(2024, 9, 2), datetime.date(2024, 9, 20), None, 28, 2, "contoh-nilai-pembanding-2024.xlsx",
        {Aspect.COGNITIVE: Change(60, 2, 6), Aspect.TECHNICAL: Change(57, 3, 6), Aspect.CHARACTER: Change(67, 1, 6)},
    ),
    _Group(
        "Tes ulang Otomotif 2024 (tanpa pelatihan)", CohortKind.RETEST, "XI TKR 3", "Teknik Kendaraan Ringan",
        datetime.date(2024, 8, 12), datetime.date(2024, 8, 26), None, 27, 3, "contoh-nilai-tes-ulang-2024.xlsx",
        {Aspect.COGNITIVE: Change(60, 1, 2), Aspect.TECHNICAL: Change(57, 1, 2), Aspect.CHARACTER: Change(67, 0, 2)},
    ),
)  # fmt: skip

_BOYS: Final = (
    "Ahmad", "Akhmad", "Aditya", "Arif", "Bayu", "Dimas", "Fajar", "Fauzan", "Gilang", "Hafiz", "Hairul", "Ilham",
    "Khairul", "Muhammad", "Noor", "Rahmat", "Reza", "Rizki", "Rizky", "Syarif", "Taufik", "Wahyu", "Yusuf", "Zainal",
)  # fmt: skip
_BOYS_SECOND: Final = (
    "Akbar", "Anshari", "Aspihani", "Fadillah", "Fahriannor", "Fikri", "Firdaus", "Hakim", "Hidayat", "Hidayatullah",
    "Kurniawan", "Maulana", "Mubarak", "Nugraha", "Pratama", "Rahman", "Ramadhan", "Ridho", "Saputra", "Setiawan",
    "Syahbani", "Syahputra",
)  # fmt: skip
_GIRLS: Final = ("Aulia", "Dewi", "Maulida", "Nadia", "Noor", "Nor", "Putri", "Raudah", "Rina", "Siti")
_GIRLS_SECOND: Final = ("Aisyah", "Azizah", "Hidayah", "Jannah", "Khadijah", "Lestari", "Nur'aini", "Rahmah", "Safitri")
_ONE_WORD: Final = ("Suriansyah", "Rusmadi", "Hendri", "Supian")


_LETTERHEAD: Final = Letterhead(
    name="SMK CONTOH BANUA",
    above=("PEMERINTAH PROVINSI CONTOH", "DINAS PENDIDIKAN DAN KEBUDAYAAN"),
    address="Jalan Contoh Raya Nomor 12, Banjarmasin",
    contact="Telepon (0511) 555 0101 · Laman smkcontohbanua.example · Pos-el tu@smkcontohbanua.example",
    place="Banjarmasin",
    principal=Signatory("Kepala Sekolah", "Dr. Hj. Rahmawati Noor, M.Pd.", "Pembina", "19700101 199503 2 001"),
    second=Signatory("Ketua Pelaksana", "Gusti Fahriannor, S.T."),
)


def make_demonstration(store: Store) -> None:
    """Fill an empty database with the example school: three trainings over two years, a class without one,
    and a class that sat the same test twice.

    Nothing happens where the example is there already. Raises StoreError where another school is.
    """
    with store.writing() as connection:
        row = connection.execute(schools.select().limit(1)).one_or_none()
        if row is not None:
            if row.is_demo:
                return
            raise StoreError(
                N_("Basis data ini sudah berisi sekolah. Contoh hanya dapat dibuat di basis data yang kosong.")
            )
        write_school(connection, name="SMK Contoh Banua", time_zone="Asia/Makassar", is_demo=True)
        school = school_of(connection)
        write_letterhead(connection, school, _LETTERHEAD)
        chance = Random(_SEED)  # noqa: S311
        names = _names(chance)
        for number, group in enumerate(_GROUPS):
            values = cohort_values(
                name=group.name, kind=group.kind, partner=_PARTNER if group.hours else "", field=group.programme,
                starts_on=group.starts, ends_on=group.ends, hours=group.hours,
            )  # fmt: skip
            cohort = write_cohort(connection, school, values)
            reading = invented_reading(
                _pupils(group, number, names),
                group.changes,
                file=group.file,
                chance=chance,
                rated_after=group.rated_after,
            )
            at = datetime.datetime.combine(group.ends, datetime.time(6, 30), datetime.UTC)
            import_reading(connection, school, cohort, reading, actor=LOCAL_USER, at=at)
            _write_targets(connection, school, cohort, group)
            if scheme := SCHEMES.get(group.name):
                write_certificates(connection, school, cohort, scheme, reading, last_day=group.ends)


def _write_targets(connection: Connection, school: int, cohort: int, group: _Group) -> None:
    """What the school wanted, written down a week before the first day."""
    at = datetime.datetime.combine(group.starts - datetime.timedelta(days=7), datetime.time(1), datetime.UTC)
    for aspect, (mean_gain, pass_share) in group.targets.items():
        write_goal(connection, school, cohort, aspect, Target(mean_gain, pass_share, at))


def _names(chance: Random) -> dict[str, list[str]]:
    """Names nobody else in the school has, by sex."""
    boys = [*(f"{first} {second}" for first, second in product(_BOYS, _BOYS_SECOND)), *_ONE_WORD]
    girls = [f"{first} {second}" for first, second in product(_GIRLS, _GIRLS_SECOND)]
    return {"L": chance.sample(boys, len(boys)), "P": chance.sample(girls, len(girls))}


def _pupils(group: _Group, number: int, names: dict[str, list[str]]) -> list[Pupil]:
    """A class in the order of names. NISNs begin with 99, as nobody's does."""
    named = [(names[sex].pop(), sex) for sex, n in (("L", group.boys), ("P", group.girls)) for _ in range(n)]
    year = f"{group.starts:%y}"
    return [
        Pupil(name, f"99{number + 1:02}{i:06}", f"{year}{number + 1}{i:02}", sex, group.class_name, group.programme)
        for i, (name, sex) in enumerate(sorted(named), start=1)
    ]
