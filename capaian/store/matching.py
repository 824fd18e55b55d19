"""Who is who: the students of a file against those the school knows. Pure.

By NISN, then NIS, then the name within the class. Numbers that contradict each other are never the
same person, and where two people could be meant nobody is chosen.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from capaian.locale import N_
from capaian.problems import StoreError
from capaian.reading.names import same_class


@dataclass(frozen=True, slots=True)
class Person:
    """A student of a file or of the school. id: 0 in a file. nisn, nis: "" unknown. here: already in the cohort."""

    id: int
    nisn: str
    nis: str
    name: str
    name_key: str
    sex: str
    class_name: str
    programme: str
    here: bool = False

    def may_be(self, other: "Person") -> bool:
        """Whether no number says that these are two people."""
        if self.nisn and other.nisn:
            return self.nisn == other.nisn
        return not (self.nis and other.nis) or self.nis == other.nis

    def completed(self, other: "Person") -> "Person":
        """Self, with what was unknown taken from the other."""
        known = {
            field: getattr(self, field) or getattr(other, field)
            for field in ("nisn", "nis", "sex", "class_name", "programme")
        }
        return Person(id=self.id, name=self.name, name_key=self.name_key, here=self.here, **known)


def match_students(found: Sequence[Person], known: Iterable[Person]) -> list[Person | None]:
    """For each student of a file the one the school knows, or None for a new one.

    known: everybody who shares a number or a name with somebody found. Raises StoreError where two
    could be meant, or where two rows of the file mean one student.
    """
    by: dict[tuple[str, str], list[Person]] = defaultdict(list)
    for person in known:
        for kind in ("nisn", "nis", "name_key"):
            if value := getattr(person, kind):
                by[kind, value].append(person)
    matched = [_match(person, by) for person in found]
    _refuse_one_student_twice(found, matched)
    return matched


def _match(person: Person, by: dict[tuple[str, str], list[Person]]) -> Person | None:
    if person.nisn and (same := by.get(("nisn", person.nisn))):
        return same[0]
    if person.nis:
        same = [other for other in by.get(("nis", person.nis), []) if person.may_be(other)]
        if len(same) == 1:
            return same[0]
    same = [other for other in by.get(("name_key", person.name_key), []) if person.may_be(other)]
    same = [other for other in same if _same_class(person, other)]
    if len(same) > 1:
        raise StoreError(
            N_(
                "“{name}” dapat berarti dua siswa yang berbeda. Tulis NISN atau NIS siswa itu di berkas Anda, "
                "lalu unggah lagi."
            ),
            name=person.name,
        )
    return same[0] if same else None


def _same_class(person: Person, known: Person) -> bool:
    """Whether the classes are one; where either is unknown, whether the student is in the cohort already."""
    ours, theirs = same_class(person.class_name), same_class(known.class_name)
    return ours == theirs if ours and theirs else known.here


def _refuse_one_student_twice(found: Sequence[Person], matched: Sequence[Person | None]) -> None:
    seen: dict[object, Person] = {}
    for person, known in zip(found, matched, strict=True):
        who = known.id if known else person.nisn or id(person)
        if who in seen:
            raise StoreError(
                N_(
                    "Baris “{name}” dan “{other}” di berkas Anda menunjuk siswa yang sama. Periksa NISN dan NIS "
                    "keduanya, lalu unggah lagi."
                ),
                name=seen[who].name, other=person.name,
            )  # fmt: skip
        seen[who] = person
