"""The child process: started, fed, waited for and, where it takes too long, ended."""

import importlib.util
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

from capaian.reading.limits import Limits

_CHILD = Path(__file__).parent / "child"
_OUT_OF_MEMORY = (b"memory allocation", b"MemoryError", b"capacity overflow")


class ChildEnded(Exception):
    """The child gave no answer; `code` is `slow`, `memory` or `crashed`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def run_child(content: bytes, limits: Limits) -> bytes:
    """The child's answer to a workbook's bytes; raises ChildEnded where there is none.

    A new interpreter each time, never a fork: the server has threads. Its environment is empty.
    """
    command = [sys.executable, "-I", "-S", str(_CHILD), _site_folder()]
    command += [str(limits.memory_mb), str(limits.seconds), str(limits.max_cells)]
    with subprocess.Popen(  # noqa: S603 - our own interpreter and our own folder
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=_environment()
    ) as child:
        try:
            out, said = child.communicate(content, timeout=limits.seconds)
        except subprocess.TimeoutExpired:
            child.kill()
            raise ChildEnded("slow") from None
    if child.returncode == 0:
        return out
    raise ChildEnded(_why(child.returncode, said))


def _why(returncode: int, said: bytes) -> str:
    if returncode == -24:  # SIGXCPU, by number: Windows has no such name
        return "slow"
    return "memory" if any(words in said for words in _OUT_OF_MEMORY) else "crashed"


def _environment() -> dict[str, str]:
    """Nothing; on Windows the one variable without which Python does not start."""
    return {"SYSTEMROOT": os.environ["SYSTEMROOT"]} if sys.platform == "win32" else {}


@cache
def _site_folder() -> str:
    found = importlib.util.find_spec("python_calamine")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("python_calamine")
    return str(Path(found.origin).parent.parent)
