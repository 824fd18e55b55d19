"""Where marks came from: who brought them, in which file, and when."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from capaian.store.account_tables import accounts
from capaian.store.bulk import KEYS, chunks
from capaian.store.instants import instant
from capaian.store.schema import import_files, import_sheets, imports

_NAMED = (accounts.c.school == imports.c.school) & (accounts.c.id == imports.c.account_id)


@dataclass(frozen=True, slots=True)
class Origin:
    """One import. by: the account's name, "" where nobody had signed in. at: UTC.

    files: name and SHA-256, in order. sheets: the name of the file by the number of the sheet.
    """

    by: str
    at: datetime.datetime
    files: tuple[tuple[str, str], ...]
    sheets: dict[int, str]

    def file_of(self, sheet: int | None) -> str:
        """The file that a sheet is of; all of them where the mark names no sheet."""
        return self.sheets.get(-1 if sheet is None else sheet) or ", ".join(name for name, _ in self.files)


def origins_of(connection: Connection, school: int, import_ids: Iterable[int]) -> dict[int, Origin]:
    """The imports with these ids."""
    found: dict[int, Origin] = {}
    for some in chunks(sorted(set(import_ids)), KEYS):
        files, sheets = _files(connection, school, some), _sheets(connection, school, some)
        query = select(imports.c.id, imports.c.at, accounts.c.display_name).outerjoin_from(imports, accounts, _NAMED)
        for row in connection.execute(query.where(imports.c.school == school, imports.c.id.in_(some))):
            name = row.display_name or ""
            found[row.id] = Origin(name, instant(row.at), tuple(files[row.id]), sheets[row.id])
    return found


def _files(connection: Connection, school: int, some: list[int]) -> dict[int, list[tuple[str, str]]]:
    files: dict[int, list[tuple[str, str]]] = defaultdict(list)
    query = select(import_files).where(import_files.c.school == school, import_files.c.import_id.in_(some))
    for row in connection.execute(query.order_by(*import_files.primary_key)):
        files[row.import_id].append((row.name, row.sha256))
    return files


def _sheets(connection: Connection, school: int, some: list[int]) -> dict[int, dict[int, str]]:
    of_file = (
        (import_files.c.school == import_sheets.c.school)
        & (import_files.c.import_id == import_sheets.c.import_id)
        & (import_files.c.number == import_sheets.c.file)
    )
    query = select(import_sheets.c.import_id, import_sheets.c.number, import_files.c.name)
    query = query.join_from(import_sheets, import_files, of_file)
    sheets: dict[int, dict[int, str]] = defaultdict(dict)
    for row in connection.execute(query.where(import_sheets.c.school == school, import_sheets.c.import_id.in_(some))):
        sheets[row.import_id][row.number] = row.name
    return sheets
