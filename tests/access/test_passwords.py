import unicodedata

import pytest
from argon2 import PasswordHasher

from capaian.access import DUMMY_HASH, UnusablePassword, hash_password, new_password, passwords, verify_password
from capaian.locale import texts

pytestmark = pytest.mark.usefixtures("dear_passwords")
GOOD = "perahu di sungai martapura"


def test_a_password_belongs_to_its_hash_and_no_other_does():
    stored = hash_password(GOOD, username="rina")
    assert stored.startswith("$argon2id$")
    assert GOOD not in stored
    assert stored != hash_password(GOOD, username="rina")
    assert verify_password(stored, GOOD)
    for wrong in (GOOD + " ", GOOD.upper(), "", "x" * 10_000, "\ud800"):
        assert not verify_password(stored, wrong)


def test_the_same_letters_from_another_keyboard_are_the_same_password():
    composed = "perahué di sungai"
    stored = hash_password(composed, username="rina")
    assert verify_password(stored, unicodedata.normalize("NFD", composed))


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("", "terlalu pendek"),
        ("sembilan9", "terlalu pendek"),
        ("x1" * 101, "terlalu panjang"),
        ("aaaaaaaaaaaa", "mudah ditebak"),
        ("ababababcacb", "mudah ditebak"),
        ("Password123", "mudah ditebak"),
        ("Katasandi123", "mudah ditebak"),
        ("rina.hartati", "nama pengguna"),
        ("Rina.Hartati2026", "nama pengguna"),
    ],
)
def test_what_is_no_password_says_why(password, said):
    with pytest.raises(UnusablePassword) as caught:
        hash_password(password, username="rina.hartati")
    assert said in caught.value.message(texts("id"))


@pytest.mark.parametrize("password", ["sepuluhnya", "x1y2z3a4" * 25, GOOD, "rina suka perahu"])
def test_ten_to_two_hundred_letters_will_do(password):
    assert verify_password(hash_password(password, username="rina"), password)


def test_no_account_costs_the_same_hash_and_lets_nobody_in(monkeypatch):
    asked = []

    class Counting(PasswordHasher):
        def verify(self, hash, password):  # noqa: A002
            asked.append(hash)
            return super().verify(hash, password)

    monkeypatch.setattr(passwords, "_HASHER", Counting(time_cost=3, memory_cost=19_456, parallelism=1))
    stored = hash_password(GOOD, username="rina")
    assert not verify_password(None, GOOD)
    assert not verify_password(stored, "salah sama sekali")
    assert verify_password(stored, GOOD)
    assert asked == [DUMMY_HASH, stored, stored]
    assert stored.rsplit("$", 2)[0] == DUMMY_HASH.rsplit("$", 2)[0]


@pytest.mark.parametrize("broken", ["", "plain", "$argon2id$", "$2b$12$abcdefghijklmnopqrstuv"])
def test_what_is_no_hash_lets_nobody_in(broken):
    assert not verify_password(broken, GOOD)


def test_a_given_password_can_be_read_aloud_and_is_taken():
    given = sorted({new_password() for _ in range(50)})
    assert len(given) == 50
    for password in given:
        assert len(password) == 19
        assert not set(password) & set("lio01")
    assert verify_password(hash_password(given[0], username="rina"), given[0])
