import io

import pytest

from capaian.problems import StoreError
from capaian.store import sealing
from capaian.store.sealing import PIECE, Sealing, Unsealing, is_sealed

WORDS = "kuda batu hujan pagi"


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Guessing need not be dear in a test."""
    monkeypatch.setattr(sealing, "_COST", 2)


def sealed(content: bytes, passphrase: str = WORDS) -> bytes:
    file = io.BytesIO()
    with Sealing(file, passphrase) as stream:
        for start in range(0, len(content), 300_000):
            stream.write(content[start : start + 300_000])
    return file.getvalue()


def opened(content: bytes, passphrase: str = WORDS) -> bytes:
    return io.BufferedReader(Unsealing(io.BytesIO(content), passphrase)).read()


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 3 * PIECE + 7])
def test_what_was_sealed_opens_as_it_was(size):
    content = bytes(i % 251 for i in range(997)) * (size // 997 + 1)
    content = content[:size]
    told = sealed(content)
    assert is_sealed(told)
    assert opened(told) == content


def test_the_same_twice_is_not_the_same_sealed_and_shows_nothing():
    content = b"Aspihani 9900000001 " * 100
    assert sealed(content) != sealed(content)
    assert b"Aspihani" not in sealed(content)


def test_another_passphrase_opens_nothing():
    with pytest.raises(StoreError, match="frasa sandi"):
        opened(sealed(b"isi" * 1000), WORDS + "!")


@pytest.mark.parametrize(
    "change",
    [
        lambda told: told[:-1],
        lambda told: told[: -(PIECE + 16)],
        lambda told: told[:-100],
        lambda told: told + b"x",
        lambda told: told[:60] + told[60 + PIECE + 16 :],
        lambda told: told[:50] + bytes([told[50] ^ 1]) + told[51:],
        lambda told: told[:-40] + bytes([told[-40] ^ 1]) + told[-39:],
        lambda told: told[:20] + bytes([told[20] ^ 1]) + told[21:],
        lambda told: told[:25],
    ],
    ids=["byte cut", "piece cut", "end cut", "longer", "piece out", "first piece", "last piece", "salt", "head only"],
)
def test_what_was_cut_off_or_changed_does_not_open(change):
    told = sealed(b"isi cadangan " * 200_000)
    with pytest.raises(StoreError):
        opened(change(told))
