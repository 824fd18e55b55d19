import hashlib

from capaian.access import new_token, token_sha256


def test_a_token_is_256_bits_that_a_cookie_takes():
    tokens = {new_token() for _ in range(50)}
    assert len(tokens) == 50
    assert all(len(token) == 43 and token.replace("-", "").replace("_", "").isalnum() for token in tokens)


def test_what_is_stored_is_the_sha256_also_of_what_is_no_token():
    assert token_sha256("abc") == hashlib.sha256(b"abc").hexdigest()
    for odd in ("", "é", "\ud800", "x" * 100_000):
        assert len(token_sha256(odd)) == 64
