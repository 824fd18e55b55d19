"""Why nothing of a reading is saved: what must be mended or decided first, and forms of another cohort."""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import Connection, select

from capaian.access import Action, Actor, may
from capaian.locale import N_
from capaian.problems import StoreError
from capaian.reading import Answers, Stamp
from capaian.reading.deciding import to_decide
from capaian.store.readings import MarksRead
from capaian.store.schema import cohorts

_MADE_FOR: Final = N_(
    "{file} dibuat untuk kohort “{other}”; Anda memilih “{name}”. Pilih kohort “{other}”, atau nyatakan bahwa nilainya "
    "memang untuk “{name}”."
)
_MADE_ELSEWHERE: Final = N_(
    "{file} dibuat Capaian untuk kohort lain; Anda memilih “{name}”. Pilih kohort itu, atau nyatakan bahwa nilainya "
    "memang untuk “{name}”."
)


def refuse_open(reading: MarksRead) -> None:
    """Nothing where the files can be saved. Raises StoreError where something must be mended or decided first."""
    if reading.blocked:
        raise StoreError(
            N_(
                "Impor ini belum dapat disimpan karena masih ada yang harus diperbaiki. Perbaiki dahulu, lalu unggah "
                "lagi."
            )
        )
    if asked := to_decide(getattr(reading, "problems", ())):
        raise StoreError(
            N_(
                "Impor ini belum dapat disimpan karena ada {n} hal yang harus Anda putuskan, misalnya di {file}, "
                "lembar {sheet}, {cell}. Jawab dahulu, lalu simpan lagi."
            ),
            n=len(asked), file=asked[0].file, sheet=asked[0].sheet, cell=asked[0].cell,
        )  # fmt: skip


def made_for_others(reading: MarksRead, cohort_id: int) -> list[tuple[str, int]]:
    """The files that Capaian made for another cohort, with its id, of which nobody has said that they are for this one.

    cohort_id: the one that is chosen, 0 for one that is yet to be made.
    """
    accepted = (getattr(reading, "answers", None) or Answers()).accepted
    stamps = [(file.file, getattr(file, "stamp", None)) for file in reading.files]
    return [
        (file, stamp.cohort_id)
        for file, stamp in stamps
        if isinstance(stamp, Stamp) and stamp.cohort_id not in (0, cohort_id) and _key(file, cohort_id) not in accepted
    ]


def meant_for(cohort_id: int, files: Iterable[str]) -> Answers:
    """A person's word that these files are for this cohort, whatever they were made for. 0: for a new one."""
    return Answers(accepted=frozenset(_key(file, cohort_id) for file in files))


def _key(file: str, cohort_id: int) -> str:
    """As capaian.reading.problem_key names what was accepted."""
    return f"another_cohort@{file}!!{cohort_id}"


def refuse_made_for_others(
    connection: Connection, school: int, actor: Actor, reading: MarksRead, *, cohort_id: int, name: str = ""
) -> None:
    """Nothing where every form was made for this cohort, or a person means this one.

    name: of a cohort that is yet to be made. Raises StoreError, naming the other cohort to who may see it.
    """
    others = made_for_others(reading, cohort_id)
    if not others:
        return
    file, made_for = others[0]
    query = select(cohorts.c.id, cohorts.c.name).where(cohorts.c.school == school)
    named = {row.id: row.name for row in connection.execute(query.where(cohorts.c.id.in_([cohort_id, made_for])))}
    told = {"file": file, "name": named.get(cohort_id, name)}
    if made_for in named and may(actor, Action.VIEW_COHORT, made_for):
        raise StoreError(_MADE_FOR, other=named[made_for], **told)
    raise StoreError(_MADE_ELSEWHERE, **told)
