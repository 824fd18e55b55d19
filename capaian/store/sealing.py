"""A file sealed with a passphrase, of any size: scrypt makes the key, AES-GCM seals one piece after the other.

Layout: MAGIC, 16 bytes of salt, 7 bytes of nonce, then pieces of PIECE bytes, each with its tag of 16.
The nonce of a piece holds its number and whether it is the last (STREAM, Hoang and others, 2015), so a
file that was cut off or put together anew does not open.
"""

import io
import os
from typing import IO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from capaian.locale import N_
from capaian.problems import StoreError

MAGIC: Final = b"Capaian sealed 1\n"
PIECE: Final = 1 << 20
_TAG: Final = 16
_SALT: Final = 16
_NONCE: Final = 7
_COST: Final = 1 << 15
"""scrypt's N: with r = 8 32 MiB of memory and a tenth of a second a guess."""
NOT_OPENED: Final = N_(
    "Cadangan ini tidak terbuka dengan frasa sandi itu. Tulis frasa sandi yang berlaku saat cadangan dibuat "
    "(CAPAIAN_BACKUP_PASSPHRASE)."
)
_CUT_OFF: Final = N_("Cadangan ini terpotong atau diubah. Pakai cadangan lain.")


def is_sealed(start: bytes) -> bool:
    """Whether a file that begins so is sealed."""
    return start.startswith(MAGIC)


class Sealing(io.RawIOBase):
    """What is written here goes into `file` sealed; `close` writes the last piece and leaves `file` open."""

    def __init__(self, file: IO[bytes], passphrase: str) -> None:
        salt, self._nonce = os.urandom(_SALT), os.urandom(_NONCE)
        self._file = file
        self._head = MAGIC + salt + self._nonce
        self._cipher = _cipher(passphrase, salt)
        self._number = 0
        self._waiting = bytearray()
        file.write(self._head)

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, content: "bytes | bytearray | memoryview") -> int:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Take the bytes; whole pieces go on at once, one is kept back as it may be the last."""
        self._waiting += content
        while len(self._waiting) > PIECE:
            self._send(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]
        return len(content)

    def close(self) -> None:
        """Write the last piece."""
        if not self.closed:
            self._send(bytes(self._waiting), last=True)
        super().close()

    def _send(self, piece: bytes, *, last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._nonce, self._number, last=last), piece, self._head))
        self._number += 1


class Unsealing(io.RawIOBase):
    """A sealed file, read as what it was. Raises StoreError for another passphrase and for what was changed."""

    def __init__(self, file: IO[bytes], passphrase: str) -> None:
        self._file = file
        self._head = file.read(len(MAGIC) + _SALT + _NONCE)
        salt, self._nonce = self._head[len(MAGIC) : -_NONCE], self._head[-_NONCE:]
        if not is_sealed(self._head) or len(salt) != _SALT:
            raise StoreError(_CUT_OFF)
        self._cipher = _cipher(passphrase, salt)
        self._number = 0
        self._opened = b""
        self._next = file.read(PIECE + _TAG)
        self._at_end = False

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Fill the buffer as far as the opened piece goes."""
        if not self._opened and not self._at_end:
            self._open_next()
        part, self._opened = self._opened[: len(buffer)], self._opened[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)

    def _open_next(self) -> None:
        piece, self._next = self._next, self._file.read(PIECE + _TAG)
        self._at_end = not self._next
        try:
            self._opened = self._cipher.decrypt(_nonce(self._nonce, self._number, last=self._at_end), piece, self._head)
        except InvalidTag as error:
            raise StoreError(_CUT_OFF if self._number else NOT_OPENED) from error
        self._number += 1


def _cipher(passphrase: str, salt: bytes) -> AESGCM:
    return AESGCM(Scrypt(salt=salt, length=32, n=_COST, r=8, p=1).derive(passphrase.encode()))


def _nonce(start: bytes, number: int, *, last: bool) -> bytes:
    return start + number.to_bytes(4, "big") + bytes([last])
