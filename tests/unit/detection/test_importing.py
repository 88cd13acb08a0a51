"""Rows of a file become a list, or every broken one is named by its number and never by what it says."""

import io
import json
import sys
import time
import tracemalloc
import zipfile
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.unit.detection.lists import tells_nothing, words
from webhook.detection.importing import Heading, Imported, ImportRefused, RowsBroken, import_list, same_phrase
from webhook.detection.wordlist import parse

WORDS = words(40)
HEADING = Heading("north", 3, "en", {"category": "protected-search", "severity": "warning"})


def read(content: str | bytes, form: str = "csv", **more: Any) -> Imported:
    raw = content.encode() if isinstance(content, str) else content
    return import_list(io.BytesIO(raw), form, HEADING, **more)


def broken(content: str | bytes, form: str = "csv") -> list[str]:
    with pytest.raises(RowsBroken) as refused:
        read(content, form)
    told = [str(problem) for problem in refused.value.problems]
    assert tells_nothing(f"{told} {refused.value} {refused.value!r}", WORDS)
    return told


def refused(content: str | bytes, form: str = "csv") -> str:
    with pytest.raises(ImportRefused) as raised:
        read(content, form)
    error: BaseException | None = raised.value
    while error is not None:  # also what hangs on the error
        assert tells_nothing(f"{error} {vars(error)}", WORDS)
        error = error.__cause__ or error.__context__
    return str(raised.value)


def phrases(imported: Imported) -> list[str]:
    return [term["phrase"] for term in imported.document["terms"]]


def sheet(rows: list[list[Any]]) -> bytes:
    book, file = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def with_parts(book: bytes, **parts: bytes) -> bytes:
    """The workbook with other contents of some parts, or more parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        content = {name: old.read(name) for name in old.namelist()} | {
            PARTS[name]: parts[name] for name in parts
        }
        for name, part in content.items():
            new.writestr(name, part)
    return file.getvalue()


PARTS = {
    "sheet": "xl/worksheets/sheet1.xml",
    "strings": "xl/sharedStrings.xml",
    "types": "[Content_Types].xml",
}
SPACE = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def with_shared_strings(texts: list[bytes]) -> bytes:
    """A column as Excel writes it: the sheet has numbers, the texts lie in a part of their own."""
    book = sheet([["phrase"]])
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        types = parts.read("[Content_Types].xml")
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    more = b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + kind + b'"/></Types>'
    items = b"".join(b"<si><t>%s</t></si>" % text for text in texts)
    cells = b"".join(
        b'<row r="%d"><c r="A%d" t="s"><v>%d</v></c></row>' % (n + 1, n + 1, n) for n in range(len(texts))
    )
    return with_parts(
        book,
        types=types.replace(b"</Types>", more),
        strings=b"<sst " + SPACE + b">" + items + b"</sst>",
        sheet=b"<worksheet " + SPACE + b"><sheetData>" + cells + b"</sheetData></worksheet>",
    )


FOUR_FORMS = {
    "csv": f"phrase\n{WORDS[0]}\n{WORDS[1]} {WORDS[2]}\n",
    "txt": f"{WORDS[0]}\n\n{WORDS[1]} {WORDS[2]}\n",
    "json": json.dumps([{"phrase": WORDS[0]}, f"{WORDS[1]} {WORDS[2]}"]),
    "xlsx": sheet([["Phrase"], [WORDS[0]], [], [f"{WORDS[1]} {WORDS[2]}"]]),
}


@pytest.mark.parametrize("form", FOUR_FORMS)
def test_each_form_of_file_gives_a_list_that_can_be_used(form: str) -> None:
    imported = read(FOUR_FORMS[form], form)
    assert phrases(imported) == [WORDS[0], f"{WORDS[1]} {WORDS[2]}"]
    parsed = parse(imported.document)
    assert (parsed.name, parsed.version, parsed.language) == ("north", 3, "en")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_table_keeps_all_its_columns_whatever_parts_them(delimiter: str, ending: str) -> None:
    rows = [
        ["Id", "PHRASE", "language", "category", "severity", "kinds", "order", "gap", "boundary", "note"],
        [
            "a-1",
            WORDS[0],
            "de",
            "protected-talk",
            "high",
            "search|chat",
            "any",
            "2",
            "none",
            '"told; by, us"',
        ],
    ]
    text = ending.join(delimiter.join(row) for row in rows)
    assert read(text).document["terms"] == [
        {
            "id": "a-1",
            "phrase": WORDS[0],
            "language": "de",
            "category": "protected-talk",
            "severity": "high",
            "kinds": ["chat", "search"],
            "order": "any",
            "gap": 2,
            "boundary": "none",
            "note": "told; by, us",
        }
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("form", ["csv", "txt", "json"])
def test_the_usual_encodings_are_read(encoding: str, form: str) -> None:
    word = "žluťovex कूमा"
    text = {"csv": f"phrase\n{word}", "txt": word, "json": json.dumps([word], ensure_ascii=False)}[form]
    assert phrases(read(text.encode(encoding), form)) == [word]


def test_every_broken_row_is_told_at_once_by_number_and_reason() -> None:
    rows = [
        f"{WORDS[0]},high,search,",
        f"{WORDS[1]},dire,search,",
        f"{WORDS[2]},high,telegraph,",
        ",high,search,remark",
        "x,high,search,",
        f"{WORDS[3]},high,search,{'y' * 1001}",
        f"{WORDS[0].upper()},high,search,",
        f"{WORDS[4]},high,search,,{WORDS[5]}",
        f'"{WORDS[6]}" {WORDS[7]},high,search,',
    ]
    told = broken("phrase,severity,kinds,note\n" + "\n".join(rows))
    assert [line.split()[1] for line in told] == ["3", "4", "5", "6", "7", "8", "9", "10"]
    assert "severity" in told[0]
    assert "kinds" in told[1]
    assert "no phrase" in told[2]
    assert "fewer than two letters" in told[3]
    assert "1,000 characters" in told[4]
    assert "same phrase as row 2" in told[5]
    assert "more cells than columns" in told[6]
    assert "quotes" in told[7]


def test_broken_rows_are_left_out_only_when_that_is_asked_for() -> None:
    imported = read(f"phrase,gap\n{WORDS[0]},9\n{WORDS[1]},1\nz,\n", skip_broken=True)
    assert phrases(imported) == [WORDS[1]]
    assert (imported.rows, imported.count_left_out) == (1, 2)
    assert [problem.row for problem in imported.left_out] == [2, 4]


def test_the_first_fifty_broken_rows_are_told_and_all_are_counted() -> None:
    with pytest.raises(RowsBroken) as refused:
        read("phrase\n" + "q\n" * 400)
    assert (len(refused.value.problems), refused.value.count) == (50, 400)


def test_mixed_encodings_are_told_by_line() -> None:
    lines = [b"phrase", WORDS[0].encode(), "vexé".encode("latin-1"), "vexé".encode(), "vexá".encode("utf-16")]
    told = broken(b"\n".join(lines))
    assert "Row 3 has bytes that are not UTF-8." in told
    assert any(line.startswith("Row 5") for line in told)


def test_utf16_without_its_mark_is_told() -> None:
    assert "UTF-16" in broken(f"{WORDS[0]}\n".encode("utf-16-le"), "txt")[0]


def test_utf16_that_ends_within_a_sign_is_told() -> None:
    assert broken(f"{WORDS[0]}\n{WORDS[1]}".encode("utf-16")[:-1], "txt")[0].startswith("Row 2")


@pytest.mark.parametrize("form", ["csv", "txt"])
def test_ten_megabytes_in_one_cell_cost_neither_time_nor_memory(form: str) -> None:
    start, end = (b'phrase\n"', b'"\n') if form == "csv" else (b"", b"\n")
    raw = start + b"v" * 10_000_000 + end + WORDS[0].encode()
    began = time.process_time()
    tracemalloc.start()
    told = broken(raw, form)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(told) == 1
    assert "16,000 characters" in told[0]
    assert peak < 1_000_000
    assert time.process_time() - began < 2.0


def test_ten_megabytes_in_one_cell_of_a_sheet_are_refused_before_they_are_unpacked() -> None:
    for inline in (True, False):
        raw = long_cell(10_000_000, inline)
        tracemalloc.start()
        told = refused(raw, "xlsx")
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert told == "Row 3: a cell has more than 32,767 characters."
        assert peak < 2_000_000


def long_cell(size: int, inline: bool) -> bytes:
    if not inline:
        return with_shared_strings([b"phrase", b"vexo", b"v" * size])
    head = b'<row r="1"><c r="A1" t="inlineStr"><is><t>phrase</t></is></c></row>'
    cell = b'<row r="3"><c r="A3" t="inlineStr"><is><t>' + b"v" * size + b"</t></is></c></row>"
    rows = b"<worksheet " + SPACE + b"><sheetData>" + head + cell + b"</sheetData></worksheet>"
    return with_parts(sheet([["phrase"]]), sheet=rows)


def test_a_sheet_as_excel_writes_it_is_read() -> None:
    book = with_shared_strings([b"phrase", *(word.encode() for word in WORDS[:3])])
    assert phrases(read(book, "xlsx")) == WORDS[:3]


def test_a_cell_over_a_thousand_characters_in_a_sheet_is_told_by_row() -> None:
    assert "1,000 characters" in broken(sheet([["phrase"], [WORDS[0]], ["v" * 1001]]), "xlsx")[0]


@pytest.mark.parametrize("quoting", ['"open {}', '{},"'])
def test_a_quoted_cell_that_does_not_end_is_told_by_its_row(quoting: str) -> None:
    text = f"phrase,note\n{WORDS[0]},\n{quoting.format(WORDS[1])}\n" + "\n".join(f"{w}," for w in WORDS[2:])
    assert "Row 3" in refused(text)


BOMBS = {
    "entities": (b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>', "entities"),
    "a row without end": (b'<worksheet><row r="99999999999"><c r="A1"/></row></worksheet>', "rows beyond"),
    "a column without end": (b'<worksheet><row r="1"><c r="XFD1"/></row></worksheet>', "column AZ"),
    "no XML": (b"\x00\x01", "damaged"),
    "gigabytes": (b"<worksheet>" + b" " * (65 * 2**20) + b"</worksheet>", "64 MiB"),
}


@pytest.mark.parametrize("kind", BOMBS)
def test_a_workbook_that_is_a_bomb_is_refused(kind: str) -> None:
    content, reason = BOMBS[kind]
    book = with_parts(sheet([["phrase"], [WORDS[0]]]), sheet=content)
    began = time.process_time()
    assert reason in refused(book, "xlsx")
    assert time.process_time() - began < 3.0


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04", b"junk", sheet([["phrase"]])[:-200]])
def test_a_damaged_workbook_is_refused(raw: bytes) -> None:
    assert "damaged" in refused(raw, "xlsx")


def test_numbers_and_gaps_in_a_sheet_are_read_as_they_look() -> None:
    imported = read(sheet([[], ["phrase", "gap"], [42, 2.0], [None, None], ["vexo 7", None]]), "xlsx")
    assert phrases(imported) == ["42", "vexo 7"]
    assert imported.document["terms"][0]["gap"] == 2


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (f"{WORDS[0]}\n{WORDS[1]}\n", "first row must name the columns"),
        (f"phrase,{WORDS[0]}\n", "Column 2"),
        ("phrase,phrase\n", "same name"),
        ("", "empty"),
        ("phrase\n\n", "no row"),
    ],
)
def test_a_table_whose_columns_are_not_known_is_refused_by_place(content: str, says: str) -> None:
    assert says in refused(content)


@pytest.mark.parametrize(
    "content",
    [
        f'{{"{WORDS[0]}": 1}}',
        f'["{WORDS[0]}"',
        f'"{WORDS[0]}"',
        "[" * 100_000,
        f'["{WORDS[0]}"]'.encode() + b"\xff",
        '{"format": 2, "terms": []}',
        '{"terms": {}}',
    ],
)
def test_json_that_is_no_list_is_refused(content: str | bytes) -> None:
    refused(content, "json")


def test_entries_of_json_that_are_no_terms_are_told_by_number() -> None:
    told = broken(
        json.dumps([WORDS[0], 5, {"word": WORDS[1]}, {"phrase": [[WORDS[2]]]}, {"phrase": None}]), "json"
    )
    assert [line.split()[1] for line in told] == ["2", "3", "4", "5"]


def test_a_document_keeps_its_classes_rules_and_contexts() -> None:
    whole: dict[str, Any] = {
        "language": "de",
        "terms": [],
        "classes": {"a": {"words": WORDS[:2]}, "b": {"numbers": [3, 9]}},
        "rules": [{"id": "both", "classes": ["a", "b"], "within": 4}],
        "contexts": {"help": [WORDS[3]]},
    }
    heading = Heading("north", 1, None, HEADING.defaults)
    document = import_list(io.BytesIO(json.dumps(whole).encode()), "json", heading).document
    assert document["language"] == "de"
    assert {name: document[name] for name in ("classes", "rules", "contexts")} == {
        name: whole[name] for name in ("classes", "rules", "contexts")
    }
    whole["rules"] = [{"id": "both", "classes": ["a", WORDS[9]], "within": 4}]
    assert "both" in refused(json.dumps(whole), "json")


def test_a_made_id_says_nothing_of_its_phrase_and_differs_each_time() -> None:
    text = "phrase\n" + "\n".join(WORDS)
    one, other = read(text), read(text)
    assert one.ids_made == len(WORDS)
    ids = [term["id"] for term in one.document["terms"]]
    assert len(set(ids)) == len(WORDS)
    assert all(entry.startswith("north-") for entry in ids)
    assert not {term["id"] for term in other.document["terms"]} & set(ids)


def test_a_phrase_keeps_the_id_that_it_had_before_and_no_other_gets_it() -> None:
    before = {same_phrase(WORDS[0]): "north-old", same_phrase(WORDS[1]): "taken"}
    imported = read(
        f"id,phrase\n,{WORDS[2]}\n,{WORDS[0].upper()}\ntaken,{WORDS[3]}\n,{WORDS[1]}\n", earlier=before
    )
    ids = {term["phrase"]: term["id"] for term in imported.document["terms"]}
    assert ids[WORDS[0].upper()] == "north-old"
    assert ids[WORDS[3]] == "taken"
    assert ids[WORDS[1]] not in ("taken", "north-old")


@pytest.mark.parametrize("entry", ["{}", "a-{}-1", "{0[0]}-{0[1]}{0[2]}-{0}"])
def test_an_id_that_spells_its_phrase_is_refused(entry: str) -> None:
    told = broken(f"id,phrase\n{entry.format(WORDS[0])},{WORDS[0]}\n")
    assert "gives the phrase away" in told[0]


def test_an_id_that_stands_twice_is_told_by_both_rows() -> None:
    assert "same id as row 2" in broken(f"id,phrase\na,{WORDS[0]}\na,{WORDS[1]}\n")[0]


def test_what_was_imported_is_not_shown_by_repr() -> None:
    assert tells_nothing(repr(read("phrase\n" + "\n".join(WORDS))), WORDS)


@given(st.binary(max_size=300), st.sampled_from(["csv", "txt", "json", "xlsx"]))
def test_no_file_makes_it_raise_anything_else(raw: bytes, form: str) -> None:
    with suppress(ImportRefused, RowsBroken):
        read(raw, form)


@given(st.lists(st.sampled_from([b'"', b",", b"\n", b"a", b"phrase", b"\xff", b"\0", b"\r"]), max_size=60))
def test_no_table_makes_it_raise_anything_else(pieces: list[bytes]) -> None:
    with suppress(ImportRefused, RowsBroken):
        read(b"phrase,note\n" + b"".join(pieces))


def test_without_openpyxl_everything_but_xlsx_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    assert phrases(read(FOUR_FORMS["csv"])) == phrases(read(FOUR_FORMS["json"], "json"))
    assert "openpyxl" in refused(FOUR_FORMS["xlsx"], "xlsx")
