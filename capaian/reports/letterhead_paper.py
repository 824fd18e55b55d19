"""The letterhead and the signatures as they will be printed, to be looked at while they are written."""

import datetime
from typing import Final

from capaian.letterhead import Letterhead
from capaian.locale import Texts
from capaian.reports.paper_frame import clean, kop_of, signatures_of
from capaian.reports.typesetting import typeset

_PPI: Final = 130


def letterhead_picture(letterhead: Letterhead, day: datetime.date, t: Texts) -> bytes:
    """A PNG of the upper part of a paper and who signs it."""
    data = {
        "paper": {
            "size": letterhead.paper.value,
            "language": t.language,
            "title": t("JUDUL SURAT"),
            "author": clean(letterhead.name),
            "number": t("Nomor: {number}", number="421.5/012/2026"),
            "kop": kop_of(letterhead),
        },
        "words": t("Isi surat"),
        "signatures": signatures_of(letterhead, day, t),
    }
    made_at = datetime.datetime.combine(day, datetime.time(), datetime.UTC)
    return typeset("letterhead", data, made_at=made_at, form="png", ppi=_PPI)[0]
