"""What was done to a cohort's certificates, and taking it back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
from sqlalchemy import Connection, select

from capaian.access import Action, Actor, may, require
from capaian.locale import N_
from capaian.problems import Refused, StoreError
from capaian.store.account_tables import accounts
from capaian.store.certificate_rows import Certificate, CertificateChange, certificates_where, changes_of_save
from capaian.store.certificate_tables import certificate_saves, certificates
from capaian.store.certificates import require_somewhere, write_and_note
from capaian.store.engine import Store
from capaian.store.known import checked_id, cohort_of, open_cohort_of
from capaian.store.locks import refuse_locked
from capaian.store.scope import entered

SAVE_COLUMNS: Final = ("id", "at", "username", "kind", "new", "changed", "removed", "undone")
"""Columns of the saves of a cohort's certificates, the latest first. at: UTC. kind: import, hand, removal, undo.

username: "" where nobody had signed in. undone: whether another save took it back.
"""


@dataclass(frozen=True, slots=True)
class CertificateUndo:
    """What taking a save back did: certificates put back, and those that others have changed since."""

    save_id: int
    reversed: int
    kept: int


def load_certificate_saves(store: Store, actor: Actor, cohort_id: int) -> pd.DataFrame:
    """The saves of a cohort's certificates: SAVE_COLUMNS. Raises Refused, StoreError."""
    require(actor, Action.KEEP_CERTIFICATES, cohort_id)
    with store.reading() as connection:
        school = entered(connection, actor)
        cohort = cohort_of(connection, school, cohort_id)
        named = (accounts.c.school == certificate_saves.c.school) & (accounts.c.id == certificate_saves.c.account_id)
        query = select(certificate_saves, accounts.c.username).outerjoin_from(certificate_saves, accounts, named)
        query = query.where(certificate_saves.c.school == school, certificate_saves.c.cohort == cohort)
        rows = connection.execute(query.order_by(certificate_saves.c.id.desc())).all()
    undone = {row.undo_of for row in rows}
    told = [
        (row.id, row.at, row.username or "", row.kind, row.new, row.changed, row.removed, row.id in undone)
        for row in rows
    ]
    table = pd.DataFrame.from_records(told, columns=list(SAVE_COLUMNS))
    return table.assign(at=pd.to_datetime(table["at"], utc=True))


def undo_certificates(store: Store, actor: Actor, save_id: int) -> CertificateUndo:
    """Put back what stood before a save wherever nothing has changed since; the undo is a save that can be undone.

    A teacher takes back one's own saves only. Raises Refused, and StoreError where there is no such save, it
    was taken back already, the cohort is locked, or nothing can be put back.
    """
    require_somewhere(actor)
    with store.writing() as connection:
        school = entered(connection, actor, to_write=True)
        row = _save(connection, school, actor, save_id)
        cohort = open_cohort_of(connection, school, row.cohort)
        refuse_locked(connection, school, cohort)
        wanted = changes_of_save(connection, school, row.id, cohort)
        standing = certificates_where(connection, school, certificates.c.cohort == cohort)
        now = {one.id: one for one in standing}
        slots = {(one.student, one.scheme): one.id for one in standing}
        back = [turned for change in wanted if (turned := _turned(change, now, slots)) is not None]
        if not back:
            raise StoreError(N_("Tidak ada yang dapat dibatalkan: sertifikatnya sudah diubah lagi setelah itu."))
        saved = write_and_note(connection, school, cohort, actor, back, "undo", undo_of=row.id)
    return CertificateUndo(saved, len(back), len(wanted) - len(back))


def _turned(
    change: CertificateChange, now: Mapping[int, Certificate], slots: Mapping[tuple[int, str], int]
) -> CertificateChange | None:
    """The change the other way round; None where the certificate is another one by now, or its place is taken."""
    one = change.after or change.before
    assert one is not None
    if now.get(one.id) != change.after:
        return None
    if change.before is not None and slots.get((change.before.student, change.before.scheme), one.id) != one.id:
        return None
    return CertificateChange(change.after, change.before)


def _save(connection: Connection, school: int, actor: Actor, save_id: Any) -> Any:
    no_such = N_("Perubahan sertifikat ini tidak ada. Pilih yang lain dari daftar.")
    wanted = checked_id(save_id, no_such)
    query = select(certificate_saves).where(certificate_saves.c.school == school, certificate_saves.c.id == wanted)
    row = connection.execute(query).one_or_none()
    everywhere = may(actor, Action.KEEP_CERTIFICATES)
    if row is None or not may(actor, Action.KEEP_CERTIFICATES, row.cohort):
        raise StoreError(no_such) if everywhere else Refused(no_such)
    if not everywhere and (actor.account_id is None or row.account_id != actor.account_id):
        raise Refused(N_("Perubahan ini bukan milik Anda. Mintalah admin sekolah membatalkannya."))
    taken = select(certificate_saves.c.id).where(
        certificate_saves.c.school == school, certificate_saves.c.undo_of == wanted
    )
    if connection.execute(taken).scalar_one_or_none() is not None:
        raise StoreError(N_("Perubahan ini sudah dibatalkan."))
    return row
