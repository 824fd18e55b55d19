"""What a browser holds to be known again: a number nobody can guess, of which only the hash is stored."""

import hashlib
import secrets


def new_token() -> str:
    """256 random bits as 43 letters and signs that a cookie takes."""
    return secrets.token_urlsafe(32)


def token_sha256(token: str) -> str:
    """What is stored of a token: its SHA-256 in 64 hexadecimal digits. Any text is taken, also no token of ours."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
