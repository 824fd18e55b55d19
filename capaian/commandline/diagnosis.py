"""What `doctor` looks at, in the order of what rests on what."""

import datetime
import os
import pyexpat
import socket
import sqlite3
import stat
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final

from capaian.commandline.findings import Finding, care, well, wrong
from capaian.commandline.stored import database
from capaian.locale import N_
from capaian.problems import CapaianError
from capaian.settings import Settings, load_settings

LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
_SECRETS: Final = ("cookie-secret", "originals.key", "capaian.db")
"""Files of the data folder that nobody else may read."""


def examine() -> list[Finding]:
    """Everything, as it is now."""
    try:
        settings = load_settings()
    except CapaianError as error:
        return [*versions(), wrong("settings", error)]
    return [
        well("settings", N_("Pengaturan dapat dibaca.")),
        *versions(),
        *folder(settings.data_folder),
        *secrets(settings.data_folder),
        *database(settings, now=datetime.datetime.now(datetime.UTC)),
        *door(settings),
    ]


def versions(
    *,
    python: tuple[int, ...] = sys.version_info[:3],
    sqlite: tuple[int, int, int] = sqlite3.sqlite_version_info,
    expat: tuple[int, ...] = pyexpat.version_info,
) -> Iterator[Finding]:
    """Python and the two libraries it brings along, with their known faults and what is done about them."""
    from capaian.reading.limits import xml_is_safe
    from capaian.store.engine import wal_is_safe

    told = {"python": _dotted(python), "sqlite": _dotted(sqlite), "expat": _dotted(expat)}
    yield well("python", N_("Python {python}."), **told)
    if wal_is_safe(sqlite):
        yield well("sqlite", N_("SQLite {sqlite}, tanpa cacat yang diketahui."), **told)
    else:
        yield care(
            "sqlite",
            N_(
                "SQLite {sqlite} punya cacat pada mode WAL. Capaian memakai mode TRUNCATE yang aman dan sedikit lebih "
                "lambat; Python yang lebih baru membawa SQLite 3.51.3 atau sesudahnya."
            ),
            **told,
        )
    if xml_is_safe(expat):
        yield well("expat", N_("Pembaca XML expat {expat}, tanpa cacat yang diketahui."), **told)
    else:
        yield care(
            "expat",
            N_(
                "Pembaca XML expat {expat} dapat menjadi sangat lambat pada berkas yang dibuat jahat. Capaian "
                "membacanya dengan cara yang tidak terkena dan dengan batas waktu; Python yang lebih baru membawa 2.6."
            ),
            **told,
        )


def folder(data: Path, *, mounts: str | None = None) -> Iterator[Finding]:
    """The data folder: there, writable, on this computer's own disk, with room."""
    from capaian.store.health import is_remote, room_trouble

    try:
        data.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=data) as tried:
            tried.write(b"Capaian")
            tried.flush()
            os.fsync(tried.fileno())
    except OSError:
        yield wrong("folder", N_("Folder data {folder} tidak dapat ditulisi. Periksa izinnya."), folder=data)
        return
    yield well("folder", N_("Folder data {folder} dapat ditulisi."), folder=data)
    if is_remote(data, mounts):
        yield wrong(
            "disk",
            N_("Folder data {folder} ada di cakram komputer lain. Pindahkan ke cakram komputer ini."),
            folder=data,
        )
    trouble = room_trouble(data)
    yield care("room", trouble) if trouble else well("room", N_("Ruang penyimpanan cukup."))


def secrets(data: Path) -> Iterator[Finding]:
    """Files that only their owner may read, where the system keeps such rights."""
    if os.name != "posix":
        return
    open_ones = [data / name for name in _SECRETS if (data / name).is_file() and _is_open(data / name)]
    for path in open_ones:
        yield wrong("secrets", N_("{file} dapat dibaca orang lain. Jalankan: chmod 600 {file}"), file=path)
    if not open_ones:
        yield well("secrets", N_("Berkas rahasia hanya dapat dibaca pemiliknya."))


def door(settings: Settings) -> Iterator[Finding]:
    """The port, and who can come to it."""
    told = {"address": settings.address, "port": settings.port}
    if not _is_taken(settings.port):
        yield well("port", N_("Porta {port} bebas."), **told)
    elif _is_ours(settings.port):
        yield well("port", N_("Capaian sedang berjalan di porta {port}."), **told)
    else:
        yield wrong("port", N_("Porta {port} dipakai program lain. Tulis CAPAIAN_PORT yang lain."), **told)
    alone = settings.address in LOOPBACK and not settings.public_url
    if alone:
        yield well("door", N_("Hanya komputer ini yang dapat membuka Capaian."))
    elif settings.public_url.startswith("https://"):
        yield well("door", N_("Capaian dibuka lewat {url}."), url=settings.public_url)
    elif settings.allow_http_on_lan:
        yield care("door", N_("Komputer lain dapat membuka Capaian tanpa enkripsi (http)."))
    else:
        yield wrong(
            "door",
            N_(
                "Alamat {address} terbuka bagi komputer lain tanpa https. Tulis CAPAIAN_PUBLIC_URL=https://..., atau "
                "CAPAIAN_ALLOW_HTTP_ON_LAN=yes bila jaringan sekolah tertutup."
            ),
            **told,
        )


def _is_open(path: Path) -> bool:
    return bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(2)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _is_ours(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/aset/icon.png", timeout=5) as answer:
            return answer.headers.get_content_type() == "image/png"
    except (urllib.error.URLError, OSError, ValueError):
        return False


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))
