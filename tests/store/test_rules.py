import datetime
from dataclasses import replace

import pytest

from capaian.access import LOCAL_USER
from capaian.locale import texts
from capaian.problems import StoreError
from capaian.reading import read_workbooks
from capaian.reports import FormColumn, form_workbook
from capaian.scores import Scale
from capaian.store import (
    Rule,
    data_version,
    load_audit,
    load_imports,
    load_roster,
    load_rules,
    load_scores,
    lock_cohort,
    migrate,
    save_cohort,
    save_import,
    save_raters,
    save_rules,
    undo_import,
)
from capaian.store.migrate import migrate_to
from tests.store.read import reading_of

PEOPLE = [("Aspihani", "9900000001", "1201", "XI TKR 1"), ("Raudah", "9900000002", "1202", "XI TKR 1")]
LEVELS = [(i, "karakter", "Disiplin", phase, mark) for i, phase, mark in
          [(0, "before", 1), (0, "after", 3), (1, "before", 2), (1, "after", 4)]]  # fmt: skip
ON_LEVELS = Rule("Disiplin", scale_min=1, scale_max=4, formula="lowest_to_highest", levels=("kurang", "cukup"))


@pytest.fixture
def cohort(store):
    return save_cohort(store, LOCAL_USER, name="Las Dasar")


def bring(store, cohort, rows, *, highest=100.0, lowest=0.0):
    reading = reading_of(PEOPLE, rows, scale_max=highest)
    reading.marks["scale_min"] = lowest
    return save_import(store, LOCAL_USER, cohort, reading)


def marks(store, cohort):
    return sorted(load_scores(store, LOCAL_USER, cohort)["score"].round(6).tolist())


def test_a_new_cohort_has_no_rules_and_an_import_writes_down_scale_and_formula(store, cohort):
    assert load_rules(store, LOCAL_USER, cohort).rules == {}
    bring(store, cohort, LEVELS, highest=4.0, lowest=1.0)
    (rule,) = load_rules(store, LOCAL_USER, cohort).of("karakter")
    assert (rule.criterion, rule.scale_min, rule.scale_max, rule.formula) == ("Disiplin", 1, 4, "share_of_highest")
    assert rule.frozen_at is not None
    assert rule.frozen_at.date() == datetime.datetime.now(datetime.UTC).date()
    assert marks(store, cohort) == [25, 50, 75, 100]


def test_marks_are_converted_by_the_formula_that_was_chosen_before_the_first_of_them(store, cohort):
    save_rules(store, LOCAL_USER, cohort, "karakter", [ON_LEVELS], instrument="Delapan perilaku")
    bring(store, cohort, LEVELS, highest=4.0, lowest=0.0)  # where the file says less, the instrument's lowest level
    assert marks(store, cohort) == [0, 33.333333, 66.666667, 100]
    rules = load_rules(store, LOCAL_USER, cohort)
    assert rules.of("karakter")[0] == replace(ON_LEVELS, frozen_at=rules.of("karakter")[0].frozen_at)
    assert rules.instruments == {"karakter": "Delapan perilaku"}


def test_the_next_import_is_converted_alike_and_says_the_same_marks(store, cohort):
    save_rules(store, LOCAL_USER, cohort, "karakter", [ON_LEVELS])
    bring(store, cohort, LEVELS[:2], highest=4.0, lowest=1.0)
    again = bring(store, cohort, LEVELS, highest=4.0, lowest=1.0)
    assert (again.new, again.changed, again.same) == (2, 0, 2)


def test_scale_and_formula_are_frozen_with_the_first_mark_weight_and_direction_are_not(store, cohort):
    bring(store, cohort, LEVELS, highest=4.0, lowest=1.0)
    (rule,) = load_rules(store, LOCAL_USER, cohort).of("karakter")
    for changed in (replace(rule, formula="lowest_to_highest"), replace(rule, scale_max=5), replace(rule, scale_min=0)):
        with pytest.raises(StoreError, match="dibekukan"):
            save_rules(store, LOCAL_USER, cohort, "karakter", [changed])
    save_rules(store, LOCAL_USER, cohort, "karakter", [replace(rule, weight=100, lower_is_better=True)])
    rules = load_rules(store, LOCAL_USER, cohort)
    assert rules.of("karakter") == (replace(rule, weight=100, lower_is_better=True),)
    assert rules.weights == {("karakter", "Disiplin"): 100}
    assert rules.directions == {("karakter", "Disiplin"): True, ("karakter", ""): True}


def test_a_criterion_with_marks_is_not_dropped_and_one_without_is(store, cohort):
    bring(store, cohort, LEVELS, highest=4.0, lowest=1.0)
    (rule,) = load_rules(store, LOCAL_USER, cohort).of("karakter")
    save_rules(store, LOCAL_USER, cohort, "karakter", [Rule("Kejujuran"), rule])
    assert [each.criterion for each in load_rules(store, LOCAL_USER, cohort).of("karakter")] == [
        "Kejujuran",
        "Disiplin",
    ]
    with pytest.raises(StoreError, match="“Disiplin” sudah punya nilai"):
        save_rules(store, LOCAL_USER, cohort, "karakter", [Rule("Kejujuran")])
    save_rules(store, LOCAL_USER, cohort, "karakter", [rule])
    assert len(load_rules(store, LOCAL_USER, cohort).of("karakter")) == 1


def test_marks_of_two_scales_do_not_stand_together_but_out_of_100_goes_with_all(store, cohort):
    bring(store, cohort, LEVELS[:2], highest=4.0, lowest=1.0)
    with pytest.raises(StoreError, match="skala sampai 4, sedangkan berkas ini sampai 5"):
        bring(store, cohort, LEVELS[2:], highest=5.0, lowest=1.0)
    bring(store, cohort, [(1, "karakter", "Disiplin", "before", 60)])
    assert marks(store, cohort) == [25, 60, 75]


def test_all_marks_read_again_on_the_right_scale_take_it_with_them_and_an_undo_gives_it_back(store, cohort):
    bring(store, cohort, LEVELS, highest=10.0)
    first = load_rules(store, LOCAL_USER, cohort)
    bring(store, cohort, LEVELS, highest=4.0, lowest=1.0)
    assert load_rules(store, LOCAL_USER, cohort).of("karakter")[0].scale_max == 4
    undo_import(store, LOCAL_USER, int(load_imports(store, LOCAL_USER, cohort)["import_id"].iloc[0]))
    assert load_rules(store, LOCAL_USER, cohort) == first
    assert marks(store, cohort) == [10, 20, 30, 40]


def test_an_undo_of_the_first_import_thaws_what_it_froze_and_keeps_what_a_person_wrote(store, cohort):
    save_rules(store, LOCAL_USER, cohort, "karakter", [ON_LEVELS])
    done = bring(store, cohort, [*LEVELS, (0, "karakter", "Kejujuran", "before", 3)], highest=4.0, lowest=1.0)
    assert [bool(rule.frozen_at) for rule in load_rules(store, LOCAL_USER, cohort).of("karakter")] == [True, True]
    undo_import(store, LOCAL_USER, done.import_id)
    assert load_rules(store, LOCAL_USER, cohort).of("karakter") == (ON_LEVELS,)


@pytest.mark.parametrize(
    ("rules", "sentence"),
    [
        ([Rule("Las", weight=60), Rule("Ukur", weight=30)], "berjumlah 90"),
        ([Rule("Las", weight=60), Rule("Ukur")], "“Ukur” belum berbobot"),
        ([Rule("Las", weight=-1), Rule("Ukur", weight=101)], "di antara 0 dan 100"),
        ([Rule("Las"), Rule(" las ")], "dua kriteria bernama"),
        ([Rule("Las", scale_min=4, scale_max=1)], "lebih kecil ke yang lebih besar"),
        ([Rule("Las", scale_max=float("nan"))], "lebih kecil ke yang lebih besar"),
        ([Rule("Las", scale_min=-4, scale_max=4)], "di bawah nol"),
        ([Rule("Las", formula="2 + 2")], "Rumus"),
        ([Rule("L" * 201)], "1 sampai 200"),
    ],
)
def test_rules_that_cannot_be_are_refused_with_a_sentence(rules, sentence, store, cohort):
    with pytest.raises(StoreError, match=sentence):
        save_rules(store, LOCAL_USER, cohort, "teknis", rules)
    assert load_rules(store, LOCAL_USER, cohort).rules == {}


def test_weights_count_only_where_every_criterion_has_one(store, cohort):
    thirds = [Rule("Las", weight=33.33), Rule("Ukur", weight=33.33), Rule("Waktu", weight=33.34)]
    save_rules(store, LOCAL_USER, cohort, "teknis", thirds)
    assert load_rules(store, LOCAL_USER, cohort).weights["teknis", "Waktu"] == 33.34
    bring(store, cohort, [(0, "teknis", "Persiapan", "before", 60)])
    assert load_rules(store, LOCAL_USER, cohort).weights == {}


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ([Rule("Las"), Rule("Ukur")], {}),
        ([Rule("Las"), Rule("Salah", lower_is_better=True)], {"": False, "Las": False, "Salah": True}),
        ([Rule("Lama", lower_is_better=True), Rule("Salah", lower_is_better=True)],
         {"": True, "Lama": True, "Salah": True}),
        ([Rule("", lower_is_better=True), Rule("Las")], {"": True, "Las": False}),
    ],
)  # fmt: skip
def test_an_aspect_goes_the_way_of_its_own_mark_or_of_all_its_criteria(rules, expected, store, cohort):
    save_rules(store, LOCAL_USER, cohort, "teknis", rules)
    assert load_rules(store, LOCAL_USER, cohort).directions == {("teknis", name): x for name, x in expected.items()}


def test_who_rated_is_kept_and_a_change_is_in_the_log(store, cohort):
    version = data_version(store, cohort)
    save_raters(store, LOCAL_USER, cohort, "karakter", before=" Ibu  Aminah ", after="Bapak Rusdi")
    assert load_rules(store, LOCAL_USER, cohort).raters == {"karakter": ("Ibu Aminah", "Bapak Rusdi")}
    assert data_version(store, cohort) > version
    save_rules(store, LOCAL_USER, cohort, "karakter", [ON_LEVELS])
    log = load_audit(store, LOCAL_USER)
    assert log["action"].tolist()[:2] == ["rules_saved", "raters_saved"]
    assert log["detail"].iloc[0] == {"aspect": "karakter", "criteria": 1, "weighed": 0, "lower": 0}
    assert log["resource"].iloc[0] == f"cohort:{cohort}"
    assert "Aminah" not in log.to_csv()


def test_a_cohort_that_was_signed_off_keeps_its_rules(store, cohort):
    save_rules(store, LOCAL_USER, cohort, "karakter", [ON_LEVELS])
    lock_cohort(store, LOCAL_USER, cohort)
    with pytest.raises(StoreError, match="dikunci"):
        save_rules(store, LOCAL_USER, cohort, "karakter", [])
    with pytest.raises(StoreError, match="dikunci"):
        save_raters(store, LOCAL_USER, cohort, "karakter", before="", after="Bapak Rusdi")
    assert load_rules(store, LOCAL_USER, cohort).of("karakter") == (ON_LEVELS,)


def test_a_level_below_the_lowest_is_no_mark(store, cohort):
    save_rules(store, LOCAL_USER, cohort, "karakter", [ON_LEVELS])
    with pytest.raises(StoreError, match="di bawah 1"):
        bring(store, cohort, [(0, "karakter", "Disiplin", "before", 0)], highest=4.0)
    assert load_scores(store, LOCAL_USER, cohort).empty


def test_a_form_on_levels_comes_back_saying_the_same(store, cohort):
    save_rules(store, LOCAL_USER, cohort, "karakter", [ON_LEVELS])
    bring(store, cohort, LEVELS, highest=4.0, lowest=1.0)
    (rule,) = load_rules(store, LOCAL_USER, cohort).of("karakter")
    column = FormColumn(rule.criterion, Scale(rule.scale_min, rule.scale_max), rule.formula, rule.levels)
    content = form_workbook(
        school="SMK", cohort_name="Las", roster=load_roster(store, LOCAL_USER, cohort), t=texts("id"), cohort_id=cohort,
        criteria={"karakter": [column]}, marks=load_scores(store, LOCAL_USER, cohort),
        made_at=datetime.datetime.now(datetime.UTC),
    )  # fmt: skip
    again = save_import(store, LOCAL_USER, cohort, read_workbooks([("formulir.xlsx", content)]))
    assert (again.new, again.changed, again.same) == (0, 0, 4)


def test_cohorts_from_before_the_rules_keep_the_scale_that_their_marks_were_converted_by(empty_url, opened):
    store = opened(empty_url)
    migrate_to(store, "0005")
    with store.writing() as connection:
        for statement in (
            "INSERT INTO schools VALUES (1, 'SMK', 'Asia/Makassar', 0, 9, 1)",
            "INSERT INTO cohorts (school, id, name, kind, partner, field, data_version)"
            " VALUES (1, 2, 'Lama', 'programme', '', '', 1)",
            "INSERT INTO imports VALUES"
            " (1, 3, 2, NULL, '2025-08-01T01:00:00.000000+00:00', 'x', '[]', 1, 1, 1, 0, 0, 0)",
            "INSERT INTO students VALUES (1, 4, NULL, NULL, 'Aspihani', 'aspihani', '', '', '', 3)",
            "INSERT INTO enrolments VALUES (1, 2, 4, '', 3)",
            "INSERT INTO criteria VALUES (1, 5, 'karakter', 'Disiplin', 1, 4, 1, 1, 3)",
            "INSERT INTO scores VALUES (1, 2, 4, 5, 0, 75, '3', 0, '', NULL, 'C3', 3)",
        ):
            connection.exec_driver_sql(statement)
    migrate(store)
    (rule,) = load_rules(store, LOCAL_USER, 2).of("karakter")
    since = datetime.datetime(2025, 8, 1, 1, tzinfo=datetime.UTC)
    assert rule == Rule("Disiplin", scale_min=1, scale_max=4, frozen_at=since)
