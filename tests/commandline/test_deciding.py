"""`import` answers no question by itself: it names the cells and the option that decides."""

from pathlib import Path

import pytest

from capaian.__main__ import main
from capaian.access import LOCAL_USER
from capaian.settings import load_settings
from capaian.store import Store, load_cohorts, load_scores, open_store
from tests.commandline.test_comparing import said
from tests.forms import form_of, typed
from tests.sheets import NAMES, book

HEAD = ("No", "Nama", "Teknis sesudah")


@pytest.fixture
def store(school: Path) -> Store:
    return open_store(load_settings().school_database_url)


def written(folder: Path, **files: dict[int, float]) -> list[str]:
    """A file a name with six marks 70, 71 ...; those in `files` by place are others."""
    for name, marks in files.items():
        rows = [(i + 1, n, marks.get(i, 70 + i)) for i, n in enumerate(NAMES[:6])]
        (folder / f"{name}.xlsx").write_bytes(book({"Nilai": [HEAD, *rows]}))
    return [str(folder / f"{name}.xlsx") for name in files]


@pytest.mark.parametrize(
    ("files", "sentence", "options"),
    [
        (
            {"satu": {}, "dua": {0: 90}},
            "Dua nilai berbeda untuk hal yang sama: satu.xlsx!Nilai!C2 ≠ dua.xlsx!Nilai!C2. Putuskan dengan "
            "--two-marks first atau --two-marks later.",
            {"--two-marks first": 70, "--two-marks later": 90},
        ),
        (
            {"satu": {0: 0, 3: 0}},
            "Nilai 0 di Nilai C2; Nilai C5. Putuskan dengan --zeros marks, --zeros absent, atau --zeros missing.",
            {"--zeros missing": None, "--zeros absent": "did_not_sit", "--zeros marks": 0},
        ),
        (
            {"satu": {i: 8.5 - i / 2 for i in range(6)}},
            "Skala belum pasti: Nilai C: 8,5 (0–10). Putuskan dengan --scale found atau --scale 100.",
            {"--scale found": 85, "--scale 100": 8.5},
        ),
    ],
    ids=["two marks", "zeros", "scale"],
)
def test_a_question_names_its_cells_and_the_option_that_decides(
    school: Path,
    store: Store,
    capsys: pytest.CaptureFixture[str],
    files: dict[str, dict[int, float]],
    sentence: str,
    options: dict[str, object],
) -> None:
    paths = written(school, **files)
    assert main(["import", *paths, "--cohort", "Las", "--create"]) == 1
    assert sentence in said(capsys)
    assert load_cohorts(store, LOCAL_USER) == []
    for option, kept in options.items():
        assert main(["import", *paths, "--cohort", "Las", "--create", *option.split()]) == 0
        (cohort,) = load_cohorts(store, LOCAL_USER)
        rows = load_scores(store, LOCAL_USER, cohort.id)
        rows = rows[rows["source"].str.endswith("C2")]
        given = zip(rows["score"], rows["state"], strict=True)
        told = [score if state == "present" else state for score, state in given]
        assert told == ([] if kept is None else [kept])
    store.close()


def test_a_form_of_another_cohort_is_saved_only_where_it_is_meant(
    school: Path,
    store: Store,
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["import", *written(school, satu={}), "--cohort", "Las", "--create"])
    (las,) = load_cohorts(store, LOCAL_USER)
    form = school / "formulir.xlsx"
    form.write_bytes(typed(form_of(store, las.id, {"teknis": []}), "Teknis", {(NAMES[0], "SESUDAH"): 95}))
    said(capsys)
    for name in ("Bubut", "las lanjut"):
        assert main(["import", str(form), "--cohort", name, "--create"]) == 1
        assert (
            f"formulir.xlsx dibuat untuk kohort “Las”; Anda memilih “{name}”. Putuskan dengan --cohort “Las”, atau "
            f"dengan --other-cohort bila memang untuk “{name}”."
        ) in said(capsys)
    assert [one.name for one in load_cohorts(store, LOCAL_USER)] == ["Las"]
    assert main(["import", str(form), "--cohort", "las"]) == 0
    store.close()
