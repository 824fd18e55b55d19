"""Who may do what to which cohort: pure rules, asked by the pages and again inside the store; passwords and tokens."""

from capaian.access.passwords import DUMMY_HASH, UnusablePassword, hash_password, new_password, verify_password
from capaian.access.rights import (
    LOCAL_USER,
    NO_COHORT,
    VISITOR,
    Action,
    Actor,
    Role,
    Where,
    aspects_seen,
    may,
    may_somewhere,
    require,
    rows_seen,
    where,
)
from capaian.access.tokens import new_token, token_sha256

__all__ = [
    "DUMMY_HASH",
    "LOCAL_USER",
    "NO_COHORT",
    "VISITOR",
    "Action",
    "Actor",
    "Role",
    "UnusablePassword",
    "Where",
    "aspects_seen",
    "hash_password",
    "may",
    "may_somewhere",
    "new_password",
    "new_token",
    "require",
    "rows_seen",
    "token_sha256",
    "verify_password",
    "where",
]
