"""A list of certificates: what it would change, and saving it in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Connection

from capaian.access import Action, Actor, require
from capaian.locale import N_
from capaian.problems import Refused, StoreError
from capaian.reading import CertificatesRead, FoundCertificate, UnitResult
from capaian.store.certificate_comparison import FIELDS, CertificateComparison, new_units, replaced_values
from capaian.store.certificate_rows import Certificate, CertificateChange, certificates_where, checked
from capaian.store.certificate_tables import certificates
from capaian.store.certificates import open_to, write_and_note
from capaian.store.engine import Store
from capaian.store.known import open_cohort_of
from capaian.store.locks import refuse_locked
from capaian.store.matching import Person, Pile
from capaian.store.piles import Decisions, Piles, piles_of
from capaian.store.readings import people
from capaian.store.scope import entered, is_seen_class
from capaian.store.students import people_of

_NONE: Final[Decisions] = {}


@dataclass(frozen=True, slots=True)
class _Whose:
    """who: the id of the student of each person found, by the number in the reading; names by the id."""

    who: Mapping[int, int]
    names: Mapping[int, str]
    strangers: tuple[str, ...]
    set_aside: int
    undecided: tuple[str, ...]


def compare_certificates(
    store: Store, actor: Actor, cohort_id: int, found: CertificatesRead, *, students: Decisions = _NONE
) -> CertificateComparison:
    """What save_certificates would do now; nothing is written.

    students: who a person said somebody in the list is, by the number in `found.students`: an id, or
    "skip". Raises Refused, also for students of a class that is another's, and StoreError where the cohort
    is unknown, locked or without names, or something in the list must be mended first.
    """
    require(actor, Action.KEEP_CERTIFICATES, cohort_id)
    _refuse_blocked(found)
    with store.reading() as connection:
        school = entered(connection, actor)
        cohort = open_cohort_of(connection, school, cohort_id)
        refuse_locked(connection, school, cohort)
        whose, changes, same = _plan(connection, school, cohort, actor, found, students)
    return _told(whose, changes, same)


def save_certificates(
    store: Store, actor: Actor, cohort_id: int, found: CertificatesRead, *, students: Decisions = _NONE
) -> CertificateComparison:
    """Save a list, all of it or, after any error, none; the same list again changes nothing.

    A blank never erases: what the list does not say stays. Students who are not in the cohort are left out.
    Raises what compare_certificates raises, and StoreError while a student is undecided.
    """
    require(actor, Action.KEEP_CERTIFICATES, cohort_id)
    _refuse_blocked(found)
    with store.writing() as connection:
        school, cohort = open_to(connection, actor, cohort_id)
        whose, changes, same = _plan(connection, school, cohort, actor, found, students)
        if whose.undecided:
            raise StoreError(
                N_(
                    "Ada {n} siswa yang belum dipastikan, misalnya “{name}”. Pilih siapa yang dimaksud, tambahkan, "
                    "atau lewati, lalu simpan lagi."
                ),
                n=len(whose.undecided), name=whose.undecided[0],
            )  # fmt: skip
        save_id = write_and_note(connection, school, cohort, actor, changes, "import") if changes else None
    return _told(whose, changes, same, save_id)


def _refuse_blocked(found: CertificatesRead) -> None:
    if found.blocked:
        raise StoreError(
            N_(
                "Impor ini belum dapat disimpan karena masih ada yang harus diperbaiki. Perbaiki dahulu, lalu unggah "
                "lagi."
            )
        )


def _plan(
    connection: Connection, school: int, cohort: int, actor: Actor, found: CertificatesRead, decisions: Decisions
) -> tuple[_Whose, list[CertificateChange], int]:
    """Whose the certificates are, what is to be written, and how many are the same."""
    piles = piles_of(connection, school, cohort, actor, people(found))
    roster = {person.id: person for person in people_of(connection, school, cohort)}
    whose = _settled(piles, roster, actor, found, decisions)
    standing = certificates_where(connection, school, certificates.c.cohort == cohort)
    known = {(one.student, one.scheme): one for one in standing}
    changes, same = [], 0
    for each in found.certificates:
        student = whose.who.get(each.student)
        if student is None:
            continue
        before = known.get((student, " ".join(each.scheme.split())))
        after = checked(_merged(before, each, student, cohort))
        if before == after:
            same += 1
        else:
            changes.append(CertificateChange(before, after))
    return whose, changes, same


def _settled(
    piles: Piles, roster: Mapping[int, Person], actor: Actor, found: CertificatesRead, decisions: Decisions
) -> _Whose:
    """Who each person of the list is. Raises Refused for one of a class that is another's, StoreError for nobody."""
    who: dict[int, int] = {}
    strangers, undecided, set_aside = [], [], 0
    numbers = found.students["student"].tolist()
    for number, person, match in zip(numbers, piles.found, piles.matches, strict=True):
        decision = decisions.get(number)
        if decision == "skip":
            set_aside += 1
        elif decision is not None:
            who[number] = _chosen(decision, roster, actor)
        elif match.pile is Pile.TO_CONFIRM and any(each.person.id in roster for each in match.candidates):
            undecided.append(person.name)
        elif match.pile is Pile.SURE and match.person is not None and match.person.id in roster:
            _refuse_unseen(actor, person, roster[match.person.id])
            who[number] = match.person.id
        else:
            strangers.append(person.name)
    _refuse_twice(who, found)
    names = {one.id: one.name for one in roster.values()}
    return _Whose(who, names, tuple(strangers), set_aside, tuple(undecided))


def _chosen(decision: Any, roster: Mapping[int, Person], actor: Actor) -> int:
    chosen = roster.get(decision) if isinstance(decision, int) else None
    if chosen is None or not is_seen_class(actor, chosen.class_name):
        raise StoreError(N_("Siswa yang dipilih tidak ada di kohort ini. Pilih siswa lain dari daftar."))
    return chosen.id


def _refuse_unseen(actor: Actor, written: Person, known: Person) -> None:
    if not is_seen_class(actor, known.class_name):
        raise Refused(
            N_(
                "“{name}” tidak tercatat di kelas yang menjadi tugas Anda. Periksa kelasnya di berkas Anda, atau "
                "mintalah kepada admin sekolah."
            ),
            name=written.name,
        )


def _refuse_twice(who: Mapping[int, int], found: CertificatesRead) -> None:
    """Nothing where every student is one person of the list."""
    named = dict(zip(found.students["student"].tolist(), found.students["name"].tolist(), strict=True))
    seen: dict[int, int] = {}
    for number, student in who.items():
        if student in seen:
            raise StoreError(
                N_(
                    "Baris “{name}” dan “{other}” di berkas Anda menunjuk siswa yang sama. Periksa NISN dan NIS "
                    "keduanya, lalu unggah lagi."
                ),
                name=named[seen[student]], other=named[number],
            )  # fmt: skip
        seen[student] = number


def _merged(before: Certificate | None, found: FoundCertificate, student: int, cohort: int) -> Certificate:
    """What is known, with what the list says written over it; what the list leaves blank stays."""
    known = before or Certificate(student, scheme=found.scheme, cohort=cohort)
    told = {name: getattr(found, name) for name in FIELDS if getattr(found, name)}
    units = {unit.key: unit for unit in known.units}
    for unit in found.units:
        old = units.get(unit.key)
        title = unit.title or (old.title if old else "")
        units[unit.key] = UnitResult(unit.code, title, unit.result)
    return replace(known, units=tuple(units.values()), cohort=cohort, **told)


def _told(
    whose: _Whose, changes: Sequence[CertificateChange], same: int, save_id: int | None = None
) -> CertificateComparison:
    changed = sum(change.before is not None for change in changes)
    return CertificateComparison(
        len(changes) - changed, changed, same, new_units(changes), len(set(whose.who.values())), whose.strangers,
        whose.set_aside, whose.undecided, replaced_values(changes, whose.names), save_id,
    )  # fmt: skip
