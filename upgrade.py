"""Put a newer Capaian in the place of this one, or go back to the one before.

python upgrade.py FOLDER   the program in FOLDER takes this one's place; this one goes into `previous`
python upgrade.py --back   the program in `previous` comes back

The data stay where they are; a backup is made first. Uses the standard library alone, like start.py, and is
run by the computer's own Python, because .venv itself may be put aside. Stop the server before.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
PREVIOUS = ROOT / "previous"
NOTE = PREVIOUS / "upgrade.json"
PYTHON = Path(".venv", "Scripts", "python.exe") if os.name == "nt" else Path(".venv", "bin", "python")
MIGRATIONS = Path("capaian", "store", "migrations", "versions")
REQUIREMENTS = "requirements.txt"
OURS = {"data", "backups", "wheels", "previous", ".venv", ".git", "__pycache__"}
"""What is not the program: the school's data, packages and what belongs to this computer."""


def main(arguments: list[str]) -> int:
    """Do what is asked; 0 where it was done, 1 where nothing changed, 2 where the call cannot be used."""
    if len(arguments) != 1 or (arguments[0].startswith("-") and arguments[0] != "--back"):
        print("python upgrade.py FOLDER   memasang Capaian yang lebih baru dari FOLDER")
        print("python upgrade.py --back   kembali ke Capaian sebelumnya")
        return 2
    if is_running():
        print("Capaian masih menyala. Matikan dahulu, lalu ulangi.")
        return 1
    return go_back() if arguments == ["--back"] else upgrade(Path(arguments[0]).resolve())


def upgrade(folder: Path) -> int:
    """Back up, put this program aside, bring the other one in, set it up; all of it put back where one step fails."""
    if folder == ROOT or not all((folder / name).exists() for name in ("app.py", "start.py", REQUIREMENTS)):
        print(f"Di {folder} tidak ada Capaian yang lain. Tulis folder hasil ekstrak versi baru.")
        return 1
    backup = back_up()
    if backup is None:
        return 1
    shutil.rmtree(PREVIOUS, ignore_errors=True)
    PREVIOUS.mkdir()
    names = sorted({path.name for path in folder.iterdir()} - OURS)
    same_packages = (folder / REQUIREMENTS).read_bytes() == (ROOT / REQUIREMENTS).read_bytes()
    NOTE.write_text(json.dumps({"backup": backup, "names": names}))
    for name in names if same_packages else [*names, ".venv"]:
        if (ROOT / name).exists():
            (ROOT / name).rename(PREVIOUS / name)
    for name in [*names, "wheels"]:
        if (folder / name).exists():
            copy(folder / name, ROOT / name)
    if not run([sys.executable, "start.py", "--install"]) or not run([str(ROOT / PYTHON), "-m", "capaian", "migrate"]):
        print("Versi baru belum dapat dipasang; versi sebelumnya dikembalikan.")
        return max(1, go_back())
    print(f"Capaian diperbarui; cadangan: {backup or 'belum ada data'}. Mulai lagi seperti biasa.")
    print("Bila ada yang tidak beres: python upgrade.py --back")
    return 0


def go_back() -> int:
    """Bring the program in `previous` back, and the data of the backup where the newer program changed the tables."""
    if not NOTE.is_file():
        print("Tidak ada versi sebelumnya di folder previous.")
        return 1
    note = json.loads(NOTE.read_text())
    changed_tables = migrations(ROOT) != migrations(PREVIOUS)
    database = database_url() if changed_tables and note["backup"] else ""
    back = [path for path in PREVIOUS.iterdir() if path != NOTE]
    for name in {*note["names"], *(path.name for path in back)}:
        remove(ROOT / name)
    for path in back:
        path.rename(ROOT / path.name)
    NOTE.unlink()
    PREVIOUS.rmdir()
    if database.startswith("sqlite:///"):
        put_aside(Path(database.removeprefix("sqlite:///")))
        if not run([str(ROOT / PYTHON), "-m", "capaian", "restore", note["backup"]]):
            return 1
    elif database:
        print("Tabelnya sudah berubah. Buat basis data kosong dan tulis di CAPAIAN_DATABASE_URL, lalu jalankan:")
        print(f"python -m capaian restore {note['backup']}")
    print("Capaian sebelumnya sudah kembali. Mulai lagi seperti biasa.")
    return 0


def is_running() -> bool:
    """Whether something answers where Capaian listens."""
    address = os.environ.get("CAPAIAN_ADDRESS") or "127.0.0.1"
    asked = "127.0.0.1" if address in ("0.0.0.0", "::") else address
    with socket.socket(socket.AF_INET6 if ":" in asked else socket.AF_INET) as probe:
        probe.settimeout(2)
        return probe.connect_ex((asked, int(os.environ.get("CAPAIAN_PORT") or "8501"))) == 0


def back_up() -> str | None:
    """The file of a new backup; empty where there are no data yet; None, and said why, where it did not come about."""
    url = database_url()
    if not url or (url.startswith("sqlite:///") and not Path(url.removeprefix("sqlite:///")).exists()):
        return ""
    folder = Path(told("str(load_settings().backups_folder)"))
    before = set(folder.glob("capaian-*"))
    if not run([str(ROOT / PYTHON), "-m", "capaian", "backup"]):
        print("Tanpa cadangan tidak ada yang diubah.")
        return None
    return str(max(set(folder.glob("capaian-*")) - before, key=lambda path: path.stat().st_mtime))


def database_url() -> str:
    """Where this program keeps its data; empty where it has not been set up."""
    return told("load_settings().school_database_url") if (ROOT / PYTHON).is_file() else ""


def told(expression: str) -> str:
    """What this program's settings say."""
    code = f"from capaian.settings import load_settings; print({expression})"
    call = subprocess.run([str(ROOT / PYTHON), "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return call.stdout.strip()


def put_aside(database: Path) -> None:
    """Rename the newer program's database and the example school: neither opens in the older program."""
    when = time.strftime("%Y%m%d-%H%M%S")
    for name in (database.name, "demo.db"):
        for ending in ("", "-wal", "-shm"):
            file = database.with_name(name + ending)
            if file.exists():
                file.rename(database.with_name(f"{name}.newer-{when}{ending}"))
    print(f"Data sejak pembaruan disisihkan: {database.name}.newer-{when}")


def migrations(program: Path) -> set[str]:
    """The steps by which a program makes its tables."""
    return {path.name for path in (program / MIGRATIONS).glob("*.py")}


def remove(path: Path) -> None:
    """Delete a file or a folder, where there is one."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def copy(source: Path, target: Path) -> None:
    """A file or a folder, over what is there."""
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy2(source, target)


def run(command: list[str]) -> bool:
    """Whether a command did what it should."""
    return subprocess.call(command, cwd=ROOT) == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
