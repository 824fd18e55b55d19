"""Gradebooks in English that teachers and trainers make themselves."""

from tests.reading.corpus.columns import (
    A,
    B,
    C,
    K,
    T,
    absent,
    derived,
    ident,
    kelas,
    mark,
    marks,
    nama,
    no,
    other,
    strangers,
)
from tests.reading.corpus.drawing import book, draw
from tests.reading.corpus.label import ANY, Case, Worth, Written, case
from tests.reading.corpus.paper import Formula, Paper


@case("Student Name and quizzes with an average", indonesian=False)
def quizzes() -> Case:
    paper, names = Paper(), strangers(22, seed=201)
    page = paper.page("Period 3")
    tests = [marks(22, 50, 100, seed=i) for i in range(4)]
    table = draw(
        page,
        "A1",
        [
            nama("Student Name"),
            *(mark(f"Quiz {i + 1}", ANY, None, v) for i, v in enumerate(tests)),
            mark("Midterm", ANY, ANY, marks(22, 50, 100, seed=9)),
            derived("Average", [Formula("=AVERAGE(B2:F2)", sum(v) / 4) for v in zip(*tests, strict=True)]),
            derived("Letter Grade", ["B+"] * 22),
        ],
        names,
    )
    page.put("A24", "Class Average", *(sum(v) / 22 for v in tests), style="two")
    return book(paper, "Gradebook P3.xlsx", table, loose_columns={"H"})


@case("Pre-Test and Post-Test with gain", indonesian=False)
def pre_post() -> Case:
    paper, names = Paper(), strangers(18, seed=202)
    page = paper.page("Data")
    page.titles("A1:E1", "Welding Safety Training", "Pre/Post Assessment Results")
    before, after = marks(18, 30, 60), marks(18, 60, 100, seed=2)
    table = draw(
        page,
        "A4",
        [
            no("#"),
            nama("Participant"),
            mark("Pre-Test", None, B, before),
            mark("Post-Test", None, A, after),
            derived("Gain", [a - b for b, a in zip(before, after, strict=True)]),
        ],
        names,
    )
    page.put("B24", "Mean", sum(before) / 18, sum(after) / 18, style="two")
    return book(paper, "welding.xlsx", table)


@case("theory and practical with maximum in the heading, roll numbers, result in words", indonesian=False)
def theory_practical() -> Case:
    paper, names = Paper(), [n.upper() for n in strangers(20, seed=207)]
    page = paper.page("ITI Fitter")
    page.titles("A1:G1", "GOVT. INDUSTRIAL TRAINING INSTITUTE", "TRADE: FITTER   SESSION 2023-24")
    theory, practical = marks(20, 30, 70), marks(20, 12, 30, seed=2)
    table = draw(
        page,
        "A4",
        [
            no("Sl. No."),
            ident("Roll No.", list(range(1101, 1121))),
            nama("Name of the Trainee"),
            mark("Theory (70)", K, None, theory),
            mark("Practical (30)", T, None, practical),
            derived("Total (100)", [a + b for a, b in zip(theory, practical, strict=True)]),
            derived("Result", ["PASS"] * 20),
        ],
        names,
    )
    table.scale_max = {"D": 70, "E": 30}
    return book(paper, "fitter.xlsx", table)


@case("two sheets, Pre-Test Entry and Post-Test Entry", indonesian=False)
def entries() -> Case:
    paper, names, tables = Paper(), strangers(15, seed=208), []
    for phase, sheet in ((B, "Pre-Test Entry"), (A, "Post-Test Entry")):
        page = paper.page(sheet)
        page.put("A1", sheet)
        tables.append(
            draw(
                page,
                "A3",
                [
                    ident("Student ID", [f"ST-{i:03}" for i in range(15)]),
                    nama("Name"),
                    mark("Score", ANY, phase, marks(15, 40, 95, seed=len(sheet))),
                ],
                names,
            )
        )
    return book(paper, "entries.xlsx", *tables)


@case("skills checklist rated 1 to 5 before and after the course", indonesian=False)
def skills() -> Case:
    paper, names = Paper(), strangers(12, seed=210)
    page = paper.page("Skills")
    page.put("A1", "Rate each skill from 1 (novice) to 5 (expert)")
    columns = [nama("Trainee Name")]
    for skill in ("Cutting", "Grinding", "MIG weld"):
        columns += [
            mark((skill, "Pre"), ANY, B, marks(12, 1, 3, seed=len(columns))),
            mark((skill, "Post"), ANY, A, marks(12, 3, 5, seed=len(columns) + 9)),
        ]
    return book(paper, "skills.xlsx", draw(page, "A3", columns, names))


@case("knowledge, skills and attitude before and after in snake case", indonesian=False)
def three_aspects() -> Case:
    paper, names = Paper(), strangers(21, seed=211)
    heads = (
        ("pre_cognitive", K, B),
        ("post_cognitive", K, A),
        ("pre_technical", T, B),
        ("post_technical", T, A),
        ("pre_character", C, B),
        ("post_character", C, A),
    )
    table = draw(
        paper.page("data"),
        "A1",
        [
            ident("student_id", list(range(1, 22))),
            nama("full_name"),
            kelas("class", ["11A", "11B", "11C"] * 7),
            *(mark(h, aspect, phase, marks(21, 40, 95, seed=i)) for i, (h, aspect, phase) in enumerate(heads)),
        ],
        names,
        merged=False,
        style="",
    )
    return book(paper, "scores.xlsx", table)


@case("long form in English, one row a student and test", indonesian=False)
def long_english() -> Case:
    paper, names = Paper(), strangers(10, seed=212)
    lines = [(name, test) for name in names for test in ("Pre", "Post")]
    table = draw(
        paper.page("long"),
        "A1",
        [
            nama("Student", [line[0] for line in lines]),
            other("Test", [line[1] for line in lines]),
            mark("Score", ANY, ANY, marks(20, 40, 95)),
        ],
        [line[0] for line in lines],
    )
    table.meaning = {f"C{row}": (None, B if line[1] == "Pre" else A) for row, line in enumerate(lines, 2)}
    return book(paper, "long.xlsx", table)


@case("marks above one hundred on purpose with extra credit", indonesian=False)
def extra_credit() -> Case:
    paper, names = Paper(), strangers(14, seed=213)
    values: list[object] = list(marks(14, 70, 100))
    values[3], values[8] = Written(105, 105.0, or_problem=True), Written(110, 110.0, or_problem=True)
    table = draw(
        paper.page("Sheet1"),
        "A1",
        [
            nama("Student Name"),
            mark("Exam 1", ANY, None, values),
            mark("Exam 2", ANY, None, marks(14, 60, 100, seed=3)),
            other("Extra Credit Notes", ["poster", None] * 7),
            absent("Days Absent", marks(14, 0, 5)),
        ],
        names,
    )
    return book(paper, "exams.xlsx", table)


@case("rank list beside the gradebook and NS where no submission", indonesian=False)
def not_submitted() -> Case:
    paper, names = Paper(), strangers(15, seed=214)
    page = paper.page("Term 2")
    essay: list[object] = list(marks(15, 10, 25))
    essay[2], essay[7] = Written("NS", Worth.DID_NOT_SIT), Written("Ns", Worth.DID_NOT_SIT)
    table = draw(
        page,
        "B4",
        [
            no("S/N"),
            nama("NAME"),
            mark("ESSAY", ANY, None, essay),
            mark("PROJECT", ANY, None, marks(15, 10, 25, seed=3)),
            derived("TOTAL", marks(15, 20, 50, seed=4)),
            derived("POSITION", list(range(1, 16))),
        ],
        names,
    )
    page.put("J4", "TOP 5", "NAME", style="green")
    for i in range(5):
        page.put(f"J{5 + i}", i + 1, names[i * 2], style="box")
    return book(paper, "term2.xlsx", table, quiet_tables=True)
