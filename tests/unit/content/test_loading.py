"""What loading refuses, and that it says where."""

import ast
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from webhook.content import Content, ContentInvalid

from .conftest import DATA

WEBHOOK = DATA.parent / "webhook"
MAY_IMPORT = {
    "content": {"webhook.content"},
    "detection": {"webhook.detection"},
    "safety": {"webhook.safety", "webhook.content", "webhook.detection"},
}
LEAF_LIBRARIES = {
    "content": {"yaml", "jsonschema", "phonenumbers"},
    "safety": {"yaml", "spacy", "phonenumbers"},
    "detection": {
        "ahocorasick_rs", "pyrage", "cryptography", "openpyxl", "numpy",
        "wordfreq", "confusable_homoglyphs",  # only to build the tables
    },
}  # fmt: skip


def refused(folder: Path) -> str:
    with pytest.raises(ContentInvalid) as found:
        Content.load(folder)
    return "\n".join(found.value.problems)


def test_a_wrong_value_is_told_with_file_line_and_place(folder: Path) -> None:
    path = folder / "helplines" / "gb.yml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    line = next(number for number, text in enumerate(lines) if text.startswith('  phone: "0808 1000 900"'))
    lines[line] = "  phone: 8081000900\n"
    path.write_text("".join(lines), encoding="utf-8")
    told = refused(folder)
    assert f"data/helplines/gb.yml:{line + 1}: entries > 0 > phone: 8081000900 is not of type" in told


def test_a_missing_and_an_unknown_field_are_told(folder: Path, edit: Callable[..., None]) -> None:
    def change(document: Any) -> None:
        document["entries"][0]["colour"] = "blue"
        del document["entries"][1]["source"]

    edit("helplines/in.yml", change)
    told = refused(folder)
    assert "'colour' was unexpected" in told
    assert "'source' is a required property" in told


def test_a_file_that_is_no_yaml_is_told_by_line(folder: Path) -> None:
    (folder / "warnings" / "en.yml").write_text("language: en\nui: [\n", encoding="utf-8")
    assert "data/warnings/en.yml:3:" in refused(folder)


def test_a_key_written_twice_is_refused(folder: Path) -> None:
    path = folder / "warnings" / "en.yml"
    path.write_text(path.read_text(encoding="utf-8") + "language: en\n", encoding="utf-8")
    assert "language is written twice" in refused(folder)


def test_norway_is_a_country_and_not_false(content: Content) -> None:
    assert content.locale("NO").languages == ("no",)


def test_a_file_of_another_countrys_name_is_refused(folder: Path) -> None:
    (folder / "locales" / "gb.yml").rename(folder / "locales" / "fr.yml")
    assert "country is GB, not the file's name" in refused(folder)


def test_a_brace_that_can_not_be_filled_is_refused(folder: Path, edit: Callable[..., None]) -> None:
    edit("warnings/en.yml", lambda d: d["notices"].update(closed="Ended {0} {"))
    assert "notices > closed" in refused(folder)


def test_a_folder_without_words_is_refused(tmp_path: Path) -> None:
    (tmp_path / "schema").symlink_to(DATA / "schema")
    assert "missing" in refused(tmp_path)


@pytest.mark.parametrize("path", sorted((DATA / "schema").glob("*.json")), ids=lambda path: path.stem)
def test_every_schema_is_sound(path: Path) -> None:
    schema = json.loads(path.read_text(encoding="utf-8"))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_a_leaf_imports_nothing_of_ours(package: str) -> None:
    for path in (WEBHOOK / package).rglob("*.py"):
        for module in _imports(path):
            top = module.split(".")[0]
            ours = top in ("webhook", "bot", "actions")
            assert not ours or any(module.startswith(own) for own in MAY_IMPORT[package]), path
            assert top not in ("flask", "sqlalchemy", "twilio", "rasa"), path
            assert ours or top in sys.stdlib_module_names | LEAF_LIBRARIES[package], path


def _imports(path: Path) -> list[str]:
    found: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.append(node.module or "")
    return found
