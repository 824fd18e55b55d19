"""Passwords: what is taken for one, its hash, and a refusal that takes as long for an account nobody has."""

import secrets
import unicodedata
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from capaian.locale import N_
from capaian.problems import CapaianError

MIN_LENGTH: Final = 10
MAX_LENGTH: Final = 200
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""What can be read aloud and typed from paper: no l, i, o, 0, 1."""
_HASHER: Final = PasswordHasher(time_cost=3, memory_cost=19_456, parallelism=1)
"""Argon2id with 19 MiB: fifty people signing in at once fit into a school's small server."""

DUMMY_HASH: Final = "$argon2id$v=19$m=19456,t=3,p=1$Fu7uL4vdefzXZqzJzEvikw$A8Zl+jgdI0MC3PNAftILGxUUYWlid0etj9PdTMzFJNc"
"""The hash of a random text nobody kept: verified where there is no account, at the same cost."""

_COMMON: Final = frozenset(
    {
        "1234567890", "0123456789", "0987654321", "12345678910", "123456789a", "1234567899", "1111111111",
        "0000000000", "1q2w3e4r5t", "qwertyuiop", "asdfghjkl;", "qwerty1234", "qwerty12345", "qwerty123456",
        "password12", "password123", "password1234", "passw0rd123", "admin12345", "admin123456", "administrator",
        "katasandi1", "katasandi12", "katasandi123", "rahasia123", "rahasia1234", "rahasia12345", "indonesia1",
        "indonesia123", "indonesia45", "merdeka1945", "bismillah1", "bismillah12", "bismillah123", "alhamdulillah",
        "sekolah123", "sekolah1234", "smkbisa123", "smkbisahebat", "guru123456", "banjarmasin", "banjarmasin1",
        "kalimantan", "capaian123", "capaian1234", "iloveyou123", "sayangku123", "akucintakamu",
    }
)  # fmt: skip


class UnusablePassword(CapaianError):
    """The text is not taken for a password; the sentence says why."""

    code = "password"


def hash_password(password: str, *, username: str) -> str:
    """The hash of a new password. Raises UnusablePassword for what is short, the user's name, or tried first."""
    plain = _normal(password)
    if len(plain) < MIN_LENGTH:
        raise UnusablePassword(
            N_("Kata sandi terlalu pendek. Pakai sedikitnya {n} huruf; beberapa kata boleh."), n=MIN_LENGTH
        )
    if len(plain) > MAX_LENGTH:
        raise UnusablePassword(N_("Kata sandi terlalu panjang. Pakai paling banyak {n} huruf."), n=MAX_LENGTH)
    folded, name = plain.casefold(), username.strip().casefold()
    if len(set(folded)) < 4 or folded in _COMMON:
        raise UnusablePassword(N_("Kata sandi ini mudah ditebak. Pakai yang lain, misalnya beberapa kata."))
    if name and folded.replace(name, "").strip("0123456789 ._-") == "":
        raise UnusablePassword(N_("Kata sandi tidak boleh sama dengan nama pengguna. Pakai yang lain."))
    return _HASHER.hash(plain)


def verify_password(password_hash: str | None, password: str) -> bool:
    """Whether the password belongs to the hash; exactly one hash is computed, also where there is none to belong to."""
    plain = _normal(password)[:MAX_LENGTH]
    try:
        return _HASHER.verify(password_hash or DUMMY_HASH, plain) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False


def new_password() -> str:
    """A password to give to somebody, who must change it: 79 bits, in groups that can be read aloud."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def _normal(password: str) -> str:
    """The same letters in the same bytes, whatever keyboard they came from; no half of a character pair."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "replace").decode()
