"""A partner's page on an origin of its own, with a policy that allows our origin and nothing else."""

import json
from typing import Any

from flask import Flask, Response, render_template_string, request

from tests.browser.widget.stub import SITE, Service

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Partner</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><main><h1>Partner</h1><p><a id="before" href="#x">A link of the host page</a></p></main>
<script src="{{ ours }}/widget/v1/loader.js" data-site="{{ site }}" data-exit="{{ exit }}"
{% if answer %}data-answer="{{ answer }}"{% endif %} async></script></body></html>"""


def create(service: Service, ours: str) -> Flask:
    app = Flask("partner")

    @app.get("/")
    def page() -> Response:
        shown: Any = json.dumps(service.answer()) if "bare" not in request.args else None
        html = render_template_string(
            PAGE, ours=ours, site=SITE, answer=shown, exit=request.host_url + "neutral"
        )
        policy = (
            f"default-src 'none'; script-src {ours}; frame-src {ours}; connect-src {ours};"
            " require-trusted-types-for 'script'"
        )
        return Response(html, headers={"Content-Security-Policy": policy, "Cache-Control": "no-store"})

    @app.get("/neutral")
    def neutral() -> str:
        return "<!doctype html><html lang='en'><title>Weather</title><h1>Weather</h1></html>"

    @app.get("/favicon.ico")
    def icon() -> tuple[str, int]:
        return "", 204

    return app
