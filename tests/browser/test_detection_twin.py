"""A browser answers as Python and Node do, with the modules served as they are."""

from pathlib import Path

import pytest

ROOM = Path(__file__).resolve().parents[2] / "webhook/detection"
TYPES = {".mjs": "text/javascript", ".json": "application/json"}


@pytest.mark.browser
def test_a_browser_passes_every_vector(browser):
    with browser.new_context() as context:
        page = context.new_page()

        def serve(route):
            file = ROOM / route.request.url.removeprefix("http://twin.test/")
            if file.suffix in TYPES:
                route.fulfill(path=file, content_type=TYPES[file.suffix])
            else:
                route.fulfill(body="<!doctype html>", content_type="text/html")

        page.route("http://twin.test/**", serve)
        page.goto("http://twin.test/")
        found = page.evaluate(
            """async () => {
                const { load } = await import("/javascript/turnpoint-detection.mjs");
                const { differing } = await import("/javascript/check.mjs");
                const vectors = await (await fetch("/javascript/vectors.json")).json();
                return [vectors.folds.length, differing(await load(), vectors)];
            }"""
        )
    assert found[0] > 500
    assert found[1] == []
