"""The teachers' own files, kept only where the operator wants it, and sealed with a key beside the data."""

import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy import Connection, insert, select

from capaian.access import Action, Actor, may, require, rows_seen
from capaian.locale import N_
from capaian.problems import Refused, StoreError
from capaian.store.engine import Store
from capaian.store.import_tables import originals
from capaian.store.known import checked_id
from capaian.store.schema import import_files, imports
from capaian.store.scope import entered

NO_ORIGINAL: Final = N_("Berkas asli unggahan ini tidak disimpan.")
_FILE: Final = "originals.key"


@dataclass(frozen=True, slots=True)
class Originals:
    """Files (name, bytes) to be kept, and the key to keep them under."""

    files: Sequence[tuple[str, bytes]]
    key: bytes = field(repr=False)


def originals_key(data_folder: Path) -> bytes:
    """The key in the data folder, made where there is none; a backup without this file holds no original.

    Raises StoreError where the folder cannot be written.
    """
    path = data_folder / _FILE
    try:
        if not path.exists():
            made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(made, "wb") as file:
                file.write(Fernet.generate_key())
        return path.read_bytes()
    except FileExistsError:
        return path.read_bytes()
    except OSError as error:
        raise StoreError(
            N_("Kunci berkas asli tidak dapat dibaca di folder data. Periksa apakah folder itu boleh ditulisi.")
        ) from error


def load_original(store: Store, actor: Actor, import_id: int, number: int, *, key: bytes) -> tuple[str, bytes]:
    """Name and bytes of a file of an import; number: its place among the files, from 0.

    Whose classes or aspects are limited gets the files of own imports. Raises Refused, and StoreError
    where it was not kept or the key is another one.
    """
    if not isinstance(actor, Actor):
        require(actor, Action.VIEW_IMPORTS)
    with store.reading() as connection:
        school = entered(connection, actor)
        wanted = checked_id(import_id, NO_ORIGINAL)
        query = select(imports.c.cohort, imports.c.account_id).where(imports.c.school == school, imports.c.id == wanted)
        found = connection.execute(query).one_or_none()
        if found is None or not may(actor, Action.VIEW_IMPORTS, found.cohort):
            raise StoreError(NO_ORIGINAL) if may(actor, Action.VIEW_IMPORTS) else Refused(NO_ORIGINAL)
        own = actor.account_id is not None and found.account_id == actor.account_id
        if rows_seen(actor) != (None, None) and not own:
            raise Refused(NO_ORIGINAL)
        file = (import_files.c.school == originals.c.school) & (import_files.c.import_id == originals.c.import_id)
        query = select(import_files.c.name, originals.c.content).join_from(
            originals, import_files, file & (import_files.c.number == originals.c.number)
        )
        kept = connection.execute(
            query.where(
                originals.c.school == school, originals.c.import_id == wanted,
                originals.c.number == (number if isinstance(number, int) and 0 <= number < 2**31 else -1),
            )
        ).one_or_none()  # fmt: skip
    if kept is None:
        raise StoreError(NO_ORIGINAL)
    return kept.name, opened(kept.content, key)


def write_originals(connection: Connection, school: int, import_id: int, shas: Sequence[str], kept: Originals) -> None:
    """Keep the files of an import, in its transaction. shas: of the import's files in order."""
    by_sha = {sha256_of(content): content for _, content in kept.files}
    for number, sha in enumerate(shas):
        if (content := by_sha.get(sha)) is not None:
            values = {"school": school, "import_id": import_id, "number": number}
            connection.execute(insert(originals).values(**values, content=sealed(content, kept.key)))


def kept_of(connection: Connection, school: int, import_ids: Iterable[int]) -> dict[int, int]:
    """How many files of each import are kept."""
    query = select(originals.c.import_id).where(originals.c.school == school)
    counted = dict.fromkeys(import_ids, 0)
    for import_id in connection.execute(query).scalars():
        if import_id in counted:
            counted[import_id] += 1
    return counted


def sha256_of(content: bytes) -> str:
    """What a file is known by."""
    return hashlib.sha256(content).hexdigest()


def sealed(content: bytes, key: bytes) -> bytes:
    """The content, encrypted and signed."""
    return Fernet(key).encrypt(content)


def opened(content: bytes, key: bytes) -> bytes:
    """The content again. Raises StoreError where the key is not the one it was sealed with."""
    try:
        return Fernet(key).decrypt(bytes(content))
    except (InvalidToken, ValueError) as error:
        raise StoreError(
            N_("Berkas asli tidak dapat dibuka: kuncinya berbeda. Pulihkan berkas originals.key dari cadangan.")
        ) from error
