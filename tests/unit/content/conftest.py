import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from webhook.content import Content, files

DATA = Path(__file__).parents[3] / "data"
READ = (
    "demo",
    "helplines",
    "lexicon",
    "locales",
    "musts",
    "nlu",
    "responses",
    "rules",
    "safety",
    "schema",
    "style",
    "warnings",
    "topics.yml",
)

Change = Callable[[Any], None]


@pytest.fixture(scope="session")
def content() -> Content:
    """The words of this repository, as the demo shows them."""
    return Content.load(DATA, directory="unchecked")


@pytest.fixture(scope="session")
def production() -> Content:
    """The same words, with the directory as production shows it."""
    return Content.load(DATA)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of data/ that a test may break."""
    root = tmp_path / "data"
    root.mkdir()
    for name in READ:
        source = DATA / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, root / name)
    return root


@pytest.fixture
def edit(folder: Path) -> Callable[[str, Change], None]:
    """Change one file of the copy: `edit("helplines/gb.yml", lambda document: …)`."""

    def change(name: str, how: Change) -> None:
        document = files.read(folder / name)
        how(document)
        (folder / name).write_text(
            yaml.safe_dump(document, allow_unicode=True, sort_keys=False), encoding="utf-8"
        )

    return change


@pytest.fixture
def english(folder: Path) -> Path:
    """The copy with English alone, which is checked in a third of the time; examples of Hindi stay."""
    for path in folder.glob("*/*"):
        by_language = path.parent.name in ("musts", "responses", "safety", "style", "warnings")
        if by_language and path.stem != "en":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for path in folder.glob("nlu/*"):
        if path.name not in ("en", "hi"):
            shutil.rmtree(path)
    return folder
