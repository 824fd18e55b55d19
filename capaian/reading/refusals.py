"""Why a file cannot be read, each with its sentence: what it is, and what to do now.

A code is stable: programs read it. Several codes of a damaged or deceitful container share a sentence,
because a teacher does the same about each.
"""

from capaian.locale import N_
from capaian.problems import UnreadableFile
from capaian.reading.limits import Limits

_SAVE_AGAIN = N_(
    "Susunan di dalam berkas ini tidak wajar, jadi tidak dibuka. Buka di Excel, Simpan Sebagai .xlsx, lalu unggah "
    "hasilnya."
)
_DAMAGED = N_(
    "Berkas ini rusak. Buka di Excel; kalau Excel memperbaikinya, Simpan Sebagai .xlsx, lalu unggah hasilnya."
)

SENTENCES = {
    # what the file is
    "lock_file": N_("Ini berkas kunci sementara Excel (~$). Tutup Excel, lalu pilih berkas tanpa tanda ~$."),
    "empty_file": N_("Berkas ini kosong (0 byte). Salin atau unduh ulang berkas aslinya."),
    "file_too_big": N_("Berkas ini lebih besar dari {megabytes} MB. Hapus gambar yang tidak perlu, lalu coba lagi."),
    "not_a_workbook": N_(
        "Isi berkas ini bukan Excel, walau mungkin namanya .xls. Buka di Excel, Simpan Sebagai .xlsx, lalu unggah "
        "hasilnya."
    ),
    "other_document": N_(
        "Ini bukan buku kerja Excel, melainkan dokumen lain (misalnya PDF, Word, gambar, atau arsip). Pilih berkas "
        "nilai dalam format Excel."
    ),
    "numbers": N_("Ini berkas Apple Numbers. Di Numbers pilih Ekspor ke Excel, lalu unggah hasilnya."),
    "old_excel": N_(
        "Format Excel ini terlalu tua untuk dibaca. Buka di Excel, Simpan Sebagai .xlsx, lalu unggah hasilnya."
    ),
    "password": N_("Berkas ini terkunci kata sandi. Buka di Excel, hapus sandinya, lalu unggah lagi."),
    # what can be read of it
    "truncated": N_("Berkas ini terpotong: bagian akhirnya tidak ada. Salin atau unduh ulang berkas aslinya."),
    "damaged": _DAMAGED,
    "crashed": N_(
        "Pembaca berkas berhenti di tengah berkas ini. Buka di Excel, Simpan Sebagai .xlsx, lalu unggah hasilnya."
    ),
    "slow": N_(
        "Membaca berkas ini makan waktu lebih dari {seconds} detik. Salin sheet nilai saja ke buku kerja baru, lalu "
        "unggah."
    ),
    "memory": N_("Isi berkas ini terlalu besar untuk memori. Salin sheet nilai saja ke buku kerja baru, lalu unggah."),
    "too_big": N_("Sheet di berkas ini terlalu besar. Salin tabel nilainya saja ke buku kerja baru, lalu unggah."),
    "too_many_sheets": N_(
        "Sheet di berkas ini terlalu banyak. Salin sheet nilai saja ke buku kerja baru, lalu unggah."
    ),
    "no_sheet": N_("Buku kerja ini tidak berisi sheet. Pilih berkas yang berisi nilai."),
    "all_hidden": N_(
        "Semua sheet di berkas ini tersembunyi. Di Excel klik kanan nama sheet, pilih Perlihatkan, simpan, lalu unggah "
        "lagi."
    ),
    "not_a_table": N_("Berkas ini hanya berisi grafik atau makro, tanpa tabel. Pilih berkas yang berisi nilai."),
    # a container that says one thing and holds another
    "zip_entries": _SAVE_AGAIN,
    "zip_name": _SAVE_AGAIN,
    "zip_duplicate": _SAVE_AGAIN,
    "zip_method": _SAVE_AGAIN,
    "zip_overlap": _SAVE_AGAIN,
    "zip_ratio": _SAVE_AGAIN,
    "zip_bad": _DAMAGED,
    "main_part": _SAVE_AGAIN,
    "xml_encoding": _SAVE_AGAIN,
    "xml_dtd": _SAVE_AGAIN,
}


def refused(code: str, limits: Limits) -> UnreadableFile:
    """The error to raise for a code; a code that is not here is a bug, and fails as one."""
    return UnreadableFile(
        code,
        SENTENCES[code],
        megabytes=limits.max_bytes // (1024 * 1024),
        seconds=limits.seconds,
    )
