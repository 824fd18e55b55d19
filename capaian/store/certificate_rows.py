"""A certificate and its units as one value: out of the tables, into the tables, and as text."""

import datetime
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, TypeAlias

from sqlalchemy import Connection, delete, insert, select

from capaian.locale import N_
from capaian.problems import StoreError
from capaian.reading import Outcome, UnitResult
from capaian.store.bulk import KEYS, chunks, insert_rows, stored_text
from capaian.store.certificate_tables import CERTIFICATE, certificate_changes, certificate_saves, certificates
from capaian.store.certificate_tables import unit_results as units_table
from capaian.store.instants import written
from capaian.store.known import bump_version, next_ids

LONGEST: Final = 300
"""Letters of a scheme, an issuer, a number, a unit's code or title."""
_LSP: Final = ("lsp", "lembaga sertifikasi", "bnsp")
_CENTRE: Final = ("blpt", "balai latihan", "balai")
_UNITS: Final = ("school", "certificate", "place", "student", "code", "title", "result")
_CHANGES: Final = ("school", "save_id", "place", "student", "row_before", "row_after")
SaveKind: TypeAlias = Literal["import", "hand", "removal", "undo"]


@dataclass(frozen=True, slots=True)
class Certificate:
    """What one student holds, or did not reach, in one scheme of a cohort. "" and None: not known.

    overall: what the LSP or the training centre decided; recommended: what the assessor recommended, which
    decides nothing. id: 0 before it is saved.
    """

    student: int
    scheme: str = ""
    issuer: str = ""
    number: str = ""
    issued_on: datetime.date | None = None
    valid_until: datetime.date | None = None
    overall: Outcome | None = None
    recommended: Outcome | None = None
    units: tuple[UnitResult, ...] = ()
    id: int = 0
    cohort: int = 0


@dataclass(frozen=True, slots=True)
class CertificateChange:
    """One certificate before and after; None for none."""

    before: Certificate | None
    after: Certificate | None

    @property
    def student(self) -> int:
        """Whose it is."""
        one = self.after or self.before
        assert one is not None
        return one.student


def issuer_kind(issuer: str) -> str:
    """`lsp`, `blpt` (a training centre) or "": what the name of an issuer says of it."""
    said = issuer.casefold()
    if any(word in said for word in _LSP):
        return "lsp"
    return "blpt" if any(word in said for word in _CENTRE) else ""


def checked(one: Certificate) -> Certificate:
    """The certificate with its texts on one line. Raises StoreError for what cannot be."""
    texts = {name: _line(getattr(one, name)) for name in ("scheme", "issuer", "number")}
    units = tuple(UnitResult(_line(unit.code), _line(unit.title), unit.result) for unit in one.units)
    kept = replace(one, units=units, **texts)
    if any(len(text) > LONGEST for text in (*texts.values(), *(t for unit in units for t in (unit.code, unit.title)))):
        raise StoreError(N_("Teks terlalu panjang. Tulis paling banyak {n} huruf."), n=LONGEST)
    if any(not unit.key for unit in units):
        raise StoreError(N_("Setiap unit memerlukan kode atau judul."))
    if len({unit.key for unit in units}) < len(units):
        raise StoreError(N_("Ada unit yang tertulis dua kali. Hapus salah satunya."))
    if one.issued_on and one.valid_until and one.valid_until < one.issued_on:
        raise StoreError(N_("Masa berlaku berakhir sebelum tanggal terbit. Periksa kedua tanggalnya."))
    if not (kept.number or kept.overall or kept.recommended or units):
        raise StoreError(N_("Sertifikat ini masih kosong. Isi keputusan, nomor, atau paling sedikit satu unit."))
    return kept


def _line(text: str) -> str:
    return " ".join(stored_text(text).split())


def certificates_where(connection: Connection, school: int, *where: Any) -> list[Certificate]:
    """The certificates that fit, with their units, in the order of their ids."""
    query = select(certificates).where(certificates.c.school == school, *where).order_by(certificates.c.id)
    rows = connection.execute(query).all()
    units: dict[int, list[UnitResult]] = defaultdict(list)
    for some in chunks([row.id for row in rows], KEYS):
        assessed = select(units_table).where(units_table.c.school == school, units_table.c.certificate.in_(some))
        for unit in connection.execute(assessed.order_by(units_table.c.certificate, units_table.c.place)):
            units[unit.certificate].append(UnitResult(unit.code, unit.title, unit.result))
    return [
        Certificate(
            row.student, row.scheme, row.issuer, row.number, _day(row.issued_on), _day(row.valid_until), row.overall,
            row.recommended, tuple(units[row.id]), row.id, row.cohort,
        )
        for row in rows
    ]  # fmt: skip


def write_changes(
    connection: Connection,
    school: int,
    cohort: int,
    changes: Sequence[CertificateChange],
    *,
    kind: SaveKind,
    account_id: int | None,
    at: datetime.datetime,
    undo_of: int | None = None,
) -> int:
    """Make the changes and write them down as one save; its id. A new certificate without an id gets one."""
    (save_id,) = next_ids(connection, school, 1)
    fresh = iter(
        next_ids(connection, school, sum(change.after is not None and not change.after.id for change in changes))
    )
    made = [
        replace(change, after=replace(change.after, id=next(fresh), cohort=cohort))
        if change.after is not None and not change.after.id
        else change
        for change in changes
    ]
    counts = (
        sum(change.before is None for change in made),
        sum(change.before is not None and change.after is not None for change in made),
        sum(change.after is None for change in made),
    )
    connection.execute(
        insert(certificate_saves).values(
            school=school, id=save_id, cohort=cohort, account_id=account_id, at=written(at), kind=kind,
            undo_of=undo_of, new=counts[0], changed=counts[1], removed=counts[2],
        )
    )  # fmt: skip
    _delete(connection, school, [change.before.id for change in made if change.before is not None])
    _insert(connection, school, cohort, [change.after for change in made if change.after is not None])
    told = (
        (school, save_id, place, change.student, as_text(change.before), as_text(change.after))
        for place, change in enumerate(made)
    )
    insert_rows(connection, certificate_changes, _CHANGES, told)
    bump_version(connection, school, cohort)
    return save_id


def changes_of_save(connection: Connection, school: int, save_id: int, cohort: int) -> list[CertificateChange]:
    """What a save did, in its order; of a student who was forgotten nothing is left."""
    query = select(certificate_changes.c.row_before, certificate_changes.c.row_after).where(
        certificate_changes.c.school == school, certificate_changes.c.save_id == save_id
    )
    rows = connection.execute(query.order_by(certificate_changes.c.place))
    return [CertificateChange(from_text(row.row_before, cohort), from_text(row.row_after, cohort)) for row in rows]


def as_text(one: Certificate | None) -> str | None:
    """A certificate as a JSON object."""
    if one is None:
        return None
    told = {
        "id": one.id, "student": one.student, "scheme": one.scheme, "issuer": one.issuer, "number": one.number,
        "issued_on": _iso(one.issued_on), "valid_until": _iso(one.valid_until), "overall": one.overall,
        "recommended": one.recommended, "units": [[unit.code, unit.title, unit.result] for unit in one.units],
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False)


def from_text(text: str | None, cohort: int) -> Certificate | None:
    """What `as_text` wrote."""
    if text is None:
        return None
    told = json.loads(text)
    told |= {name: _day(told[name]) for name in ("issued_on", "valid_until")}
    told["units"] = tuple(UnitResult(*unit) for unit in told["units"])
    return Certificate(**told, cohort=cohort)


def _delete(connection: Connection, school: int, ids: Iterable[int]) -> None:
    for some in chunks(sorted(ids), KEYS):
        units = (units_table.c.school == school, units_table.c.certificate.in_(some))
        connection.execute(delete(units_table).where(*units))
        connection.execute(delete(certificates).where(certificates.c.school == school, certificates.c.id.in_(some)))


def _insert(connection: Connection, school: int, cohort: int, new: Sequence[Certificate]) -> None:
    rows = sorted((school, one.id, cohort, *_values(one)) for one in new)
    insert_rows(connection, certificates, ("school", "id", "cohort", *CERTIFICATE), rows)
    units = sorted(
        (school, one.id, place, one.student, unit.code, unit.title, unit.result)
        for one in new
        for place, unit in enumerate(one.units)
    )
    insert_rows(connection, units_table, _UNITS, units)


def _values(one: Certificate) -> tuple[Any, ...]:
    """In the order of CERTIFICATE."""
    days = (_iso(one.issued_on), _iso(one.valid_until))
    return (
        one.student,
        one.scheme,
        one.issuer,
        issuer_kind(one.issuer),
        one.number,
        *days,
        one.overall,
        one.recommended,
    )


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None
