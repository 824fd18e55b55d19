"""`user` and `audit`: accounts and the log, for who sits at the server."""

import argparse
import getpass
import json
import sys
from typing import TYPE_CHECKING, Any

from capaian.access import LOCAL_USER, Role, hash_password, new_password
from capaian.commandline.files import UnusableCall
from capaian.commandline.printing import aligned, say, say_json
from capaian.commandline.stores import school_store
from capaian.locale import N_, Texts

if TYPE_CHECKING:
    from capaian.store import Account, Store


def user(call: argparse.Namespace, t: Texts) -> int:
    """Do what `call.what` says with the accounts of the school."""
    done = {"add": _add, "password": _password, "deactivate": _deactivate, "list": _list}
    with school_store() as store:
        done[call.what](store, call, t)
    return 0


def show_audit(call: argparse.Namespace, t: Texts) -> int:
    """Print the log, the latest first."""
    from capaian.store import load_audit

    with school_store() as store:
        log = load_audit(store, LOCAL_USER, limit=call.limit)
    rows = [
        {"at": row["at"].isoformat(), **{name: _known(row[name]) for name in log.columns if name != "at"}}
        for row in log.to_dict("records")
    ]
    if call.json:
        say_json(rows)
        return 0
    heads = [t("Waktu (UTC)"), t("Siapa"), t("Apa"), t("Pada"), t("Dari"), t("Rincian")]
    told = [
        [
            row["at"][:19].replace("T", " "), row["username"] or "–", row["action"], row["resource"],
            row["address"], json.dumps(row["detail"]) if row["detail"] else "",
        ]
        for row in rows
    ]  # fmt: skip
    say(*aligned([heads, *told]))
    return 0


def _add(store: "Store", call: argparse.Namespace, t: Texts) -> None:
    from capaian.store import assign_cohorts, load_cohorts, load_school, save_account, save_school

    password = None if call.google and not call.stdin else _new_password(call, t)
    password_hash = None if password is None else hash_password(password, username=call.username)
    if load_school(store, LOCAL_USER) is None and call.school:
        save_school(store, LOCAL_USER, name=call.school, time_zone=call.time_zone)
    cohorts = load_cohorts(store, LOCAL_USER)
    wanted = [_cohort_id(name, {cohort.name.casefold(): cohort.id for cohort in cohorts}) for name in call.cohort]
    account_id = save_account(
        store, LOCAL_USER, username=call.username, display_name=call.name or call.username, role=Role(call.role),
        google_address=call.google, password_hash=password_hash,
    )  # fmt: skip
    if wanted or call.class_name:
        assign_cohorts(store, LOCAL_USER, account_id, cohorts=wanted, classes=call.class_name)
    say(t("Akun “{name}” dibuat.", name=call.username))
    if password is not None:
        _say_password(password, call, t)


def _password(store: "Store", call: argparse.Namespace, t: Texts) -> None:
    from capaian.store import give_password

    account = _account(store, call.username)
    password = _new_password(call, t)
    give_password(
        store, LOCAL_USER, account.id, password_hash=hash_password(password, username=account.username)
    )  # fmt: skip
    say(t("Kata sandi akun “{name}” diganti; semua sesinya berakhir.", name=account.username))
    _say_password(password, call, t)


def _deactivate(store: "Store", call: argparse.Namespace, t: Texts) -> None:
    from capaian.store import deactivate_account

    account = _account(store, call.username)
    deactivate_account(store, LOCAL_USER, account.id)
    say(t("Akun “{name}” dinonaktifkan; semua sesinya berakhir.", name=account.username))


def _list(store: "Store", call: argparse.Namespace, t: Texts) -> None:
    from capaian.store import load_accounts

    accounts = load_accounts(store, LOCAL_USER)
    if call.json:
        say_json([_told(account) for account in accounts])
        return
    heads = [t("Nama pengguna"), t("Nama"), t("Peran"), t("Aktif"), t("Kohort"), t("Kelas")]
    rows = [
        [
            account.username, account.display_name, account.role.value, t("ya") if account.is_active else t("tidak"),
            ", ".join(map(str, sorted(account.cohorts))), ", ".join(sorted(account.classes)),
        ]
        for account in accounts
    ]  # fmt: skip
    say(*aligned([heads, *rows]))


def _told(account: "Account") -> dict[str, Any]:
    return {
        "id": account.id, "username": account.username, "display_name": account.display_name,
        "role": account.role.value, "google_address": account.google_address, "has_password": account.has_password,
        "must_change": account.must_change, "is_active": account.is_active, "cohorts": sorted(account.cohorts),
        "classes": sorted(account.classes),
    }  # fmt: skip


def _new_password(call: argparse.Namespace, t: Texts) -> str:
    """The password typed, without being shown, or one that is made here."""
    if not call.stdin:
        return new_password()
    if sys.stdin.isatty():
        return getpass.getpass(t("Kata sandi: "))
    return sys.stdin.readline().rstrip("\r\n")


def _say_password(password: str, call: argparse.Namespace, t: Texts) -> None:
    if not call.stdin:
        say(t("Kata sandi: {password}", password=password))
        say(t("Catat sekarang: tidak ditunjukkan lagi."))
    say(t("Kata sandi ini harus diganti saat pertama kali masuk."))


def _account(store: "Store", username: str) -> "Account":
    from capaian.store import load_accounts

    for account in load_accounts(store, LOCAL_USER):
        if account.username == username.strip().casefold():
            return account
    raise UnusableCall(N_("Tidak ada akun “{name}”. Lihat semuanya: python -m capaian user list"), name=username)


def _cohort_id(wanted: str, known: dict[str, int]) -> int:
    if wanted.strip().casefold() in known:
        return known[wanted.strip().casefold()]
    if wanted.isdigit() and int(wanted) in known.values():
        return int(wanted)
    raise UnusableCall(N_("Tidak ada kohort “{name}”. Yang ada: {known}."), name=wanted, known="; ".join(known) or "–")


def _known(value: Any) -> Any:
    """A value as JSON takes it; None for what is null."""
    if isinstance(value, (str, dict)):
        return value
    return None if value != value or value is None else int(value)
