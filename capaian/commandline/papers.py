"""`export --paper`: what a cohort gives on paper, without a screen."""

import argparse
import datetime
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from capaian.access import LOCAL_USER
from capaian.commandline.files import UnusableCall, write_file
from capaian.commandline.printing import say
from capaian.letterhead import PaperSize
from capaian.locale import N_, Texts
from capaian.settings import load_settings

if TYPE_CHECKING:
    from capaian.reports import CohortReport, PaperChoice
    from capaian.store import Store

PAPERS: Final = ("summary", "appendix", "letters", "participants", "attendance", "scores")
SHAREABLE: Final = ("summary", "appendix")
"""Those without names; the others are for the school's own people alone."""


def add_options(exporting: argparse.ArgumentParser, t: Texts) -> None:
    """What `export` takes for papers besides the cohort."""
    exporting.add_argument("--to", type=Path, metavar="FILE", help=t("berkas yang ditulis, untuk --paper"))
    exporting.add_argument("--png", action="store_true", help=t("ringkasan sebagai gambar untuk ponsel, tanpa nama"))
    exporting.add_argument("--f4", action="store_true", help=t("kertas F4; tanpa ini, ukuran yang dipilih sekolah"))
    exporting.add_argument("--number", default="", metavar="421.5/7", help=t("nomor surat"))


def export_paper(store: "Store", report: "CohortReport", call: argparse.Namespace, t: Texts) -> int:
    """Write the paper asked for, and that it was written. Raises UnusableCall where the options do not fit together."""
    from capaian.reports import Audience, PaperChoice
    from capaian.store import load_letterhead, note_export

    if call.to is None:
        raise UnusableCall(N_("Tulis juga --to FILE: berkas yang akan ditulis."))
    if call.png and call.paper != "summary":
        raise UnusableCall(N_("--png hanya untuk --paper summary."))
    if call.audience == "shareable" and call.paper not in SHAREABLE:
        raise UnusableCall(N_("--paper {paper} berisi nama, jadi tidak dapat dibagikan."), paper=call.paper)
    if call.paper == "letters" and report.roster.empty:
        raise UnusableCall(N_("Kohort ini belum berisi siswa, jadi tidak ada surat."))
    settings = load_settings()
    audience = Audience.SHAREABLE if call.audience == "shareable" or call.png else Audience.INTERNAL
    choice = PaperChoice(
        letterhead=load_letterhead(store, LOCAL_USER),
        day=datetime.datetime.now(ZoneInfo(report.time_zone)).date(),
        audience=audience,
        number=call.number,
        address=settings.public_url,
        smallest=settings.small_group,
        size=PaperSize.F4 if call.f4 else None,
    )
    named = audience is Audience.INTERNAL
    kind = "personal" if call.paper == "letters" else audience.value
    what = f"{call.paper}_{'picture' if call.png else 'paper'}.{kind}"
    note_export(store, LOCAL_USER, what=what, cohort_id=report.cohort_id, named=named)
    write_file(call.to, _maker(call)(report, choice, t))
    say(t("{file} ditulis.", file=call.to))
    return 0


def _maker(call: argparse.Namespace) -> "Callable[[CohortReport, PaperChoice, Texts], bytes]":
    from capaian import reports

    if call.png:
        return reports.summary_picture
    return {
        "summary": lambda report, choice, t: reports.summary_paper(report, choice, t)[0],
        "appendix": reports.appendix_paper,
        "letters": reports.letters_paper,
        "attendance": reports.attendance_paper,
        "participants": reports.participants_paper,
        "scores": reports.scores_paper,
    }[call.paper]
