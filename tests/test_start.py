"""`python start.py`: set up from a folder of wheels, without any index, and only what the hashes allow."""

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NAME = "capaian_percobaan"


def wheel(folder: Path) -> Path:
    """A package of one module, as a wheel."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{NAME}-1.0-py3-none-any.whl"
    info = f"{NAME}-1.0.dist-info"
    contents = {
        f"{NAME}.py": "ada = True\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {NAME}\nVersion: 1.0\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = [f"{name},{_hash(text.encode())},{len(text)}" for name, text in contents.items()]
    with zipfile.ZipFile(path, "w") as target:
        for name, text in contents.items():
            target.writestr(name, text)
        target.writestr(f"{info}/RECORD", "\n".join([*record, f"{info}/RECORD,,", ""]))
    return path


def _hash(content: bytes) -> str:
    return "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A folder with start.py, requirements of one package, and no environment yet."""
    here = tmp_path / "capaian baru"
    here.mkdir()
    shutil.copy2(ROOT / "start.py", here)
    found = wheel(tmp_path / "shelf")
    digest = hashlib.sha256(found.read_bytes()).hexdigest()
    (here / "requirements.txt").write_text(f"{NAME}==1.0 --hash=sha256:{digest}\n")
    return here


def start(here: Path, *arguments: str, **environment: str) -> tuple[int, str]:
    """start.py in a process that reaches no index: what it finds is in the folder alone."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    alone = {**clean, "PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull, **environment}
    command = [sys.executable, "start.py", *arguments]
    done = subprocess.run(command, cwd=here, env=alone, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def test_a_folder_of_wheels_made_by_one_command_is_enough_without_any_index(program: Path) -> None:
    shelf = str(program.parent / "shelf")
    code, said = start(program, "--wheels", PIP_FIND_LINKS=shelf)
    assert (code, said.count("1 paket untuk")) == (0, 1), said
    code, said = start(program, "--install")
    assert code == 0, said
    (module,) = (program / ".venv").rglob(f"{NAME}.py")
    assert module.read_text() == "ada = True\n"
    assert start(program, "--install") == (0, "")


def test_a_package_that_is_not_the_pinned_one_is_not_installed(program: Path) -> None:
    path = wheel(program / "wheels")
    with zipfile.ZipFile(path, "a") as target:
        target.writestr("tambahan.py", "jahat = True")
    code, said = start(program, "--install")
    assert (code, "Pemasangan belum selesai" in said) == (1, True)
    assert list((program / ".venv").rglob("tambahan.py")) == []
