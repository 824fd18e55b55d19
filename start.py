"""Start Capaian on a machine that has nothing but Python 3.11 or newer.

python start.py            set up what is missing, then start the server
python start.py --install  only set up
python start.py --wheels   put everything the installation needs into the folder wheels: with it, another
                           computer of the same kind is set up without the internet

Uses the standard library alone, because nothing else is there yet. Arguments it does not know are
handed to the server, for example `--server.port 8502`.
"""

import hashlib
import os
import platform
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
REQUIREMENTS = ROOT / "requirements.txt"
WHEELS = ROOT / "wheels"
OLDEST = (3, 11)
_SETTING = {"address": "CAPAIAN_ADDRESS", "port": "CAPAIAN_PORT"}
"""Streamlit opens its door before app.py can read the settings, so these two are handed over here."""


def main(arguments: list[str]) -> int:
    """Set up, then hand over to the server; the exit code is the server's."""
    if sys.version_info < OLDEST:
        print(f"Capaian memerlukan Python 3.11 atau lebih baru; ini Python {sys.version.split()[0]}.")
        print("Capaian needs Python 3.11 or newer. Install it from python.org, then start again.")
        return 2
    if arguments == ["--wheels"]:
        return 0 if gather_wheels() else 1
    if not install():
        return 1
    if arguments == ["--install"]:
        return 0
    listening = [
        f"--server.{name}={value}" for name in ("address", "port") if (value := os.environ.get(_SETTING[name]))
    ]
    command = [str(PYTHON), "-m", "streamlit", "run", str(ROOT / "app.py"), *listening, *arguments]
    try:
        return subprocess.call(command, cwd=ROOT)
    except KeyboardInterrupt:
        return 0


def install() -> bool:
    """Make the virtual environment and install the pinned requirements, once for each lock file."""
    stamp = VENV / "installed.txt"
    wanted = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text() == wanted:
        return True
    print("Menyiapkan Capaian untuk pertama kali; ini perlu beberapa menit...")
    offline = ["--no-index", "--find-links", str(WHEELS)] if WHEELS.is_dir() else []
    if not _environment() or _pip("install", *offline) != 0:
        print("Pemasangan belum selesai. Periksa sambungan internet atau isi folder wheels, lalu mulai lagi.")
        return False
    stamp.write_text(wanted)
    return True


def gather_wheels() -> bool:
    """Download every pinned requirement into the folder wheels, for a computer without the internet.

    The packages are those of this operating system and this Python; the other computer has to have the same.
    """
    print("Mengumpulkan paket ke folder wheels...")
    if not _environment() or _pip("download", "--only-binary", ":all:", "--dest", str(WHEELS)) != 0:
        print("Paket belum terkumpul semua. Periksa sambungan internet, lalu ulangi.")
        return False
    kind = f"{platform.system()} {platform.machine()}, Python {sys.version_info.major}.{sys.version_info.minor}"
    print(f"{len(list(WHEELS.glob('*.whl')))} paket untuk {kind}. Salin seluruh folder ini, kecuali .venv dan data.")
    return True


def _environment() -> bool:
    try:
        if not PYTHON.is_file():
            venv.create(VENV, with_pip=True, symlinks=os.name != "nt")
    except subprocess.CalledProcessError:
        print("Lingkungan Python tidak dapat dibuat. Di Debian/Ubuntu: pasang paket python3-venv, lalu mulai lagi.")
        return False
    return True


def _pip(work: str, *options: str) -> int:
    command = [str(PYTHON), "-m", "pip", work, "--quiet", "--disable-pip-version-check", "--require-hashes"]
    return subprocess.call([*command, *options, "-r", str(REQUIREMENTS)])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
