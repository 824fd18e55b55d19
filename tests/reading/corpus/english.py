"""Gradebooks in English: teachers' own, and exports of learning platforms."""

from tests.reading.corpus.drawing import (
    A,
    B,
    C,
    K,
    T,
    absent,
    book,
    derived,
    draw,
    either,
    ident,
    kelas,
    mark,
    marks,
    nama,
    no,
    other,
    strangers,
)  # fmt: skip
from tests.reading.corpus.label import ANY, Case, Worth, Written, case
from tests.reading.corpus.paper import Formula, Paper


@case("Student Name and quizzes with an average", indonesian=False)
def quizzes() -> Case:
    paper, names = Paper(), strangers(22, seed=201)
    page = paper.page("Period 3")
    tests = [marks(22, 50, 100, seed=i) for i in range(4)]
    table = draw(page, "A1", [
        nama("Student Name"), *(mark(f"Quiz {i + 1}", ANY, None, v) for i, v in enumerate(tests)), mark("Midterm", ANY, ANY, marks(22, 50, 100, seed=9)),
        derived("Average", [Formula("=AVERAGE(B2:F2)", sum(v) / 4) for v in zip(*tests, strict=True)]), derived("Letter Grade", ["B+"] * 22),
    ], names)  # fmt: skip
    page.put("A24", "Class Average", *(sum(v) / 22 for v in tests), style="two")
    return book(paper, "Gradebook P3.xlsx", table, loose_columns={"H"})


@case("Pre-Test and Post-Test with gain", indonesian=False)
def pre_post() -> Case:
    paper, names = Paper(), strangers(18, seed=202)
    page = paper.page("Data")
    page.titles("A1:E1", "Welding Safety Training", "Pre/Post Assessment Results")
    before, after = marks(18, 30, 60), marks(18, 60, 100, seed=2)
    table = draw(page, "A4", [
        no("#"), nama("Participant"), mark("Pre-Test", None, B, before), mark("Post-Test", None, A, after),
        derived("Gain", [a - b for b, a in zip(before, after, strict=True)]),
    ], names)  # fmt: skip
    page.put("B24", "Mean", sum(before) / 18, sum(after) / 18, style="two")
    return book(paper, "welding.xlsx", table)


@case("Canvas export with Points Possible and a test student", indonesian=False)
def canvas() -> Case:
    paper, names = Paper(), strangers(20, seed=203, comma=True)
    table = draw(paper.page("Grades"), "A1", [
        nama("Student"), ident("ID", list(range(40010, 40030))), ident("SIS User ID", [f"S{i:05}" for i in range(20)]),
        ident("SIS Login ID", [f"u{i}@example.edu" for i in range(20)]), kelas("Section", ["AUTO-101-A"] * 20),
        mark("Lab Report 1 (55012)", ANY, None, marks(20, 5, 20)), mark("Lab Report 2 (55013)", ANY, None, marks(20, 5, 20, seed=2)),
        mark("Brake Quiz (55020)", ANY, None, marks(20, 20, 50, seed=3)), derived("Current Score", marks(20, 60, 99, seed=4, step=0.01)),
        derived("Final Score", marks(20, 60, 99, seed=5, step=0.01)), derived("Final Grade", ["B"] * 20),
    ], names, gap=1, merged=False, style="")  # fmt: skip
    paper.pages[0].put(
        "A2", "    Points Possible", None, None, None, None, 20, 20, 50, "(read only)", "(read only)", "(read only)"
    )
    paper.pages[0].put("A23", "Student, Test", 49999, None, None, "AUTO-101-A", 0, 0, 0, 0, 0)
    table.loose_students = {23}
    table.free = {"F23", "G23", "H23"}
    return book(paper, "canvas_grades.xlsx", table, loose_columns={"J"}, any_blocks=True)


@case("Moodle grade export with course total and dashes", indonesian=False)
def moodle() -> Case:
    paper, names = Paper(), strangers(19, seed=204)
    dash = Written("-", Worth.MISSING)
    quiz = [dash if i % 5 == 0 else v for i, v in enumerate(marks(19, 2, 10, step=0.5))]
    table = draw(paper.page("Grades"), "A1", [
        nama("First name", [n.split()[0] for n in names]), ident("Surname", [n.split()[1] for n in names]), ident("ID number", [f"{2300 + i}" for i in range(19)]),
        other("Institution"), other("Department"), other("Email address", [f"a{i}@example.org" for i in range(19)]),
        mark("Quiz: Pre-test (Real)", None, B, quiz), mark("Quiz: Post-test (Real)", None, A, marks(19, 5, 10, seed=3, step=0.5)),
        derived("Course total (Real)", marks(19, 10, 20, seed=4)), other("Last downloaded from this course", [1741000000] * 19),
    ], names, merged=False, style="")  # fmt: skip
    table.loose_name_columns = {"B"}
    return book(paper, "AUTO Grades.xlsx", table)


@case("Moodle quiz report with maximum in the heading and Overall average", indonesian=False)
def moodle_quiz() -> Case:
    paper, names = Paper(), strangers(17, seed=205)
    page = paper.page("Responses")
    grades = marks(17, 8, 20, step=0.25)
    table = draw(page, "A1", [
        nama("Surname", [n.split()[1] for n in names]), ident("First name", [n.split()[0] for n in names]), other("State", ["Finished"] * 17),
        other("Started on", ["3 March 2025 8:01 AM"] * 17), other("Time taken", ["12 mins 3 secs"] * 17), mark("Grade/20.00", ANY, ANY, grades),
        either("Q. 1 /10.00", marks(17, 4, 10, seed=2)), either("Q. 2 /10.00", marks(17, 4, 10, seed=3)),
    ], names, merged=False, style="")  # fmt: skip
    page.put("A19", "Overall average", None, None, None, None, sum(grades) / 17, 7.1, 6.9)
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
    for k, part in enumerate(("WRITTEN WORKS (40%)", "PERFORMANCE TASKS (60%)")):
        columns += [mark((part, str(i + 1)), ANY, None, marks(24, 5, 20, seed=k * 10 + i)) for i in range(4)]
        columns += [
            derived((part, word), marks(24, 50, 90, seed=k * 10 + 5 + j))
            for j, word in enumerate(("Total", "PS", "WS"))
        ]
    columns += [
        derived("Initial Grade", marks(24, 60, 90, seed=31)),
        derived("Quarterly Grade", marks(24, 70, 95, seed=32)),
    ]
    table = draw(page, "A7", columns, names, gap=1, breaks={0: ("", "MALE"), 13: ("", "FEMALE")}, merged=False)
    page.put(
        "B9", "HIGHEST POSSIBLE SCORE", 20, 20, 20, 20, 80, 100, "40%", 20, 20, 20, 20, 80, 100, "60%", style="green"
    )
    table.loose_header = {9}
    table.columns.pop("A")
    return book(paper, "ECR English.xlsx", table, loose_columns={"Q"})


@case("theory and practical with maximum in the heading, roll numbers, result in words", indonesian=False)
def theory_practical() -> Case:
    paper, names = Paper(), [n.upper() for n in strangers(20, seed=207)]
    page = paper.page("ITI Fitter")
    page.titles("A1:G1", "GOVT. INDUSTRIAL TRAINING INSTITUTE", "TRADE: FITTER   SESSION 2023-24")
    theory, practical = marks(20, 30, 70), marks(20, 12, 30, seed=2)
    table = draw(page, "A4", [
        no("Sl. No."), ident("Roll No.", list(range(1101, 1121))), nama("Name of the Trainee"), mark("Theory (70)", K, None, theory),
        mark("Practical (30)", T, None, practical), derived("Total (100)", [a + b for a, b in zip(theory, practical, strict=True)]), derived("Result", ["PASS"] * 20),
    ], names)  # fmt: skip
    return book(paper, "fitter.xlsx", table)


@case("two sheets, Pre-Test Entry and Post-Test Entry", indonesian=False)
def entries() -> Case:
    paper, names, tables = Paper(), strangers(15, seed=208), []
    for phase, sheet in ((B, "Pre-Test Entry"), (A, "Post-Test Entry")):
        page = paper.page(sheet)
        page.put("A1", sheet)
        tables.append(draw(page, "A3", [ident("Student ID", [f"ST-{i:03}" for i in range(15)]), nama("Name"),
                                        mark("Score", ANY, phase, marks(15, 40, 95, seed=len(sheet)))], names))  # fmt: skip
    return book(paper, "entries.xlsx", *tables)


@case("weights row, category row and assignments by date", indonesian=False)
def weighted() -> Case:
    paper, names = Paper(), strangers(16, seed=209, comma=True)
    page = paper.page("Algebra")
    page.put("A1", "Category", None, "Homework", "Homework", "Test", "Test", style="box")
    page.put("A2", "Weight", None, "20%", "20%", "30%", "30%", style="box")
    table = draw(page, "A3", [
        nama("Student"), ident("ID", list(range(801, 817))), mark("HW 1", ANY, None, marks(16, 5, 10)), mark("HW 2", ANY, None, marks(16, 5, 10, seed=2)),
        mark("Unit Test 1", ANY, None, marks(16, 50, 100, seed=3)), mark("Unit Test 2", ANY, None, marks(16, 50, 100, seed=4)),
        derived("Overall %", marks(16, 60, 98, seed=5, step=0.1)),
    ], names)  # fmt: skip
    table.loose_header = {1, 2}
    return book(paper, "algebra.xlsx", table)


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
    table = draw(paper.page("data"), "A1", [
        ident("student_id", list(range(1, 22))), nama("full_name"), kelas("class", ["11A", "11B", "11C"] * 7),
        *(mark(h, aspect, phase, marks(21, 40, 95, seed=i)) for i, (h, aspect, phase) in enumerate(heads)),
    ], names, merged=False, style="")  # fmt: skip
    return book(paper, "scores.xlsx", table)


@case("long form in English, one row a student and test", indonesian=False)
def long_english() -> Case:
    paper, names = Paper(), strangers(10, seed=212)
    lines = [(name, test) for name in names for test in ("Pre", "Post")]
    table = draw(paper.page("long"), "A1", [
        nama("Student", [line[0] for line in lines]), other("Test", [line[1] for line in lines]), mark("Score", ANY, ANY, marks(20, 40, 95)),
    ], [line[0] for line in lines])  # fmt: skip
    table.meaning = {f"C{row}": (None, B if line[1] == "Pre" else A) for row, line in enumerate(lines, 2)}
    return book(paper, "long.xlsx", table)


@case("marks above one hundred on purpose with extra credit", indonesian=False)
def extra_credit() -> Case:
    paper, names = Paper(), strangers(14, seed=213)
    values: list[object] = list(marks(14, 70, 100))
    values[3], values[8] = Written(105, 105.0, or_problem=True), Written(110, 110.0, or_problem=True)
    table = draw(paper.page("Sheet1"), "A1", [
        nama("Student Name"), mark("Exam 1", ANY, None, values), mark("Exam 2", ANY, None, marks(14, 60, 100, seed=3)),
        other("Extra Credit Notes", ["poster", None] * 7), absent("Days Absent", marks(14, 0, 5)),
    ], names)  # fmt: skip
    return book(paper, "exams.xlsx", table)


@case("rank list beside the gradebook and NS where no submission", indonesian=False)
def not_submitted() -> Case:
    paper, names = Paper(), strangers(15, seed=214)
    page = paper.page("Term 2")
    essay: list[object] = list(marks(15, 10, 25))
    essay[2], essay[7] = Written("NS", Worth.DID_NOT_SIT), Written("Ns", Worth.DID_NOT_SIT)
    table = draw(page, "B4", [no("S/N"), nama("NAME"), mark("ESSAY", ANY, None, essay), mark("PROJECT", ANY, None, marks(15, 10, 25, seed=3)),
                              derived("TOTAL", marks(15, 20, 50, seed=4)), derived("POSITION", list(range(1, 16)))], names)  # fmt: skip
    page.put("J4", "TOP 5", "NAME", style="green")
    for i in range(5):
        page.put(f"J{5 + i}", i + 1, names[i * 2], style="box")
    return book(paper, "term2.xlsx", table, quiet_tables=True)
