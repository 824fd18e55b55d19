"""A cohort that comes into being with its first import."""

import datetime

from capaian.access import Action, Actor, require
from capaian.locale import N_
from capaian.problems import StoreError
from capaian.scores import CohortKind
from capaian.store.audit import Deed, write_audit
from capaian.store.cohorts import cohort_values, write_cohort
from capaian.store.comparison import ImportResult
from capaian.store.engine import Store
from capaian.store.hindrances import refuse_made_for_others, refuse_open
from capaian.store.imports import import_reading
from capaian.store.readings import MarksRead
from capaian.store.scope import entered


def save_new_cohort(store: Store, actor: Actor, reading: MarksRead, *, name: str) -> tuple[int, ImportResult]:
    """Make a cohort of this name with the students and marks of the files: both or, after any error, neither.

    Its id and what was saved. Raises Refused, and StoreError where the name is empty or taken, where no student is
    in the files, and what save_import raises.
    """
    for action in (Action.EDIT_COHORT, Action.IMPORT_MARKS, Action.ADD_STUDENTS):
        require(actor, action)
    refuse_open(reading)
    values = cohort_values(
        name=name, kind=CohortKind.PROGRAMME, partner="", field="", starts_on=None, ends_on=None, hours=None
    )
    with store.writing() as connection:
        school = entered(connection, actor, to_write=True)
        refuse_made_for_others(connection, school, actor, reading, cohort_id=0, name=str(values["name"]))
        cohort = write_cohort(connection, school, values)
        now = datetime.datetime.now(datetime.UTC)
        done = import_reading(connection, school, cohort, reading, actor=actor, at=now)
        if done.import_id is None:
            raise StoreError(N_("Tidak ada siswa di berkas ini, jadi kohort tidak dibuat."))
        write_audit(connection, school, actor, Deed.COHORT_SAVED, resource=f"cohort:{cohort}", at=now)
        detail = {"import": done.import_id, "new": done.new, "changed": done.changed, "students": done.students}
        write_audit(connection, school, actor, Deed.IMPORTED, resource=f"cohort:{cohort}", detail=detail, at=now)
        return cohort, done
