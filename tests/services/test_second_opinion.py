"""The service asks a second opinion where one is set, and goes on alone where it cannot be used."""

from array import array
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from webhook.detection.opinion import LinearModel
from webhook.detection.opinion.sealed import seal_model
from webhook.detection.sealing import Identity
from webhook.services.lexicons import Lexicons
from webhook.services.list_sources import PublicLists
from webhook.services.second_opinion import second_opinion
from webhook.settings import ROOT

SAYS_GRAVE = LinearModel(array("f", [0.0] * 1024), 5.0, softens=0.1, raises=0.9)
SAYS_ORDINARY = LinearModel(array("f", [0.0] * 1024), -5.0, softens=0.1, raises=0.9)
PUBLIC = [PublicLists(ROOT / "data" / "lexicon")]


@pytest.mark.parametrize(("model", "tier"), [(SAYS_GRAVE, "joined"), (SAYS_ORDINARY, "order")])
def test_a_hit_of_the_lists_is_weighed(tmp_path: Path, model: LinearModel, tier: str) -> None:
    path = tmp_path / "model.opinion"
    path.write_bytes(model.to_bytes())
    detector = Lexicons(PUBLIC, second_opinion(path, "")).detector
    joined, exact = (detector.screen(query, "search") for query in ("zanthiquorl", "blorvex"))
    assert joined is not None
    assert joined.tier == tier
    assert exact is not None
    assert exact.tier == "exact"
    assert detector.screen("ordinary words", "search") is None


def test_a_sealed_model_opens_with_the_identity_of_the_lists(tmp_path: Path) -> None:
    identity, path = Identity.made(), tmp_path / "model.age"
    path.write_bytes(seal_model(SAYS_GRAVE, identity.recipients))
    assert second_opinion(path, identity.file()) is not None


def test_it_is_off_unless_a_model_is_named() -> None:
    assert second_opinion(None, "") is None


@pytest.mark.parametrize("content", [None, b"", b"torn", SAYS_GRAVE.to_bytes()[:-1]])
def test_a_model_that_can_not_be_used_is_told_once_and_the_lists_go_on(
    tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "model.opinion"
    if content is not None:
        path.write_bytes(content)
    with capture_logs() as logs:
        opinion = second_opinion(path, "")
    assert opinion is None
    assert [entry["event"] for entry in logs] == ["opinion.unusable"]
    found = Lexicons(PUBLIC, opinion).detector.screen("zanthiquorl", "search")
    assert found is not None
    assert found.tier == "joined"
