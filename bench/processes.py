"""Commands as whole processes, imports included: what somebody waits for at the prompt."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.measure import Row, measure
from bench.sheets import write_sheet

CLASS = (36, 12)
"""Students and marks of each."""


def rows() -> Iterator[Row]:
    """`--help`, and `inspect` of a class file, beside a bare Python and a script that only reads the file."""
    yield measure(
        "python -m capaian --help",
        lambda: _run("-m", "capaian", "--help"),
        {"python -c pass": lambda: _run("-c", "pass"), "python -m pip --help": lambda: _run("-m", "pip", "--help")},
    )
    with TemporaryDirectory() as folder:
        file = str(write_sheet(Path(folder) / "kelas.xlsx", *CLASS))
        script = "import sys, pandas; print(pandas.read_excel(sys.argv[1], engine='{}').describe())"
        yield measure(
            "python -m capaian inspect of a class file",
            lambda: _run("-m", "capaian", "inspect", file),
            {
                "pandas.read_excel and describe": lambda: _run("-c", script.format("openpyxl"), file),
                "the same with calamine": lambda: _run("-c", script.format("calamine"), file),
            },
        )


def _run(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
