"""Exports of learning platforms and official class records."""

from tests.reading.corpus.columns import A, B, derived, either, ident, kelas, mark, marks, nama, no, other, strangers
from tests.reading.corpus.drawing import book, draw
from tests.reading.corpus.label import ANY, Case, Worth, Written, case
from tests.reading.corpus.paper import Paper


@case("Canvas export with Points Possible and a test student", indonesian=False)
def canvas() -> Case:
    paper, names = Paper(), strangers(20, seed=203, comma=True)
    table = draw(
        paper.page("Grades"),
        "A1",
        [
            nama("Student"),
            ident("ID", list(range(40010, 40030))),
            ident("SIS User ID", [f"S{i:05}" for i in range(20)]),
            ident("SIS Login ID", [f"u{i}@example.edu" for i in range(20)]),
            kelas("Section", ["AUTO-101-A"] * 20),
            mark("Lab Report 1 (55012)", ANY, None, marks(20, 5, 20)),
            mark("Lab Report 2 (55013)", ANY, None, marks(20, 5, 20, seed=2)),
            mark("Brake Quiz (55020)", ANY, None, marks(20, 20, 50, seed=3)),
            derived("Current Score", marks(20, 60, 99, seed=4, step=0.01)),
            derived("Final Score", marks(20, 60, 99, seed=5, step=0.01)),
            derived("Final Grade", ["B"] * 20),
        ],
        names,
        gap=1,
        merged=False,
        style="",
    )
    paper.pages[0].put(
        "A2", "    Points Possible", None, None, None, None, 20, 20, 50, "(read only)", "(read only)", "(read only)"
    )
    paper.pages[0].put("A23", "Student, Test", 49999, None, None, "AUTO-101-A", 0, 0, 0, 0, 0)
    table.loose_students = {23}
    table.scale_max = {"F": 20, "G": 20, "H": 50}
    table.free = {"F23", "G23", "H23"}
    return book(paper, "canvas_grades.xlsx", table, loose_columns={"J"}, any_blocks=True)


@case("Moodle grade export with course total and dashes", indonesian=False)
def moodle() -> Case:
    paper, names = Paper(), strangers(19, seed=204)
    dash = Written("-", Worth.MISSING)
    quiz = [dash if i % 5 == 0 else v for i, v in enumerate(marks(19, 2, 10, step=0.5))]
    table = draw(
        paper.page("Grades"),
        "A1",
        [
            nama("First name", [n.split()[0] for n in names]),
            ident("Surname", [n.split()[1] for n in names]),
            ident("ID number", [f"{2300 + i}" for i in range(19)]),
            other("Institution"),
            other("Department"),
            other("Email address", [f"a{i}@example.org" for i in range(19)]),
            mark("Quiz: Pre-test (Real)", None, B, quiz),
            mark("Quiz: Post-test (Real)", None, A, marks(19, 5, 10, seed=3, step=0.5)),
            derived("Course total (Real)", marks(19, 10, 20, seed=4)),
            other("Last downloaded from this course", [1741000000] * 19),
        ],
        names,
        merged=False,
        style="",
    )
    table.loose_name_columns = {"B"}
    return book(paper, "AUTO Grades.xlsx", table)


@case("Moodle quiz report with maximum in the heading and Overall average", indonesian=False)
def moodle_quiz() -> Case:
    paper, names = Paper(), strangers(17, seed=205)
    page = paper.page("Responses")
    grades = marks(17, 8, 20, step=0.25)
    table = draw(
        page,
        "A1",
        [
            nama("Surname", [n.split()[1] for n in names]),
            ident("First name", [n.split()[0] for n in names]),
            other("State", ["Finished"] * 17),
            other("Started on", ["3 March 2025 8:01 AM"] * 17),
            other("Time taken", ["12 mins 3 secs"] * 17),
            mark("Grade/20.00", ANY, ANY, grades),
            either("Q. 1 /10.00", marks(17, 4, 10, seed=2)),
            either("Q. 2 /10.00", marks(17, 4, 10, seed=3)),
        ],
        names,
        merged=False,
        style="",
    )
    page.put("A19", "Overall average", None, None, None, None, sum(grades) / 17, 7.1, 6.9)
    table.scale_max = {"F": 20}
    table.columns["F"].roles = frozenset({"score", "derived"})
    table.loose_marks = {cell for cell in table.marks if cell[0] == "F"}
    table.loose_name_columns = {"B"}
    return book(paper, "pretest-grades.xlsx", table)


@case("class record with HIGHEST POSSIBLE SCORE and MALE and FEMALE sections", indonesian=False)
def class_record() -> Case:
    paper, names = Paper(), strangers(24, seed=206, comma=True)
    page = paper.page("ENGLISH _Q1")
    page.titles("A1:T1", "Class Record", "(Pursuant to Deped Order 8 series of 2015)")
    page.put("B4", "REGION", "IV", None, "DIVISION", "Santa Rosa")
    page.put("B5", "FIRST QUARTER", None, None, "GRADE & SECTION: 11-Narra", None, "TEACHER: L. Harwick")
    columns = [no(("", "")), nama(("LEARNERS' NAMES", ""))]
    initial = [0.0] * 24
    for k, (part, share) in enumerate((("WRITTEN WORKS (40%)", 0.4), ("PERFORMANCE TASKS (60%)", 0.6))):
        tasks = [marks(24, 5, 20, seed=k * 10 + i) for i in range(4)]
        totals = [sum(some) for some in zip(*tasks, strict=True)]
        percents = [total / 80 * 100 for total in totals]
        initial = [so_far + percent * share for so_far, percent in zip(initial, percents, strict=True)]
        columns += [mark((part, str(i + 1)), ANY, None, values) for i, values in enumerate(tasks)]
        columns += [
            derived((part, "Total"), totals),
            derived((part, "PS"), percents),
            derived((part, "WS"), [percent * share for percent in percents]),
        ]
    columns += [
        derived("Initial Grade", initial),
        derived("Quarterly Grade", [round(60 + grade * 0.4) for grade in initial]),
    ]
    table = draw(page, "A7", columns, names, gap=1, breaks={0: ("", "MALE"), 13: ("", "FEMALE")}, merged=False)
    page.put(
        "B9", "HIGHEST POSSIBLE SCORE", 20, 20, 20, 20, 80, 100, "40%", 20, 20, 20, 20, 80, 100, "60%", style="green"
    )
    table.loose_header = {9}
    table.columns.pop("A")
    table.scale_max = dict.fromkeys("CDEFJKLM", 20)
    return book(paper, "ECR English.xlsx", table, loose_columns={"Q"})


@case("weights row, category row and assignments by date", indonesian=False)
def weighted() -> Case:
    paper, names = Paper(), strangers(16, seed=209, comma=True)
    page = paper.page("Algebra")
    page.put("A1", "Category", None, "Homework", "Homework", "Test", "Test", style="box")
    page.put("A2", "Weight", None, "20%", "20%", "30%", "30%", style="box")
    table = draw(
        page,
        "A3",
        [
            nama("Student"),
            ident("ID", list(range(801, 817))),
            mark("HW 1", ANY, None, marks(16, 5, 10)),
            mark("HW 2", ANY, None, marks(16, 5, 10, seed=2)),
            mark("Unit Test 1", ANY, None, marks(16, 50, 100, seed=3)),
            mark("Unit Test 2", ANY, None, marks(16, 50, 100, seed=4)),
            derived("Overall %", marks(16, 60, 98, seed=5, step=0.1)),
        ],
        names,
    )
    table.loose_header = {1, 2}
    return book(paper, "algebra.xlsx", table)
