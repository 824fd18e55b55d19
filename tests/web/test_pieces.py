"""A piece is made once for what it depends on, and never for anybody who needs another."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from capaian.locale import texts
from capaian.web import pieces
from capaian.web.pieces import Pieces

ID, EN = texts("id"), texts("en")


def test_a_piece_is_made_once() -> None:
    made: list[str] = []
    kept = Pieces()
    assert [kept.made("cards", lambda: made.append("cards") or "<b>3</b>") for _ in range(3)] == ["<b>3</b>"] * 3
    assert made == ["cards"]


def test_that_there_is_nothing_is_kept_too() -> None:
    made: list[int] = []
    kept = Pieces()
    assert [kept.made("unnamed", lambda: made.append(1)) for _ in range(2)] == [None, None]
    assert made == [1]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (ID, EN),
        (ID, ID.about("teachers")),
        (ID, ID.calling("KKTP")),
    ],
    ids=["language", "of whom", "name of the pass mark"],
)
def test_words_are_kept_apart(first: pieces.Texts, second: pieces.Texts) -> None:
    kept = Pieces()
    assert kept.told("sentence", first, lambda: "one") == "one"
    assert kept.told("sentence", second, lambda: "other") == "other"
    assert kept.told("sentence", first, lambda: "a third") == "one"


def test_two_who_come_at_once_wait_for_one_piece() -> None:
    kept, both, made = Pieces(), Barrier(4), []

    def come() -> str:
        both.wait(10)
        return kept.made("chart", lambda: made.append(1) or "chart")

    with ThreadPoolExecutor(4) as visitors:
        assert [each.result() for each in [visitors.submit(come) for _ in range(4)]] == ["chart"] * 4
    assert made == [1]


def test_what_could_not_be_made_is_tried_again() -> None:
    kept = Pieces()
    with pytest.raises(ZeroDivisionError):
        kept.made("share", lambda: 1 / 0)
    assert kept.made("share", lambda: 0.5) == 0.5


def test_no_more_than_so_many_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "MOST", 3)
    kept, made = Pieces(), []
    for number in (0, 1, 2, 3, 0):
        kept.made(number, lambda number=number: made.append(number))
    assert made == [0, 1, 2, 3, 0]
