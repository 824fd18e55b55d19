import pytest

from capaian.access import LOCAL_USER
from capaian.problems import StoreError
from capaian.scores import Aspect
from capaian.store import (
    Instrument,
    Rule,
    delete_instrument,
    load_audit,
    load_instruments,
    load_rules,
    save_cohort,
    save_instrument,
    save_rules,
)

RUBRIC = (Rule("Proses", weight=60), Rule("Salah", weight=40, lower_is_better=True, scale_max=10, levels=("a", "b")))


def test_a_school_keeps_its_instruments_by_aspect_and_name(store):
    technical = save_instrument(store, LOCAL_USER, aspect="teknis", name="Rubrik las", criteria=RUBRIC)
    character = save_instrument(
        store,
        LOCAL_USER,
        aspect="karakter",
        name=" Perilaku ",
        criteria=[Rule("Disiplin")],
        dimensions=[["Kemandirian"]],
    )
    assert load_instruments(store, LOCAL_USER) == [
        Instrument(technical, Aspect.TECHNICAL, "Rubrik las", RUBRIC, ((), ())),
        Instrument(character, Aspect.CHARACTER, "Perilaku", (Rule("Disiplin"),), (("Kemandirian",),)),
    ]


def test_an_instrument_written_over_has_its_new_criteria_in_their_order_and_cohorts_keep_theirs(store):
    made = save_instrument(store, LOCAL_USER, aspect="teknis", name="Rubrik", criteria=RUBRIC)
    cohort = save_cohort(store, LOCAL_USER, name="Las Dasar")
    save_rules(store, LOCAL_USER, cohort, "teknis", RUBRIC, instrument="Rubrik")
    turned = [Rule("Hasil", weight=30), Rule("Proses", weight=70)]
    save_instrument(store, LOCAL_USER, aspect="teknis", name="Rubrik 2", criteria=turned, instrument_id=made)
    (found,) = load_instruments(store, LOCAL_USER)
    assert (found.id, found.name, found.criteria) == (made, "Rubrik 2", tuple(turned))
    assert load_rules(store, LOCAL_USER, cohort).of("teknis") == RUBRIC


def test_an_instrument_that_goes_leaves_the_cohorts_their_rules(store):
    made = save_instrument(store, LOCAL_USER, aspect="teknis", name="Rubrik", criteria=RUBRIC)
    delete_instrument(store, LOCAL_USER, made)
    assert load_instruments(store, LOCAL_USER) == []
    assert load_audit(store, LOCAL_USER)["action"].tolist()[:2] == ["instrument_deleted", "instrument_saved"]
    with pytest.raises(StoreError, match="tidak ada"):
        delete_instrument(store, LOCAL_USER, made)


@pytest.mark.parametrize(
    ("name", "criteria", "sentence"),
    [
        ("Rubrik", [Rule("Proses")], "Sudah ada instrumen"),
        ("", [Rule("Proses")], "1 sampai 200"),
        ("Baru", [], "sedikitnya satu kriteria"),
        ("Baru", [Rule("Proses"), Rule(" ")], "setiap kriteria memerlukan nama"),
        ("Baru", [Rule("Proses", weight=99)], "berjumlah 99"),
    ],
)
def test_an_instrument_that_cannot_be_is_refused_with_a_sentence(name, criteria, sentence, store):
    save_instrument(store, LOCAL_USER, aspect="teknis", name="Rubrik", criteria=RUBRIC)
    with pytest.raises(StoreError, match=sentence):
        save_instrument(store, LOCAL_USER, aspect="teknis", name=name, criteria=criteria)
    assert len(load_instruments(store, LOCAL_USER)) == 1


def test_one_that_nobody_has_is_not_written_over(store):
    with pytest.raises(StoreError, match="tidak ada"):
        save_instrument(store, LOCAL_USER, aspect="teknis", name="Rubrik", criteria=RUBRIC, instrument_id=987_654)
