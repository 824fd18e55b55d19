"""More gradebooks in English: courses, universities, sport and shops that grade people."""

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
from tests.reading.corpus.label import ANY, Case, TableLabel, Worth, Written, case
from tests.reading.corpus.paper import Formula, Paper, at


@case("Last Name and First Name with homework out of ten in brackets", indonesian=False)
def last_first() -> Case:
    paper, names = Paper(), strangers(19, seed=401)
    columns = [nama("Last Name", [n.split()[1] for n in names]), ident("First Name", [n.split()[0] for n in names])]
    columns += [mark(f"HW{i + 1} (10)", ANY, None, marks(19, 4, 10, seed=i)) for i in range(5)]
    columns += [derived("HW Total", [sum(some) for some in zip(*(c.values for c in columns[2:]), strict=True)])]
    table = draw(paper.page("Sheet1"), "A1", columns, names, merged=False)
    table.loose_name_columns, table.scale_max = {"B"}, dict.fromkeys("CDEFG", 10)
    return book(paper, "phys101.xlsx", table)


@case("Max Marks row under the heading and Absent typed as AB", indonesian=False)
def max_marks() -> Case:
    paper, names = Paper(), strangers(21, seed=402)
    physics: list[object] = list(marks(21, 20, 80))
    physics[4], physics[11] = Written("AB", Worth.DID_NOT_SIT, free=True), Written("Absent", Worth.DID_NOT_SIT)
    page = paper.page("XI-A Term I")
    page.titles("A1:G1", "SUNRISE HIGHER SECONDARY SCHOOL", "RESULT SHEET TERM I", "CLASS XI-A")
    maths = marks(21, 30, 100, seed=2)
    table = draw(
        page,
        "A5",
        [
            no("S. No."),
            ident("Adm. No.", list(range(4401, 4422))),
            nama("Student's Name"),
            mark("Physics", ANY, None, physics),
            mark("Maths", ANY, None, maths),
            derived("Grand Total", marks(21, 60, 170, seed=3)),
            derived("Rank", list(range(1, 22))),
        ],
        names,
        gap=1,
    )
    page.put("C6", "Max. Marks", 80, 100, 180, style="box")
    table.loose_header, table.scale_max = {6}, {"D": 80, "E": 100}
    return book(paper, "term1.xlsx", table, any_blocks=True)


@case("knowledge, practical and behaviour before and after under merged headings", indonesian=False)
def merged_three() -> Case:
    paper, names = Paper(), strangers(17, seed=403)
    page = paper.page("Results")
    page.titles("B1:H1", "Apprentice Programme - Cohort 4")
    columns = [nama("Apprentice Name")]
    for i, (word, aspect) in enumerate((("Theory", K), ("Practical", T), ("Attitude", C))):
        columns += [
            mark((word, "Before"), aspect, B, marks(17, 40, 70, seed=i)),
            mark((word, "After"), aspect, A, marks(17, 60, 95, seed=i + 4)),
        ]
    return book(paper, "cohort 4.xlsx", draw(page, "B3", columns, names))


@case("students as columns in English, one row an assignment", indonesian=False)
def transposed() -> Case:
    paper, names = Paper(), strangers(9, seed=404)
    page = paper.page("Sheet1")
    page.put("A1", "Student", *names, style="head")
    page.put("A2", "Pre-test", *marks(9, 30, 60), style="box")
    page.put("A3", "Post-test", *marks(9, 60, 95, seed=2), style="box")
    table = TableLabel("Sheet1", (1,), (), None, by_cell=True)
    for row, phase, values in ((2, B, marks(9, 30, 60)), (3, A, marks(9, 60, 95, seed=2))):
        for i, value in enumerate(values):
            table.marks[at(row, 2 + i)] = (names[i], value)
            table.meaning[at(row, 2 + i)] = (None, phase)
    return book(paper, "turned.xlsx", table)


@case("three sections on three sheets with homework and a hidden answers sheet", indonesian=False)
def sections() -> Case:
    paper, tables = Paper(), []
    for i, sheet in enumerate(("Sec A", "Sec B", "Sec C")):
        names = strangers(11 + i, seed=405 + i, comma=True)
        tests = [marks(len(names), 10, 25, seed=i * 3 + k) for k in range(3)]
        tables.append(
            draw(
                paper.page(sheet),
                "A2",
                [
                    no("No."),
                    nama("NAME OF STUDENT"),
                    *(mark(f"Test {k + 1}", ANY, None, v) for k, v in enumerate(tests)),
                    derived("Total /75", [sum(some) for some in zip(*tests, strict=True)]),
                ],
                names,
            )
        )
    answers = paper.page("Key", hidden=True)
    answers.put("A1", "Name", "Test 1", "Test 2")
    answers.put("A2", "Answer key", 25, 25)
    return book(paper, "sections.xlsx", *tables)


@case("standard deviation, mean and median rows under the students", indonesian=False)
def statistics_below() -> Case:
    paper, names = Paper(), strangers(16, seed=409)
    page = paper.page("Exam")
    exam, quiz = marks(16, 40, 100), marks(16, 4, 20, seed=2)
    table = draw(
        page,
        "A1",
        [
            ident("Student ID", [f"A{9000 + i}" for i in range(16)]),
            nama("Student"),
            mark("Exam 1", ANY, None, exam),
            mark("Quiz", ANY, None, quiz),
        ],
        names,
    )
    for row, word in ((18, "Mean"), (19, "Median"), (20, "Std. Dev."), (21, "High"), (22, "Low")):
        page.put(f"B{row}", word, Formula("=AVERAGE(C2:C17)", 70.5), Formula("=AVERAGE(D2:D17)", 12.5), style="two")
    return book(paper, "exam.xlsx", table)


@case("tally of attendance days beside pretest and posttest", indonesian=False)
def days() -> Case:
    paper, names = Paper(), strangers(14, seed=410)
    table = draw(
        paper.page("Bootcamp"),
        "C4",
        [
            no("No"),
            nama("Trainee"),
            kelas("Batch", ["B7"] * 14),
            *(absent(f"Day {d}", ["P", "P", "A", "P"][d % 3 :] * 6) for d in range(1, 6)),
            mark("PRETEST", None, B, marks(14, 20, 60)),
            mark("POSTTEST", None, A, marks(14, 50, 100, seed=2)),
            other("Remarks", ["ok", None] * 7),
        ],
        names,
    )
    table.columns["E"].roles |= {"ignored", "identity"}
    return book(paper, "bootcamp.xlsx", table)
