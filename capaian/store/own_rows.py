"""Whether an import stays within what was assigned to the one who makes it. Pure."""

from capaian.access import Actor, aspects_seen
from capaian.locale import N_
from capaian.problems import Refused
from capaian.store.plan import Plan
from capaian.store.scope import is_seen_class


def refuse_unseen(actor: Actor, plan: Plan) -> None:
    """Nothing where every mark is of an aspect and every student of a class the actor sees.

    The class is that of the cohort for who is in it, of the file for everybody else. Raises Refused,
    naming the student as the file does; nothing is told of what the school knows.
    """
    aspects = aspects_seen(actor)
    if aspects is not None and not set(plan.marks["aspect"].unique()) <= aspects:
        raise Refused(
            N_(
                "Berkas ini memuat nilai di luar aspek teknis dan karakter, padahal hanya keduanya yang menjadi tugas "
                "Anda. Hapus kolom yang lain dari berkas Anda, lalu unggah lagi."
            )
        )
    for person, known in zip(plan.people, plan.known, strict=True):
        in_file = person.class_name or (known.class_name if known else "")
        class_name = known.class_name if known and known.here else in_file
        if not is_seen_class(actor, class_name):
            raise Refused(
                N_(
                    "“{name}” tidak tercatat di kelas yang menjadi tugas Anda. Periksa kelasnya di berkas Anda, atau "
                    "mintalah kepada admin sekolah."
                ),
                name=person.name,
            )
