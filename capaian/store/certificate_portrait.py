"""What a portrait shows of a student's certificates."""

from typing import Any

from sqlalchemy import Select, and_, select

from capaian.store.certificate_tables import (
    CERTIFICATE,
    certificate_changes,
    certificate_saves,
    certificates,
    unit_results,
)
from capaian.store.schema import cohorts


def certificate_queries(school: int, student: int) -> dict[str, Select[*tuple[Any, ...]]]:
    """The tables of a portrait, by the names of PORTRAIT_TABLES."""
    return {
        "certificates": _certificates(school, student),
        "units": _units(school, student),
        "certificate_changes": _certificate_changes(school, student),
    }


def _certificates(school: int, student: int) -> Select[*tuple[Any, ...]]:
    """One row a certificate: cohort, and what is known of it."""
    cohort = and_(cohorts.c.school == certificates.c.school, cohorts.c.id == certificates.c.cohort)
    query = select(cohorts.c.name.label("cohort"), *(certificates.c[name] for name in CERTIFICATE[1:]))
    query = query.join_from(certificates, cohorts, cohort)
    return query.where(certificates.c.school == school, certificates.c.student == student).order_by(certificates.c.id)


def _units(school: int, student: int) -> Select[*tuple[Any, ...]]:
    """One row a unit: the scheme of its certificate, code, title, result."""
    whole = and_(certificates.c.school == unit_results.c.school, certificates.c.id == unit_results.c.certificate)
    query = select(certificates.c.scheme, unit_results.c.code, unit_results.c.title, unit_results.c.result)
    query = query.join_from(unit_results, certificates, whole)
    return query.where(unit_results.c.school == school, unit_results.c.student == student).order_by(
        unit_results.c.certificate, unit_results.c.place
    )


def _certificate_changes(school: int, student: int) -> Select[*tuple[Any, ...]]:
    """One row a change of one certificate: when, by what kind of save, the whole before and after."""
    by = and_(
        certificate_saves.c.school == certificate_changes.c.school,
        certificate_saves.c.id == certificate_changes.c.save_id,
    )
    query = select(
        certificate_saves.c.at, certificate_saves.c.kind,
        certificate_changes.c.row_before.label("before"), certificate_changes.c.row_after.label("after"),
    )  # fmt: skip
    query = query.join_from(certificate_changes, certificate_saves, by)
    return query.where(certificate_changes.c.school == school, certificate_changes.c.student == student).order_by(
        certificate_changes.c.save_id, certificate_changes.c.place
    )
