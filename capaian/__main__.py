"""`python -m capaian`: the same work without a screen. Exit codes: 0 done, 1 problems found, 2 unusable call."""

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Final

from capaian.locale import DEFAULT_LANGUAGE, LANGUAGES, Texts, texts
from capaian.problems import CapaianError, SettingsError
from capaian.settings import load_settings

_COMMANDS: Final = {
    "inspect": "capaian.commandline.workbooks:inspect",
    "summary": "capaian.commandline.workbooks:summary",
    "import": "capaian.commandline.database:import_marks",
    "certificates": "capaian.commandline.certificates:certificates",
    "export": "capaian.commandline.export:export",
    "demo": "capaian.commandline.database:demo",
    "migrate": "capaian.commandline.database:bring_up_to_date",
    "user": "capaian.commandline.accounts:user",
    "audit": "capaian.commandline.accounts:show_audit",
    "retention": "capaian.commandline.privacy:retention",
    "forget": "capaian.commandline.privacy:forget",
    "portrait": "capaian.commandline.privacy:portrait",
    "backup": "capaian.commandline.backups:backup",
    "restore": "capaian.commandline.backups:restore",
    "doctor": "capaian.commandline.doctor:doctor",
}
"""Where each command is done; imported when it is called, so that help opens at once."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments (those of the process where None) ask for; the exit code."""
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    t = texts("id")
    try:
        t = _language(arguments)
        call = parser(t).parse_args(arguments)
        return _command(call.command)(call, t)
    except CapaianError as error:
        return _unusable(error.message(t))
    except SystemExit as done:  # argparse has said why, or has helped
        return int(done.code or 0)


def parser(t: Texts | None = None) -> argparse.ArgumentParser:
    """The commands and their options, told in the language of `t` (Indonesian where None)."""
    t = t or texts("id")
    whole = _parser(t, prog="python -m capaian", description=t("Perubahan kompetensi siswa, dari lembar nilai Excel."))
    commands = whole.add_subparsers(dest="command", required=True, metavar=t("PERINTAH"), title=t("perintah"))

    def command(name: str, help_text: str, *, files: bool = False, json: bool = False) -> argparse.ArgumentParser:
        one = _parser(t, commands=commands, name=name, description=help_text)
        if files:
            one.add_argument(
                "files", nargs="+", type=Path, metavar="FILE", help=t("berkas nilai: xlsx, xls, xlsb, ods")
            )
        if json:
            one.add_argument("--json", action="store_true", help=t("tulis JSON untuk program lain"))
        return one

    _file_commands(command, t)
    _school_commands(command, t)
    _student_commands(command, t)
    return whole


def _file_commands(command: Callable[..., argparse.ArgumentParser], t: Texts) -> None:
    """What is done with workbooks."""
    from capaian.commandline.deciding import add_options

    command("inspect", t("Apa yang ditemukan dalam berkas nilai."), files=True, json=True)
    summary = command("summary", t("Apa yang berubah, dari berkas nilai saja."), files=True, json=True)
    _summary_options(summary, t)
    saving = command("import", t("Simpan nilai dari berkas ke dalam kohort."), files=True)
    saving.add_argument("--cohort", required=True, metavar=t("NAMA"), help=t("nama atau nomor kohort"))
    saving.add_argument("--create", action="store_true", help=t("buat kohort itu bila belum ada"))
    saving.add_argument("--dry-run", action="store_true", help=t("hanya tunjukkan apa yang akan berubah"))
    add_options(saving, t)
    _certificate_options(command("certificates", t("Simpan daftar sertifikat ke dalam kohort."), files=True), t)
    exporting = command("export", t("Tulis ringkasan kohort sebagai berkas Excel, atau sebagai surat dan laporan."))
    whose_names = t("nama atau nomor kohort; boleh ditulis beberapa kali")
    exporting.add_argument("--cohort", required=True, action="append", metavar=t("NAMA"), help=whose_names)
    _export_options(exporting, t)


def _school_commands(command: Callable[..., argparse.ArgumentParser], t: Texts) -> None:
    """What is done with the database, its accounts and its backups."""
    command("demo", t("Buat ulang sekolah contoh dengan siswa rekaan."))
    command("migrate", t("Perbarui basis data sekolah."))
    _user_commands(command("user", t("Akun: buat, ganti kata sandi, nonaktifkan, daftar.")), t)
    log = command("audit", t("Catatan kegiatan: siapa, kapan, apa, dari mana."), json=True)
    log.add_argument("--limit", type=int, default=1000, metavar="1000", help=t("paling banyak sekian baris"))
    making = command("backup", t("Buat cadangan basis data, dan periksa."))
    making.add_argument("--list", action="store_true", help=t("hanya tunjukkan cadangan yang ada"))
    making.add_argument("--verify", action="store_true", help=t("buka dan periksa semua cadangan"))
    restoring = command("restore", t("Pulihkan cadangan; isi sekarang disisihkan dahulu."))
    restoring.add_argument("file", type=Path, metavar="FILE", help=t("cadangan, atau namanya di folder cadangan"))
    command("doctor", t("Periksa pemasangan ini, dan sebutkan yang perlu diperbaiki."), json=True)


def _student_commands(command: Callable[..., argparse.ArgumentParser], t: Texts) -> None:
    """What is done with the data of one student, or of those whose time is over."""
    keeping = command("retention", t("Masa simpan tiap kohort, dan apa yang akan dihapus."))
    keeping.add_argument("--act", action="store_true", help=t("hapus identitas yang masa simpannya lewat"))
    forgetting = command("forget", t("Hapus seorang siswa beserta semua nilainya."))
    forgetting.add_argument("--dry-run", action="store_true", help=t("hanya tunjukkan apa yang akan dihapus"))
    whose = command("portrait", t("Semua data yang tersimpan tentang seorang siswa."), json=True)
    for one in (forgetting, whose):
        one.add_argument("--student", required=True, metavar=t("NOMOR"), help=t("NISN, atau nomor siswa di Capaian"))


def _certificate_options(listing: argparse.ArgumentParser, t: Texts) -> None:
    listing.add_argument("--cohort", required=True, metavar=t("NAMA"), help=t("nama atau nomor kohort"))
    listing.add_argument("--dry-run", action="store_true", help=t("hanya tunjukkan apa yang akan berubah"))
    listing.add_argument("--scheme", default="", metavar=t("NAMA"), help=t("skema, bila berkas tidak menyebutnya"))
    listing.add_argument("--issuer", default="", metavar=t("NAMA"), help=t("penerbit, bila berkas tidak menyebutnya"))


def _export_options(exporting: argparse.ArgumentParser, t: Texts) -> None:
    from capaian.commandline.papers import PAPERS, add_options

    one = exporting.add_mutually_exclusive_group(required=True)
    one.add_argument("--xlsx", type=Path, metavar="FILE", help=t("berkas Excel yang ditulis"))
    audiences = t("internal: dengan nama; shareable: tanpa nama, kelompok kecil disembunyikan")
    exporting.add_argument("--audience", choices=["internal", "shareable"], default="internal", help=audiences)
    exporting.add_argument("--class", dest="class_name", default="", metavar=t("NAMA"), help=t("hanya kelas ini"))
    one.add_argument("--paper", choices=PAPERS, help=t("surat atau laporan yang ditulis sebagai PDF"))
    add_options(exporting, t)


def _user_commands(user: argparse.ArgumentParser, t: Texts) -> None:
    from capaian.access import Role

    whats = user.add_subparsers(dest="what", required=True, metavar=t("PERINTAH"), title=t("perintah"))
    adding = _parser(t, commands=whats, name="add", description=t("Buat akun dengan kata sandi sementara."))
    giving = _parser(t, commands=whats, name="password", description=t("Beri akun kata sandi sementara yang baru."))
    resting = _parser(t, commands=whats, name="deactivate", description=t("Nonaktifkan akun dan akhiri sesinya."))
    for one in (adding, giving, resting):
        one.add_argument("username", metavar=t("NAMA"), help=t("nama pengguna"))
    for one in (adding, giving):
        one.add_argument("--stdin", action="store_true", help=t("baca kata sandi dari masukan, tanpa menampilkannya"))
    roles = [role.value for role in Role if role is not Role.VISITOR]
    adding.add_argument("--role", required=True, choices=roles, help=t("peran"))
    adding.add_argument("--name", default="", metavar=t("NAMA"), help=t("nama lengkap"))
    adding.add_argument("--google", default="", metavar="ADDRESS", help=t("alamat Google untuk masuk"))
    adding.add_argument("--cohort", action="append", default=[], metavar=t("NAMA"), help=t("kohort yang ditugaskan"))
    adding.add_argument(
        "--class", dest="class_name", action="append", default=[], metavar=t("NAMA"), help=t("kelas yang ditugaskan")
    )
    adding.add_argument("--school", default="", metavar=t("NAMA"), help=t("nama sekolah, bila belum disiapkan"))
    adding.add_argument("--time-zone", default="Asia/Makassar", metavar="ZONE", help=t("zona waktu sekolah itu"))
    listing = _parser(t, commands=whats, name="list", description=t("Tunjukkan semua akun."))
    listing.add_argument("--json", action="store_true", help=t("tulis JSON untuk program lain"))


def _summary_options(summary: argparse.ArgumentParser, t: Texts) -> None:
    number = _number_for(t)
    summary.add_argument("--xlsx", type=Path, metavar="FILE", help=t("tulis sebagai berkas Excel"))
    whose = t("KKM, batas tuntas; bila tidak ditulis, 75, apa pun skalanya")
    summary.add_argument("--pass-mark", type=number, metavar="75", help=whose)
    summary.add_argument("--scale-max", type=number, metavar="100", help=t("nilai tertinggi pada skala"))
    summary.add_argument("--lower-is-better", action="store_true", help=t("nilai lebih rendah lebih baik"))
    summary.add_argument("--to-100", action="store_true", help=t("ubah semua nilai ke skala 0–100"))
    others = t("berkas nilai kelas pembanding: aspek dan kriteria yang sama, tanpa pelatihan ini")
    summary.add_argument("--compare", action="extend", nargs="+", type=Path, metavar="FILE", help=others)
    again = t("berkas tes ulang: tes yang sama dua kali, sebelum dan sesudah, tanpa pelatihan di antaranya")
    summary.add_argument("--retest", action="extend", nargs="+", type=Path, metavar="FILE", help=again)


def _parser(
    t: Texts,
    *,
    commands: "argparse._SubParsersAction[argparse.ArgumentParser] | None" = None,
    name: str = "",
    description: str,
    prog: str | None = None,
) -> argparse.ArgumentParser:
    """A parser whose own words are in the reader's language, as far as argparse lets them be."""
    if commands is None:
        one = argparse.ArgumentParser(prog=prog, description=description, add_help=False, allow_abbrev=False)
    else:
        one = commands.add_parser(name, help=description, description=description, add_help=False, allow_abbrev=False)
    one._positionals.title = t("yang harus ditulis")
    one._optionals.title = t("pilihan")
    one.add_argument("-h", "--help", action="help", help=t("tunjukkan bantuan ini"))
    one.add_argument("--lang", choices=list(LANGUAGES), default=argparse.SUPPRESS, help=t("bahasa: id atau en"))
    return one


def _number_for(t: Texts) -> Callable[[str], float]:
    def number(text: str) -> float:
        try:
            value = float(text.replace(",", "."))
        except ValueError:
            value = float("nan")
        if not 0 < value < float("inf"):
            raise argparse.ArgumentTypeError(t("“{text}” bukan angka di atas nol", text=text))
        return value

    return number


def _language(arguments: Sequence[str]) -> Texts:
    """The language asked for before anything is told, else that of the settings. Raises SettingsError."""
    asking = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    asking.add_argument("--lang", choices=list(LANGUAGES))
    try:
        asked = asking.parse_known_args(list(arguments))[0].lang
    except argparse.ArgumentError:
        asked = None  # the whole parser says what is wrong with it
    try:
        return texts(asked or load_settings().language)
    except SettingsError:
        if list(arguments[:1]) == ["doctor"]:  # which says what is wrong with the settings, among the rest
            return texts(DEFAULT_LANGUAGE)
        raise


def _command(name: str) -> Callable[[argparse.Namespace, Texts], int]:
    module, function = _COMMANDS[name].split(":")
    return getattr(import_module(module), function)


def _unusable(words: str) -> int:
    sys.stderr.write(f"{words}\n")
    return 2


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # pyright: ignore[reportAttributeAccessIssue]
    sys.exit(main())
