"""The files of a call: read as bytes, named as the reader should see them, written at the end."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from capaian.locale import N_
from capaian.problems import CapaianError


class UnusableCall(CapaianError):
    """What was asked for cannot be done, and nothing was."""

    code = "call"


def read_files(paths: Sequence[Path], *, max_bytes: int) -> list[tuple[str, bytes]]:
    """Name and bytes of every file, of a file that is too big only what shows it.

    Raises UnusableCall naming every file that is not there.
    """
    missing = [str(path) for path in paths if not path.is_file()]
    if missing:
        raise UnusableCall(N_("Berkas tidak ditemukan: {files}. Periksa nama dan foldernya."), files=", ".join(missing))
    times = Counter(path.name for path in paths)
    return [(path.name if times[path.name] == 1 else str(path), _read(path, max_bytes)) for path in paths]


def write_file(path: Path, content: bytes) -> None:
    """Write a new file, or write over one. Raises UnusableCall where the folder cannot take it."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise UnusableCall(
            N_("{file} tidak dapat ditulis. Tutup berkas itu bila sedang dibuka, dan periksa foldernya."), file=path
        ) from error


def _read(path: Path, max_bytes: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(max_bytes + 1)
    except OSError as error:
        raise UnusableCall(
            N_("{file} tidak dapat dibuka. Tutup di program lain, lalu coba lagi."), file=path
        ) from error
