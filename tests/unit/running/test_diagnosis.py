"""The diagnosis tells what is missing and never a secret."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import text

from webhook.app import create_context
from webhook.detection.sealing import Identity, seal
from webhook.detection.shelf import Shelf
from webhook.running.diagnosis import Finding, Verdict, examine
from webhook.running.keys import MADE, development_keys
from webhook.services import partners
from webhook.settings import Settings
from webhook.store import schema


def _by_title(environ: dict[str, str]) -> dict[str, Finding]:
    return {finding.title: finding for finding in examine(environ)}


def test_a_machine_without_keys_is_told_which_are_missing(tmp_path: Path):
    found = _by_title({"TURNPOINT_HOME": str(tmp_path)})
    assert {title for title, finding in found.items() if finding.verdict is Verdict.MISSING} >= set(MADE)


def test_keys_made_by_a_start_are_found_and_not_shown(tmp_path: Path):
    keys = development_keys(tmp_path, {})
    found = _by_title({"TURNPOINT_HOME": str(tmp_path)})
    assert all(found[name].verdict is Verdict.OK for name in MADE)
    assert found["TURNPOINT_ENV"].says == "development"
    shown = " ".join(finding.says for finding in found.values())
    for file in keys.values():
        assert Path(file).read_text().strip() not in shown


def test_an_empty_database_is_missing(tmp_path: Path):
    development_keys(tmp_path, {})
    found = _by_title({"TURNPOINT_HOME": str(tmp_path)})
    assert found["database"].verdict is Verdict.MISSING
    assert "turnpoint migrate" in found["database"].says


def test_what_is_only_missing_for_more_than_a_demo_is_no_failure(tmp_path: Path):
    development_keys(tmp_path, {})
    found = _by_title({"TURNPOINT_HOME": str(tmp_path)})
    for title in ("REDIS_URL", "DATABASE_URL", "TWILIO_…", "TURNPOINT_PUBLIC_URL"):
        assert found[title].verdict is Verdict.OFF


def test_production_without_https_or_a_checked_directory_is_a_failure(tmp_path: Path):
    keys = development_keys(tmp_path, {})
    environ = {"TURNPOINT_HOME": str(tmp_path), "TURNPOINT_ENV": "production", **keys}
    found = _by_title(environ | {"TURNPOINT_DIRECTORY": "unchecked"})
    assert found["TURNPOINT_PUBLIC_URL"].verdict is Verdict.MISSING
    assert found["TURNPOINT_DIRECTORY"].verdict is Verdict.MISSING


def test_a_setting_that_is_not_understood_is_a_failure(tmp_path: Path):
    keys = development_keys(tmp_path, {})
    found = _by_title({"TURNPOINT_HOME": str(tmp_path), "TURNPOINT_COLOUR": "blue", **keys})
    assert found["settings"].verdict is Verdict.MISSING
    assert "TURNPOINT_COLOUR" in found["settings"].says


def test_a_partner_of_whose_lists_none_is_in_use_is_a_failure(tmp_path: Path):
    keys = development_keys(tmp_path, {})
    environ = {"TURNPOINT_HOME": str(tmp_path), "TURNPOINT_ENV": "development", **keys}
    settings = Settings.from_environ(environ)
    schema.upgrade(settings.database_url)
    ctx = create_context(settings)
    for site in ("site-every", "site-demo", "site-none"):
        partners.create(ctx, site, "A site", ["https://a.example"])
    partners.choose_lists(ctx, "site-demo", ["demo"])
    with ctx.db.transaction() as session:
        session.execute(text("UPDATE partners SET lists = '[\"gone\"]' WHERE site_key = 'site-none'"))
    ctx.db.dispose()
    found = _by_title(environ)
    assert found["partner site-none"].verdict is Verdict.MISSING
    assert not {"partner site-every", "partner site-demo"} & found.keys()


def test_a_sealed_list_that_cannot_be_opened_is_a_failure_by_name_and_reason(tmp_path: Path):
    keys = development_keys(tmp_path, {})
    key, now = Identity.made(), datetime.now(UTC)
    terms = [{"id": "t", "phrase": "grumboltane", "category": "c"}]
    document = {"format": 1, "name": "sealed-one", "version": 3, "language": "en", "terms": terms}
    Shelf(tmp_path / "lexicons").install("sealed-one", 3, now, seal(document, key.recipients, now))
    environ = {"TURNPOINT_HOME": str(tmp_path), **keys}
    assert _by_title(environ)["list sealed"].verdict is Verdict.MISSING
    wrong = _by_title(environ | {"TURNPOINT_LEXICON_IDENTITY": Identity.made().file()})
    assert wrong["list sealed-one"].verdict is Verdict.MISSING
    right = _by_title(environ | {"TURNPOINT_LEXICON_IDENTITY": key.file()})
    assert right["list sealed-one"] == Finding(Verdict.OK, "list sealed-one", "version 3")
    assert right["list demo"].verdict is Verdict.OK
    assert "sealed lists" not in right
    said = " ".join(finding.says for found in (wrong, right) for finding in found.values())
    assert "grumboltane" not in said
    assert "AGE-SECRET-KEY" not in said
