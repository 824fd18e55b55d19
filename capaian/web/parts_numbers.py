"""Numbers to be read from across a room: the card of an aspect and its before-after bar."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from capaian.locale import Texts
from capaian.web.parts_html import Html, tag, together
from capaian.web.parts_words import aspect_hue, aspect_name


@dataclass(frozen=True, slots=True)
class MiddleHalf:
    """From where to where the middle half of a cohort stands, before and after."""

    before: tuple[float, float]
    after: tuple[float, float]


def before_after_bar(
    before: float,
    after: float,
    *,
    pass_mark: float | None,
    scale_max: float,
    t: Texts,
    middle: MiddleHalf | None = None,
) -> Html:
    """Two points on one line: a hollow one before, a filled one after, the pass mark as a broken line.

    middle: a thin band over the line for the cohort before, and one under it for the cohort after.
    """
    low, high = sorted((_share(before, scale_max), _share(after, scale_max)))
    pieces = [
        _piece("cp-track"),
        _piece("cp-span", left=low, width=high - low),
        _piece("cp-pass", left=_share(pass_mark, scale_max)) if pass_mark is not None else None,
        *(_bands(middle, scale_max) if middle else ()),
        _piece("cp-before", left=_share(before, scale_max)),
        _piece("cp-after", left=_share(after, scale_max)),
    ]
    said = t("Sebelum {before}, sesudah {after}", before=t.number(before), after=t.number(after))
    return tag("div", *pieces, class_="cp-bar", role="img", aria_label=said)


def _bands(middle: MiddleHalf, scale_max: float) -> list[Html]:
    found = []
    for name, ends in (("cp-middle-before", middle.before), ("cp-middle-after", middle.after)):
        low, high = (_share(end, scale_max) for end in ends)
        found.append(_piece(name, left=low, width=high - low))
    return found


def bar_ends(before: float, after: float, t: Texts) -> Html:
    """What the two points of the bar are, in words and numbers."""
    return tag(
        "div",
        tag("span", tag("i", class_="cp-dot"), t("Sebelum"), " ", tag("b", t.number(before))),
        tag("span", tag("i", class_="cp-dot cp-filled"), t("Sesudah"), " ", tag("b", t.number(after))),
        class_="cp-ends",
    )


def aspect_card(
    row: Mapping[str, Any],
    t: Texts,
    *,
    scale_max: float = 100,
    below: Html | None = None,
    missing: str | None = None,
) -> Html:
    """One aspect of a cohort from its summary row, as much of it as so many students carry.

    n = 0 says so; 1 gives the two marks only; 2-4 the mean gain; 5-9 also counts and the interval
    with a word of caution; from 10 on everything (statistics.md, sizes). below: what the card ends with.
    missing: the address of the list of those who are not counted.
    """
    n = int(row["n_matched"])
    top = tag(
        "div",
        tag("h3", aspect_name(row["aspect"], t)),
        _counted(row, missing, t),
        class_="cp-card-top",
    )
    if n == 0:
        nobody = t("Belum ada siswa yang punya nilai sebelum dan sesudah.")
        return _card(row, top, tag("p", nobody, class_="cp-quiet"))
    before, after = float(row["mean_before"]), float(row["mean_after"])
    gain = tag("p", t.signed(row["mean_gain"]), tag("small", " ", t("poin")), class_="cp-number") if n > 1 else None
    return _card(
        row,
        top,
        gain,
        _interval(row, t) if n >= 5 else tag("p", _few(n, t), class_="cp-quiet"),
        before_after_bar(before, after, pass_mark=row["pass_mark"], scale_max=scale_max, t=t),
        bar_ends(before, after, t),
        _facts(row, t) if n >= 5 else None,
        below,
    )


def _counted(row: Mapping[str, Any], missing: str | None, t: Texts) -> Html:
    """`30 dari 34 siswa`, leading to the four."""
    n, total = int(row["n_matched"]), int(row["n_enrolled"])
    words = t("{n} dari {total} siswa", n=t.number(n, 0), total=t.number(total, 0))
    if missing is None or n >= total:
        return tag("span", words, class_="cp-quiet")
    return tag("a", words, href=missing, class_="cp-quiet", title=t("Lihat siapa yang belum ikut dihitung"))


def _card(row: Mapping[str, Any], *pieces: Html | None) -> Html:
    return tag("article", *pieces, class_=f"cp-card {aspect_hue(row['aspect'])}")


def _interval(row: Mapping[str, Any], t: Texts) -> Html:
    words = t("kisaran 95%: {low} sampai {high}", low=t.signed(row["gain_low"]), high=t.signed(row["gain_high"]))
    small = t("; kelompok sangat kecil") if int(row["n_matched"]) < 10 else ""
    return tag("p", words, small, class_="cp-quiet")


def _few(n: int, t: Texts) -> str:
    if n == 1:
        return t("Baru satu siswa: hanya kedua nilainya yang ditampilkan.")
    return t("Kurang dari 5 siswa: terlalu sedikit untuk kisaran.")


def _facts(row: Mapping[str, Any], t: Texts) -> Html:
    counted = {"before": t.number(row["pass_before"], 0), "after": t.number(row["pass_after"], 0)}
    passes = t("{before} → {after} siswa", **counted)
    counts = t(
        "▲ {up}   ＝ {same}   ▼ {down}",
        up=t.number(row["improved"], 0), same=t.number(row["same"], 0), down=t.number(row["declined"], 0),
    )  # fmt: skip
    return tag(
        "dl",
        _fact(_pass_mark(row, t), passes),
        _fact(t("Naik, tetap, turun"), counts),
        class_="cp-facts",
    )


def _pass_mark(row: Mapping[str, Any], t: Texts) -> str:
    if row["pass_mark"] is None:
        return t("Mencapai KKM masing-masing")
    return t("Mencapai KKM {mark}", mark=t.exact(row["pass_mark"]))


def _fact(name: str, value: str) -> Html:
    return tag("div", together(tag("dt", name), tag("dd", value)))


def _piece(name: str, *, left: float | None = None, width: float | None = None) -> Html:
    places = [f"{key}:{value:.2f}%" for key, value in (("left", left), ("width", width)) if value is not None]
    return tag("i", class_=name, style=";".join(places) or None)


def _share(mark: float, scale_max: float) -> float:
    return min(max(mark / scale_max * 100, 0), 100)
