"""The script a capable person writes in an afternoon: one file, no checks, no addresses, no cells named.

python -m bench.typical SCORES.xlsx OUT.xlsx
"""

import sys
from typing import Any

import pandas as pd
import pingouin
import plotly.express as px


def main(source: str, target: str) -> None:
    """Read, melt, pivot, test every aspect and criterion, draw every aspect, export."""
    marks = pd.read_excel(source, engine="openpyxl", dtype={"NISN": str})
    long = marks.melt(id_vars=["NISN", "Nama"], var_name="heading", value_name="score")
    long[["aspect", "criterion", "phase"]] = long["heading"].str.extract(r"^(\w+) (.+) (Sebelum|Sesudah)$")
    wide = long.pivot_table(index=["NISN", "Nama", "aspect", "criterion"], columns="phase", values="score")
    wide = wide.dropna().reset_index()
    whole = wide.groupby(["NISN", "Nama", "aspect"], as_index=False)[["Sebelum", "Sesudah"]].mean()
    tables = []
    for keys, table in (("aspect", whole), (["aspect", "criterion"], wide)):
        for name, group in table.groupby(keys):
            tested = pingouin.ttest(group["Sesudah"], group["Sebelum"], paired=True)
            ranked = pingouin.wilcoxon(group["Sesudah"], group["Sebelum"])
            row = {"group": str(name), "n": len(group), "gain": (group["Sesudah"] - group["Sebelum"]).mean()}
            row |= {"before": group["Sebelum"].mean(), "after": group["Sesudah"].mean()}
            row |= {"p": tested["p_val"].iloc[0], "p_ranks": ranked["p_val"].iloc[0]}
            row |= {"pass_before": (group["Sebelum"] >= 75).sum(), "pass_after": (group["Sesudah"] >= 75).sum()}
            tables.append(row)
    figures: list[Any] = [
        px.scatter(group, x="Sebelum", y="Sesudah", hover_name="Nama", title=str(aspect)).to_json()
        for aspect, group in whole.groupby("aspect")
    ]
    with pd.ExcelWriter(target, engine="openpyxl") as book:
        pd.DataFrame(tables).to_excel(book, sheet_name="Ringkasan", index=False)
        students = whole.pivot_table(index=["NISN", "Nama"], columns="aspect", values=["Sebelum", "Sesudah"])
        students.to_excel(book, sheet_name="Siswa")
    print(len(tables), sum(map(len, figures)))


if __name__ == "__main__":
    main(*sys.argv[1:3])
