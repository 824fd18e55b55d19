"""Pictures of the example school's summary workbook, for docs/pictures: `python -m tests.reports.workbook_pictures`.

The pages that LibreOffice prints, through pdftoppm (poppler).
"""

import argparse
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from PIL import Image

from capaian.access import LOCAL_USER
from capaian.commandline.export import report_of
from capaian.locale import texts
from capaian.reports import shareable_workbook, summary_workbook
from capaian.scores import CohortKind
from capaian.store import load_cohorts, make_demonstration, migrate, open_store
from tests.reports.recalculated import SOFFICE

FOLDER: Final = Path(__file__).resolve().parents[2] / "docs" / "pictures"
DPI: Final = 75
COLOURS: Final = 96


def main() -> None:
    """Inside the school and for sharing, of one cohort and of the school, in Indonesian."""
    parser = argparse.ArgumentParser(prog="python -m tests.reports.workbook_pictures")
    parser.add_argument("--to", type=Path, default=FOLDER)
    target: Path = parser.parse_args().to
    t = texts("id")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = open_store(f"sqlite:///{folder}/demo.db")
        migrate(store)
        make_demonstration(store)
        programmes = [one for one in load_cohorts(store, LOCAL_USER) if one.kind is CohortKind.PROGRAMME]
        reports = [report_of(store, one, "", t) for one in sorted(programmes, key=lambda one: one.id)]
        store.close()
        keep(folder, "internal", summary_workbook(reports[0], t), target)
        keep(folder, "shared", shareable_workbook(reports[0], t), target)
        keep(folder, "school", summary_workbook(reports, t, title=t("Seluruh sekolah")), target, most=3)


def keep(folder: Path, name: str, content: bytes, target: Path, *, most: int = 20) -> None:
    """workbook-NAME-1.png and so on: the pages as they are printed, in few colours; the first ones of many."""
    assert SOFFICE is not None, "LibreOffice is not installed"
    (folder / f"{name}.xlsx").write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = [SOFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*convert, str(folder / f"{name}.xlsx")], check=True, capture_output=True, timeout=120)
    draw = ["pdftoppm", "-r", str(DPI), "-png", str(folder / f"{name}.pdf"), str(folder / name)]
    subprocess.run(draw, check=True, timeout=120)
    for old in target.glob(f"workbook-{name}-*.png"):
        old.unlink()
    for at, page in enumerate(sorted(folder.glob(f"{name}-*.png"))[:most], start=1):
        with Image.open(page) as picture:
            small = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
            small.save(target / f"workbook-{name}-{at}.png", optimize=True)


if __name__ == "__main__":
    main()
