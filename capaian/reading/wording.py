"""Every problem that reading can find: its code, how grave it is, and its sentence."""

from typing import Final

from capaian.locale import N_
from capaian.problems import Problem, Severity

_BLOCKS, _ASK, _REMARK = Severity.BLOCKS, Severity.ASK, Severity.REMARK

SENTENCES: Final[dict[str, tuple[Severity, str]]] = {
    # Whole files and sheets
    "report_card": (
        _BLOCKS,
        N_("{sheet} adalah rapor satu siswa (mata pelajaran sebagai baris). Unggah daftar nilai satu kelas."),
    ),
    "no_names": (
        _BLOCKS,
        N_("{sheet} berisi angka tanpa nama siswa. Tambahkan kolom Nama atau NISN, lalu unggah lagi."),
    ),
    "attendance_only": (_BLOCKS, N_("{sheet} hanya berisi kehadiran, belum ada nilai. Unggah daftar nilainya.")),
    "empty_form": (_BLOCKS, N_("{sheet} adalah formulir yang belum diisi. Isi dahulu, lalu unggah lagi.")),
    "empty_workbook": (_BLOCKS, N_("{file} kosong: tidak ada sel yang terisi di lembar yang terlihat.")),
    "no_table": (
        _BLOCKS,
        N_("Tidak ada daftar nilai yang dikenali di {file}. Periksa apakah ada kolom Nama dan kolom nilai."),
    ),
    "no_marks": (_REMARK, N_("{sheet} hanya berisi daftar siswa, belum ada kolom nilai.")),
    # Cells
    "not_a_mark": (
        _BLOCKS,
        N_("Lembar {sheet}, sel {cell}: tertulis “{read}”. Ini bukan nilai; tulis angka, atau kosongkan."),
    ),
    "out_of_scale": (_BLOCKS, N_("Lembar {sheet}, sel {cell}: tertulis {read}. Nilai harus {low}–{high}.")),
    "fraction": (_BLOCKS, N_("Lembar {sheet}, sel {cell}: tertulis “{read}”. Tulis hasilnya sebagai satu angka.")),
    "range": (_BLOCKS, N_("Lembar {sheet}, sel {cell}: tertulis rentang “{read}”. Tulis satu angka.")),
    "starred": (
        _BLOCKS,
        N_("Lembar {sheet}, sel {cell}: tertulis “{read}”. Tulis angkanya saja; tanda remedial di kolom lain."),
    ),
    "duration": (
        _BLOCKS,
        N_("Lembar {sheet}, sel {cell}: terbaca sebagai waktu {read}. Ketik lagi nilainya, misalnya 83,55."),
    ),
    "date": (
        _BLOCKS,
        N_("Lembar {sheet}, sel {cell}: terbaca sebagai tanggal {read}. Ketik lagi nilainya, misalnya 8,5."),
    ),
    "many_decimals": (
        _BLOCKS,
        N_(
            "Lembar {sheet}, sel {cell}: tertulis “{read}”. Nilai tidak memerlukan pemisah ribuan; ketik sebagai angka."
        ),
    ),
    "number_and_word": (
        _BLOCKS,
        N_("Lembar {sheet}, sel {cell}: tertulis “{read}”. Tulis angkanya saja, tanpa huruf."),
    ),
    "boolean": (
        _BLOCKS,
        N_("Lembar {sheet}, sel {cell}: tertulis {read} (benar/salah). Tulis angka, atau kosongkan."),
    ),
    "not_a_number": (_BLOCKS, N_("Lembar {sheet}, sel {cell}: bukan bilangan ({read}). Ketik lagi nilainya.")),
    "control_characters": (
        _BLOCKS,
        N_("Lembar {sheet}, sel {cell}: berisi tanda yang tidak terlihat. Hapus isinya, lalu ketik lagi."),
    ),
    "excel_error": (
        _BLOCKS,
        N_("Lembar {sheet}, sel {cell}: Excel menunjukkan {read}. Perbaiki rumusnya, lalu unggah lagi."),
    ),
    "uncalculated": (
        _BLOCKS,
        N_("Rumus di lembar {sheet}, sel {cell} belum dihitung. Buka di Excel, simpan, lalu unggah lagi."),
    ),
    "marks_without_name": (
        _ASK,
        N_("Lembar {sheet}, baris {row}: ada nilai tetapi tidak ada nama. Tulis namanya, atau hapus barisnya."),
    ),
    "name_control": (
        _REMARK,
        N_("Lembar {sheet}, sel {cell}: nama berisi tanda yang tidak terlihat; tanda itu dibuang."),
    ),
    # Columns
    "mark_alone": (
        _ASK,
        N_("Lembar {sheet}, kolom {cell} “{read}”: nilai aspek apa, sebelum atau sesudah pelatihan?"),
    ),
    "mark_final": (_ASK, N_("Lembar {sheet}, kolom {cell} “{read}”: nilai sesudah pelatihan, atau nilai gabungan?")),
    "work_attitude": (_ASK, N_("Lembar {sheet}, kolom {cell} “{read}”: bagian nilai praktik, atau nilai karakter?")),
    "competency": (_ASK, N_("Lembar {sheet}, kolom {cell} “{read}”: nilai, atau nama keahlian?")),
    "single_letter": (_ASK, N_("Lembar {sheet}, kolom {cell} “{read}”: satu huruf saja. Apa artinya?")),
    "programme_twice": (
        _ASK,
        N_("Lembar {sheet}, kolom {cell} “{read}”: ada dua kolom jurusan. Yang mana konsentrasi keahlian siswa?"),
    ),
    "no_heading": (_ASK, N_("Lembar {sheet}, kolom {cell}: berisi angka tanpa judul. Nilai apa ini?")),
    "both_phases": (
        _ASK,
        N_("Lembar {sheet}, kolom {cell} “{read}”: menyebut sebelum dan sesudah sekaligus. Yang mana?"),
    ),
    "large_numbers": (_ASK, N_("Lembar {sheet}, kolom {cell} “{read}”: angkanya jauh di atas 100. Nilai apa ini?")),
    "class_number": (_ASK, N_("Lembar {sheet}, kolom {cell} “{read}”: hanya angka. Nama kelas, atau tingkat?")),
    "phase_unknown": (_ASK, N_("Lembar {sheet}: belum jelas nilai ini sebelum atau sesudah pelatihan.")),
    "zeros": (_ASK, N_("Lembar {sheet}, kolom {cell} “{read}”: {n} nilai 0. Nilai nol, atau tidak ikut?")),
    "scale_unclear": (
        _ASK,
        N_("Lembar {sheet}, kolom {cell} “{read}”: semua nilai paling tinggi {high}. Skala 0–{high}?"),
    ),
    "scale_above": (
        _ASK,
        N_(
            "Lembar {sheet}, kolom {cell} “{read}”: {n} nilai di atas {high}, paling tinggi {top}. "
            "Bila skalanya lain, tulis di judul kolom, misalnya “{read} (maks {top})”, lalu unggah lagi."
        ),
    ),
    "maybe_scale_10": (
        _REMARK,
        N_("Lembar {sheet}, sel {cell}: tertulis {read}, jauh di bawah yang lain. Skala 0–10?"),
    ),
    # Students
    "same_nisn": (
        _BLOCKS,
        N_("Lembar {sheet}, sel {cell}: NISN {read} sudah dipakai di baris {other}. Perbaiki salah satunya."),
    ),
    "same_nis": (
        _ASK,
        N_("Lembar {sheet}, sel {cell}: nomor induk {read} juga ada di baris {other} dengan nama lain."),
    ),
    "repeated_student": (
        _REMARK,
        N_("Lembar {sheet}, baris {row}: {read} sama persis dengan baris {other}; dihitung sekali."),
    ),
    "namesake": (
        _ASK,
        N_("Lembar {sheet}, baris {row}: {read} juga ada di baris {other} dengan isi lain. Dua siswa, atau satu?"),
    ),
    "name_differs": (
        _ASK,
        N_("Lembar {sheet}, sel {cell}: {read}, tetapi di berkas lain nomor yang sama bernama {other}."),
    ),
    "two_marks": (
        _ASK,
        N_("Lembar {sheet}, sel {cell}: tertulis {read}, tetapi nilai yang sama di {other} berbeda. Mana yang benar?"),
    ),
    "nisn_short": (
        _REMARK,
        N_("Lembar {sheet}, kolom {cell}: {n} NISN kurang dari 10 angka; nol di depan mungkin hilang."),
    ),
    "nisn_no_number": (
        _REMARK,
        N_(
            "Lembar {sheet}, kolom {cell}: {n} NISN bukan 10 angka, misalnya “{read}”, jadi tidak dipakai; siswanya "
            "dikenali dari NIS dan nama."
        ),
    ),
    # Checks
    "total_differs": (
        _REMARK,
        N_("Lembar {sheet}, sel {cell}: tertulis {read}, menurut nilai yang terbaca {expected}."),
    ),
    "participants_differ": (_REMARK, N_("Lembar {sheet}: tertulis {read} peserta, terbaca {n} siswa.")),
    "maybe_swapped": (
        _ASK,
        N_("Lembar {sheet}, kolom {cell}: {down} dari {n} siswa turun. Apakah sebelum dan sesudah tertukar?"),
    ),
    "no_after": (_REMARK, N_("Ada nilai sebelum, tetapi belum ada nilai sesudah untuk {what}.")),
    "equals_sum": (_REMARK, N_("Lembar {sheet}, kolom {cell} “{read}”: sama dengan jumlah kolom lain.")),
    "equals_mean": (_REMARK, N_("Lembar {sheet}, kolom {cell} “{read}”: sama dengan rata-rata kolom lain.")),
    "far_cells": (_REMARK, N_("Lembar {sheet}: sel {cell} jauh dari tabel dan tidak dibaca.")),
}


def problem(
    code: str, file: str, sheet: str | None = None, cell: str | None = None, read: str | None = None, **fields: object
) -> Problem:
    """A problem by its code, at its place."""
    severity, sentence = SENTENCES[code]
    return Problem(code, severity, sentence, file, sheet, cell, read, fields)
