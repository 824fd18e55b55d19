"""What is chosen on a page, written out: on the screen, on paper, and as an address that shows the same to others."""

import datetime
from collections.abc import Mapping
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from capaian.web.page import Visit
from capaian.web.parts_html import Html, draw, tag


def draw_filters(visit: Visit, chosen: Mapping[str, str], *, address: str = "", **given: str) -> None:
    """`Saringan: Kohort Las Dasar · Aspek Teknis · Kelas Semua kelas`; on paper with the school and the day.

    chosen: name and value as they are read; what is empty is left out, and without
    any only the head of the paper is drawn. address and given: the page, and what
    its address carries with everything that is shown unasked; ids and classes only, so that it may be passed on.
    """
    t = visit.t
    if not chosen:
        draw(_paper_head(visit))
        return
    said: list[Html | str] = [f"{t('Saringan')}: "]
    for at, (name, value) in enumerate((name, value) for name, value in chosen.items() if value):
        said += [" · " if at else "", name, " ", tag("b", value)]
    if address:
        kept = {name: value for name, value in given.items() if value}
        way = tag("a", t("tautan ke tampilan ini"), href=f"{address}?{urlencode(kept)}")
        said.append(tag("span", " · ", way, class_="cp-screen-only"))
    draw(_paper_head(visit), tag("p", *said, class_="cp-filters"))


def _paper_head(visit: Visit) -> Html | None:
    """Over a printed page: whose it is, and of which day; not on the screen."""
    if visit.school is None:
        return None
    today = datetime.datetime.now(ZoneInfo(visit.school.time_zone)).date()
    day = visit.t("dicetak dari Capaian {date}", date=visit.t.date(today))
    return tag("p", f"{visit.school.name} · {day}", class_="cp-paper-only")
