"""One backup as a file: a tar.gz with a manifest and an SQLite database, sealed where there is a passphrase.

The same file whatever database it came from, so it is opened, checked and restored in one way. Anybody can
open one that is not sealed with the tools of any computer.
"""

import contextlib
import errno
import gzip
import hashlib
import io
import json
import os
import shutil
import sqlite3
import tarfile
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Final
from urllib.parse import quote

from capaian.locale import N_
from capaian.problems import StoreError
from capaian.store.sealing import MAGIC, Sealing, Unsealing, is_sealed

FORMAT: Final = 1
_MANIFEST: Final = "manifest.json"
_DATABASE: Final = "capaian.db"
_LONGEST_MANIFEST: Final = 1 << 20
_PIECE: Final = 1 << 20
NOT_OURS: Final = N_("Berkas ini bukan cadangan Capaian. Pilih berkas yang namanya berakhir .tar.gz atau .sealed.")
NOT_WHOLE: Final = N_("Cadangan ini rusak: isinya tidak sama dengan daftar isinya. Pakai cadangan lain.")
NEEDS_PASSPHRASE: Final = N_(
    "Cadangan ini terkunci. Tulis frasa sandinya (CAPAIAN_BACKUP_PASSPHRASE saat cadangan dibuat)."
)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. made_at: ISO, UTC. revision: of the tables. sha256, size: of the database.

    rows: by table.
    """

    made_at: str
    reason: str
    revision: str
    sha256: str
    size: int
    rows: dict[str, int]
    format: int = FORMAT


def manifest_of(database: Path, *, made_at: str, reason: str) -> Manifest:
    """What stands in an SQLite file. Raises StoreError where it is not whole."""
    with opened_database(database) as connection:
        check_whole(connection)
        (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        rows = count_rows(connection)
    return Manifest(made_at, reason, revision, _sha256(database), database.stat().st_size, rows)


def write_backup(target: IO[bytes], database: Path, manifest: Manifest, *, passphrase: str) -> None:
    """Write the backup; sealed where the passphrase is not empty. Raises OSError."""
    told = json.dumps(asdict(manifest), sort_keys=True).encode()
    sealing = Sealing(target, passphrase) if passphrase else None
    with (
        sealing or contextlib.nullcontext(target) as stream,
        gzip.GzipFile(mode="wb", compresslevel=6, fileobj=stream, mtime=0) as packed,
        tarfile.open(mode="w|", fileobj=packed) as archive,
        database.open("rb") as content,
    ):
        head = tarfile.TarInfo(_MANIFEST)
        head.size = len(told)
        archive.addfile(head, io.BytesIO(told))
        body = tarfile.TarInfo(_DATABASE)
        body.size = manifest.size
        archive.addfile(body, content)


def unpack_backup(source: IO[bytes], database: Path, *, passphrase: str) -> Manifest:
    """Write the database of a backup to a new file, checked against the manifest: bytes, pages, links, rows.

    Raises StoreError for what is no backup, is locked, damaged or was changed, and OSError of the disk.
    """
    start = source.read(len(MAGIC))
    source.seek(0)
    if is_sealed(start) and not passphrase:
        raise StoreError(NEEDS_PASSPHRASE)
    stream: IO[bytes] = io.BufferedReader(Unsealing(source, passphrase), _PIECE) if is_sealed(start) else source
    try:
        with tarfile.open(mode="r|gz", fileobj=stream) as archive:
            manifest = _read_manifest(archive)
            _write_database(archive, database, manifest)
    except (tarfile.TarError, zlib.error, EOFError) as error:
        raise StoreError(NOT_WHOLE if is_sealed(start) or start[:2] == b"\x1f\x8b" else NOT_OURS) from error
    with opened_database(database) as connection:
        check_whole(connection)
        if count_rows(connection) != manifest.rows:
            raise StoreError(NOT_WHOLE)
    return manifest


@contextlib.contextmanager
def opened_database(file: Path) -> Iterator[sqlite3.Connection]:
    """An SQLite file that nobody writes to, trusted in nothing. Raises StoreError where it is none."""
    try:
        connection = sqlite3.connect(f"file:{quote(str(file))}?mode=ro&immutable=1", uri=True)
    except sqlite3.Error as error:
        raise StoreError(NOT_WHOLE) from error
    try:
        for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0"):
            connection.execute(f"PRAGMA {pragma}").close()
        yield connection
    except sqlite3.Error as error:
        raise StoreError(NOT_WHOLE) from error
    finally:
        connection.close()


def check_whole(connection: sqlite3.Connection) -> None:
    """Raise StoreError where a page is damaged or a row refers to nothing."""
    if connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
        raise StoreError(NOT_WHOLE)
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise StoreError(NOT_WHOLE)


def count_rows(connection: sqlite3.Connection) -> dict[str, int]:
    """Rows of every table, by its name."""
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    return {name: connection.execute(f"SELECT count(*) FROM {_quoted(name)}").fetchone()[0] for (name,) in tables}  # noqa: S608


def _read_manifest(archive: tarfile.TarFile) -> Manifest:
    member = archive.next()
    file = archive.extractfile(member) if member and member.isreg() and member.name == _MANIFEST else None
    if file is None or member is None or member.size > _LONGEST_MANIFEST:
        raise StoreError(NOT_OURS)
    try:
        manifest = Manifest(**json.loads(file.read()))
        if manifest.format != FORMAT or not isinstance(manifest.rows, dict):
            raise StoreError(NOT_OURS)
    except (ValueError, TypeError) as error:
        raise StoreError(NOT_OURS) from error
    return manifest


def _write_database(archive: tarfile.TarFile, database: Path, manifest: Manifest) -> None:
    member = archive.next()
    content = archive.extractfile(member) if member and member.isreg() and member.name == _DATABASE else None
    if content is None or member is None or member.size != manifest.size:
        raise StoreError(NOT_WHOLE)
    if shutil.disk_usage(database.parent).free < manifest.size:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    digest = hashlib.sha256()
    with database.open("xb") as written:
        while piece := content.read(_PIECE):
            digest.update(piece)
            written.write(piece)
    if archive.next() is not None or digest.hexdigest() != manifest.sha256:
        raise StoreError(NOT_WHOLE)


def _sha256(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
