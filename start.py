"""Start Capaian on a machine that has nothing but Python 3.11 or newer.

python start.py            set up what is missing, then start the server
python start.py --install  only set up

Uses the standard library alone, because nothing else is there yet. Arguments it does not know are
handed to the server, for example `--server.port 8502`.
"""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST = (3, 11)
_SETTING = {"address": "CAPAIAN_ADDRESS", "port": "CAPAIAN_PORT"}
"""Streamlit opens its door before app.py can read the settings, so these two are handed over here."""


def main(arguments: list[str]) -> int:
    """Set up, then hand over to the server; the exit code is the server's."""
    if sys.version_info < OLDEST:
        print(f"Capaian memerlukan Python 3.11 atau lebih baru; ini Python {sys.version.split()[0]}.")
        print("Capaian needs Python 3.11 or newer. Install it from python.org, then start again.")
        return 2
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
    requirements = ROOT / "requirements.txt"
    wheels = ROOT / "wheels"
    stamp = VENV / "installed.txt"
    wanted = hashlib.sha256(requirements.read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text() == wanted:
        return True
    print("Menyiapkan Capaian untuk pertama kali; ini perlu beberapa menit...")
    try:
        if not PYTHON.is_file():
            venv.create(VENV, with_pip=True, symlinks=os.name != "nt")
    except subprocess.CalledProcessError:
        print("Lingkungan Python tidak dapat dibuat. Di Debian/Ubuntu: pasang paket python3-venv, lalu mulai lagi.")
        return False
    offline = ["--no-index", "--find-links", str(wheels)] if wheels.is_dir() else []
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    if subprocess.call([*command, *offline, "-r", str(requirements)]) != 0:
        print("Pemasangan belum selesai. Periksa sambungan internet atau isi folder wheels, lalu mulai lagi.")
        return False
    stamp.write_text(wanted)
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
