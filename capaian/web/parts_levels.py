"""Character as levels: from which level to which, and the test that orders ask for."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from capaian.improvement import LEVEL_NAMES
from capaian.locale import Texts
from capaian.web.parts_details import p_value
from capaian.web.parts_html import Html, tag, together


def level_names(levels: Sequence[float], t: Texts) -> list[str]:
    """The names of the levels, lowest first."""
    if len(levels) == len(LEVEL_NAMES):
        return [t(name) for name in LEVEL_NAMES]
    return [t("Tingkat {n}", n=t.number(n, 0)) for n in range(1, len(levels) + 1)]


def band_names(edges: Sequence[float], t: Texts, *, scale_max: float = 100) -> list[str]:
    """`0 sampai di bawah 50`, ..., `75 sampai 100`: the bands between the edges."""
    lows, highs = [0.0, *edges], [*edges, scale_max]
    words = [
        t("{low} sampai di bawah {high}", low=t.exact(low), high=t.exact(high))
        for low, high in zip(lows[:-1], highs[:-1], strict=True)
    ]
    return [*words, t("{low} sampai {high}", low=t.exact(lows[-1]), high=t.exact(highs[-1]))]


def transition_part(
    transitions: pd.DataFrame, names: Sequence[str], row: Mapping[str, Any], t: Texts, *, rounded: bool
) -> Html:
    """The table of levels before (down) and after (across), highest first, and Wilcoxon's test under it.

    rounded: the level stands for the mean of several behaviours.
    """
    counts = transitions.to_numpy()[::-1, ::-1].tolist()
    turned = list(reversed(names))
    most = max(max(line) for line in counts) or 1
    heads = [tag("th", name, scope="col", class_="cp-right") for name in turned]
    lines = [
        tag("tr", tag("th", name, scope="row"), *(_cell(n, most, stayed=i == j, t=t) for j, n in enumerate(line)))
        for i, (name, line) in enumerate(zip(turned, counts, strict=True))
    ]
    table = tag(
        "table",
        tag("thead", tag("tr", tag("th", t("Sebelum ↓ sesudah →"), scope="col"), *heads)),
        tag("tbody", *lines),
        aria_label=t("Tingkat sebelum dan tingkat sesudah, dalam jumlah siswa"),
    )
    why = t("Tingkat seorang siswa di sini: rata-rata semua perilaku yang dinilai, ke tingkat terdekat.")
    return together(
        tag("div", table, class_="cp-scroll cp-levels"),
        tag("p", _test(row, t), class_="cp-quiet"),
        tag("p", why, class_="cp-quiet") if rounded else None,
    )


def _cell(n: int, most: int, *, stayed: bool, t: Texts) -> Html:
    share = round(38 * n / most)
    shade = f"background:color-mix(in srgb, var(--cp-hue) {share}%, transparent)" if n else None
    return tag("td", t.number(n, 0) if n else "·", class_="cp-right cp-stayed" if stayed else "cp-right", style=shade)


def _test(row: Mapping[str, Any], t: Texts) -> str:
    if row["wilcoxon_p"] is None or int(row["n_matched"]) < 10:
        return t("Kelompok terlalu kecil untuk uji Wilcoxon.")
    return t(
        "Uji Wilcoxon: V = {v}, {p}; korelasi rank-biserial {r} (−1 semua turun, 0 seimbang, +1 semua naik).",
        v=t.exact(row["wilcoxon_v"]),
        p=p_value(row["wilcoxon_p"], t),
        r=t.signed(row["rank_biserial"], 2),
    )
