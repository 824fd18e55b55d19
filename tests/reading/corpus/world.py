"""Gradebooks in other languages, in the shapes and scales of their schools."""

from collections.abc import Sequence

from tests.reading.corpus.columns import A, B, absent, derived, ident, kelas, mark, marks, nama, no, strangers
from tests.reading.corpus.drawing import book, draw
from tests.reading.corpus.label import ANY, Case, case
from tests.reading.corpus.paper import Paper


def _averages(tests: Sequence[Sequence[float]]) -> list[float]:
    return [sum(v) / len(tests) for v in zip(*tests, strict=True)]


@case("Apellidos y Nombres with notes from 0 to 20", indonesian=False)
def peru() -> Case:
    names = [
        "Quispe Marón, Lucía",
        "Huamaní Torres, Iván",
        "Rojas Peñaloza, Ana",
        "Vargas Ñahui, Pedro",
        "Salas Cueva, María José",
        "Inga Rimac, Óscar",
        "Cárdenas Luján, Eva",
        "Poma Ticona, Raúl",
        "Zegarra Díaz, Inés",
        "Ccori Apaza, Hugo",
    ]
    paper = Paper()
    page = paper.page("3ro A")
    page.titles("A1:F1", "REGISTRO DE NOTAS", "GRADO: 3ro  SECCIÓN: A")
    tests = [marks(10, 8, 20, seed=i) for i in range(3)]
    table = draw(
        page,
        "A4",
        [
            no("N°"),
            nama("Apellidos y Nombres"),
            *(mark(f"Nota {i + 1}", ANY, None, v) for i, v in enumerate(tests)),
            derived("Promedio", _averages(tests)),
        ],
        sorted(names),
    )
    return book(paper, "registro 3A.xlsx", table)


@case("Alumno with evaluación inicial and final", indonesian=False)
def spanish_training() -> Case:
    paper, names = Paper(), strangers(13, seed=221)
    table = draw(
        paper.page("Hoja1"),
        "B3",
        [
            nama("Nombre del alumno"),
            mark("Pretest", None, B, marks(13, 2, 6)),
            mark("Postest", None, A, marks(13, 5, 10, seed=2)),
            absent("Asistencia", marks(13, 8, 10)),
        ],
        names,
    )
    return book(paper, "curso.xlsx", table)


@case("Portuguese class list with AV1 AV2 and Média", indonesian=False)
def portuguese() -> Case:
    paper, names = Paper(), strangers(17, seed=222)
    page = paper.page("Turma 201")
    page.put("A1", "Escola Técnica Estadual - Turma 201")
    tests = [marks(17, 3, 10, seed=i, step=0.5) for i in range(2)]
    table = draw(
        page,
        "A3",
        [
            no("Nº"),
            nama("Nome do Aluno"),
            *(mark(f"AV{i + 1}", ANY, None, v) for i, v in enumerate(tests)),
            derived("Média", _averages(tests)),
            absent("Faltas", marks(17, 0, 9)),
            derived("Situação", ["Aprovado"] * 17),
        ],
        names,
    )
    return book(paper, "turma 201.xlsx", table)


@case("French Nom and Prénom with notes out of twenty", indonesian=False)
def french() -> Case:
    paper, names = Paper(), strangers(14, seed=223)
    tests = [marks(14, 5, 19, seed=i, step=0.5) for i in range(2)]
    table = draw(
        paper.page("1ère STI"),
        "A1",
        [
            nama("Nom", [n.split()[1] for n in names]),
            ident("Prénom", [n.split()[0] for n in names]),
            *(mark(f"Note {i + 1} /20", ANY, None, v) for i, v in enumerate(tests)),
            derived("Moyenne", _averages(tests)),
        ],
        names,
    )
    table.loose_name_columns = {"B"}
    return book(paper, "notes.xlsx", table)


@case("Turkish Adı Soyadı with two exams and Ortalama", indonesian=False)
def turkish() -> Case:
    paper, names = Paper(), strangers(16, seed=224)
    page = paper.page("11-A")
    page.titles("A1:F1", "11-A SINIFI NOT ÇİZELGESİ")
    tests = [marks(16, 40, 100, seed=i) for i in range(2)]
    table = draw(
        page,
        "A3",
        [
            no("Sıra No"),
            ident("Okul No", list(range(300, 316))),
            nama("Adı Soyadı"),
            *(mark(f"{i + 1}. Yazılı", ANY, None, v) for i, v in enumerate(tests)),
            derived("Ortalama", _averages(tests)),
        ],
        names,
    )
    return book(paper, "11A.xlsx", table)


@case("Vietnamese STT and Họ và tên with TB", indonesian=False)
def vietnamese() -> Case:
    names = [
        "Nguyễn Văn An",
        "Trần Thị Bích",
        "Lê Hoàng Dũng",
        "Phạm Thu Hà",
        "Võ Minh Khoa",
        "Đặng Thị Lan",
        "Bùi Quốc Nam",
        "Hồ Ngọc Oanh",
        "Dương Gia Phúc",
    ]
    paper = Paper()
    page = paper.page("11B2")
    page.titles("A1:F1", "BẢNG ĐIỂM LỚP 11B2")
    table = draw(
        page,
        "A3",
        [
            no("STT"),
            nama("Họ và tên"),
            mark("15 phút", ANY, None, marks(9, 5, 10)),
            mark("1 tiết", ANY, None, marks(9, 5, 10, seed=2)),
            mark("Học kỳ", ANY, ANY, marks(9, 5, 10, seed=3)),
            derived("ĐTB", marks(9, 5, 10, seed=4, step=0.1)),
        ],
        names,
    )
    return book(paper, "11B2.xlsx", table)


@case("Russian ФИО with marks from 2 to 5", indonesian=False)
def russian() -> Case:
    names = [
        "Абрамцев Илья",
        "Волгина Дарья",
        "Горский Павел",
        "Дубравина Анна",
        "Ершов Максим",
        "Зорина Ольга",
        "Калинин Егор",
        "Лугова Вера",
        "Мшанов Олег",
    ]
    paper = Paper()
    page = paper.page("Группа 21")
    tests = [marks(9, 2, 5, seed=i) for i in range(3)]
    table = draw(
        page,
        "A2",
        [
            no("№"),
            nama("ФИО"),
            *(mark(f"Контрольная {i + 1}", ANY, None, v) for i, v in enumerate(tests)),
            derived("Средний балл", _averages(tests)),
        ],
        names,
    )
    return book(paper, "группа 21.xlsx", table)


@case("Malay Nama Murid with Ujian and Peperiksaan", indonesian=False)
def malay() -> Case:
    paper, names = Paper(), strangers(15, seed=225)
    tests = [marks(15, 40, 90, seed=i) for i in range(2)]
    columns = [no("BIL"), nama("NAMA MURID"), *(mark(f"UJIAN {i + 1}", ANY, None, v) for i, v in enumerate(tests))]
    columns += [derived("PURATA", _averages(tests)), derived("GRED", ["B"] * 15)]
    table = draw(paper.page("4 Amanah"), "A2", columns, names)
    return book(paper, "4 Amanah.xlsx", table)


@case("participants of a company course with before and after training in percent", indonesian=False)
def percent() -> Case:
    paper, names = Paper(), strangers(12, seed=226)
    page = paper.page("Evaluation")
    page.down("A1", "Course: Forklift Basics", "Trainer: J. Castellan")
    table = draw(
        page,
        "A5",
        [
            nama("Employee Name"),
            kelas("Department", ["Stores"] * 12),
            mark("Before Training", None, B, marks(12, 30, 60)),
            mark("After Training", None, A, marks(12, 60, 95, seed=2)),
            derived("% Improvement", [f"{v}%" for v in marks(12, 10, 90, seed=3)]),
        ],
        names,
    )
    table.columns["B"].roles |= {"ignored", "identity"}
    return book(paper, "forklift.xlsx", table)


@case("xls of an old school program with period marks", indonesian=False)
def old_xls() -> Case:
    paper, names = Paper(), [n.upper() for n in strangers(20, seed=227, comma=True)]
    page = paper.page("HR 204")
    page.put("A1", "HOMEROOM 204 PROGRESS MARKS")
    table = draw(
        page,
        "A3",
        [
            ident("STUDENT NO", list(range(60100, 60120))),
            nama("STUDENT NAME"),
            mark("PERIOD 1", ANY, None, marks(20, 50, 100)),
            mark("PERIOD 2", ANY, None, marks(20, 50, 100, seed=2)),
            absent("ABSENCES", marks(20, 0, 12)),
            absent("TARDY", marks(20, 0, 5)),
        ],
        names,
    )
    return book(paper, "HR204.xls", table)
