"""A bare Flask view under the service's own server settings: what `/v1/screen` is measured against."""

from typing import Any

from flask import Flask

from webhook.serving import *  # noqa: F403 - gunicorn reads its settings from this module's names

application = Flask("bare")


@application.post("/v1/screen")
def screen() -> dict[str, str]:
    return {"action": "none"}


def post_worker_init(_worker: Any) -> None:
    """Nothing to make before the first request."""
