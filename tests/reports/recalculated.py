"""What LibreOffice computes where a workbook's formulas have lost their values; nothing is installed here."""

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.reports.tables import opened

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
_CACHED = re.compile(rb"(<c [^>]*>)(<f>[^<]*</f>)<v>[^<]*</v>")


def without_values(content: bytes) -> bytes:
    """The workbook with every formula and none of the values that stood beside them."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                part = _CACHED.sub(lambda found: found[1].replace(b' t="str"', b"") + found[2], part)
            new.writestr(name, part)
    return target.getvalue()


def recalculated(contents: Sequence[bytes], folder: Path) -> list[Any]:
    """The same workbooks with the values that LibreOffice gives their formulas; it is started once."""
    assert SOFFICE is not None, "LibreOffice is not installed: .ci/run installs libreoffice-calc-nogui"
    for at, content in enumerate(contents):
        (folder / f"{at}.xlsx").write_bytes(without_values(content))
    command = [SOFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to"]
    command += ["xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "out")]
    command += [str(folder / f"{at}.xlsx") for at in range(len(contents))]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return [opened((folder / "out" / f"{at}.xlsx").read_bytes()) for at in range(len(contents))]


def formulas_of(content: bytes) -> dict[tuple[str, str], tuple[str, Any]]:
    """(sheet, cell) to formula and the value that stands beside it."""
    live, book = opened(content, values=False), opened(content)
    return {
        (sheet.title, cell.coordinate): (cell.value, book[sheet.title][cell.coordinate].value)
        for sheet in live
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }
