import threading

import pytest

from capaian.store.turns import Turns


def test_turns_are_given_in_the_order_of_coming():
    turns, order, come = Turns(), [], []

    def take(n):
        with turns:
            order.append(n)

    with turns:
        for n in range(20):
            waiting = threading.Thread(target=take, args=(n,))
            waiting.start()
            come.append(waiting)
            while len(turns._waiting) <= n:
                pass
    for waiting in come:
        waiting.join()
    assert order == list(range(20))


def test_whoever_fails_leaves_the_turn_to_the_next():
    turns = Turns()
    for _ in range(2):
        with pytest.raises(ZeroDivisionError), turns:
            raise ZeroDivisionError
    with turns:
        pass


def test_nobody_else_is_in_while_one_is():
    turns, inside, most = Turns(), [0], [0]

    def work():
        for _ in range(200):
            with turns:
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                inside[0] -= 1

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (most[0], inside[0]) == (1, 0)
