"""Which class a student was in at the time of a cohort."""

from typing import Any

from sqlalchemy import ColumnElement, func

from capaian.store.schema import enrolments, students


def class_at_the_time() -> ColumnElement[str]:
    """The class at the time of the cohort, else the student's own; of enrolments joined with students."""
    return class_at(enrolments, students)


def class_at(here: Any, person: Any) -> ColumnElement[str]:
    """The same of aliases of enrolments and of students."""
    return func.coalesce(func.nullif(here.c.class_name, ""), person.c.class_name)
