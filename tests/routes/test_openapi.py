"""The published description is made from the routes, so it names each of them and nothing else."""

import json
from typing import Any


def test_every_call_under_v1_is_described(client: Any, app: Any) -> None:
    document = client.get("/v1/openapi.json").json
    assert document["openapi"].startswith("3.1")
    described = {path.replace("{", "<").replace("}", ">") for path in document["paths"]}
    assert described == {rule.rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/v1/")}


def test_every_operation_says_what_it_does_and_how_it_refuses(client: Any) -> None:
    for path, operations in client.get("/v1/openapi.json").json["paths"].items():
        for operation in operations.values():
            assert operation["summary"], path
            assert "application/problem+json" in operation["responses"]["default"]["content"]


def test_every_reference_in_it_leads_somewhere(client: Any) -> None:
    document = client.get("/v1/openapi.json").json
    text = json.dumps(document)
    for name in {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}:
        assert name in document["components"]["schemas"]
