"""What a database refused, as a sentence that says what to do."""

import errno
import re
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from capaian.locale import N_

_BUSY: Final = N_("Basis data sedang dipakai oleh proses lain. Tidak ada yang berubah. Coba lagi sebentar lagi.")
_READ_ONLY: Final = N_(
    "Basis data tidak boleh ditulisi. Tidak ada yang berubah. Periksa izin berkas dan foldernya, lalu coba lagi."
)
_FULL: Final = N_("Tempat penyimpanan penuh. Tidak ada yang berubah. Kosongkan sebagian ruangnya, lalu coba lagi.")
_DISK: Final = N_(
    "Tempat penyimpanan tidak dapat dibaca atau ditulisi. Tidak ada yang berubah. Periksa apakah ruangnya masih ada "
    "dan cakramnya masih terpasang, lalu coba lagi."
)
DAMAGED: Final = N_("Berkas basis data rusak atau bukan basis data Capaian. Jangan ditimpa; pulihkan dari cadangan.")
_NOT_OPENED: Final = N_("Berkas basis data tidak dapat dibuka. Periksa apakah foldernya ada dan boleh ditulisi.")
_AWAY: Final = N_(
    "Peladen basis data tidak dapat dihubungi. Tidak ada yang berubah. Periksa apakah peladen itu menyala dan "
    "alamatnya benar, lalu coba lagi."
)
_NO_ENTRY: Final = N_("Peladen basis data menolak nama pengguna atau kata sandi. Periksa alamat basis data.")
_SLOW: Final = N_(
    "Peladen basis data terlalu lama mengerjakan ini dan menghentikannya. Tidak ada yang berubah. Coba lagi saat "
    "peladen tidak sibuk."
)
_LACKS: Final = N_(
    "Tabel basis data tidak seperti yang diperlukan program ini. Tidak ada yang berubah. Jalankan "
    "python -m capaian doctor untuk melihat apa yang kurang."
)

_SQLITE: Final[Mapping[int, str]] = {
    5: _BUSY, 6: _BUSY, 8: _READ_ONLY, 10: _DISK, 11: DAMAGED, 13: _FULL, 14: _NOT_OPENED, 26: DAMAGED,
}  # fmt: skip
"""By SQLite's primary result code."""

_POSTGRES: Final[Mapping[str, str]] = {
    "40001": _BUSY, "40P01": _BUSY, "55P03": _BUSY, "53300": _BUSY, "25006": _READ_ONLY, "53100": _FULL,
    "58030": _DISK, "XX001": DAMAGED, "XX002": DAMAGED, "28000": _NO_ENTRY, "28P01": _NO_ENTRY, "3D000": _AWAY,
    "42P01": _LACKS, "42703": _LACKS,
    "57014": _SLOW, "25P03": _SLOW, "57P01": _AWAY, "57P02": _AWAY, "57P03": _AWAY,
}  # fmt: skip
"""By PostgreSQL's SQLSTATE."""

_LACKING: Final = ("no such table:", "no such column:")
"""How SQLite says that a table is not as it was made: the name of one is in a page too, and can be damaged there."""

_AT_THE_DOOR: Final[Sequence[tuple[re.Pattern[str], str]]] = (
    (
        re.compile(r"authentication failed|no password supplied|role .+ does not exist|not permitted to log in"),
        _NO_ENTRY,
    ),
    (re.compile(r"no pg_hba\.conf entry"), _NO_ENTRY),
    (re.compile(r"too many (connections|clients)|remaining connection slots"), _BUSY),
)
"""What PostgreSQL says before it lets one in, where the driver gives no SQLSTATE; in English unless told otherwise."""

_DISK_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NOT_WRITABLE: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def explained_file(error: OSError) -> str:
    """The catalogue message for what the operating system refused of a file that is not the database's."""
    if error.errno in _DISK_FULL:
        return _FULL
    if error.errno in _NOT_WRITABLE:
        return N_("Folder itu tidak boleh ditulisi. Tidak ada yang berubah. Periksa izinnya, lalu coba lagi.")
    return _DISK


def explained(error: Exception) -> str | None:
    """The catalogue message for a database's refusal; None for what is a bug of ours."""
    if isinstance(error, PoolTimeout):
        return _BUSY
    cause = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None:
        lacks = code == sqlite3.SQLITE_ERROR and str(cause).startswith(_LACKING)
        return DAMAGED if lacks else _SQLITE.get(code & 0xFF)
    if isinstance(cause, sqlite3.OperationalError | UnicodeDecodeError):
        return DAMAGED  # text that is none
    state = getattr(cause, "sqlstate", None)
    if state is not None:
        return _POSTGRES.get(state, _AWAY if state.startswith("08") else None)
    for said, sentence in _AT_THE_DOOR:
        if said.search(str(cause)):
            return sentence
    lost = isinstance(error, DBAPIError) and error.connection_invalidated
    return _AWAY if lost or type(cause).__name__ == "OperationalError" else None
