"""The responses that Rasa is trained with: of each key the first variant, which holds its buttons and cards.

Which variant is said, the service decides; Rasa would pick one at random and so forget the buttons of the others.
"""

from pathlib import Path
from typing import Any, Dict

import yaml


def first_variants(source: Path, target: Path) -> Path:
    """Write the files of `source` to `target`, one variant a key, and return `target`. Raises OSError, YAMLError."""
    target.mkdir(parents=True, exist_ok=True)
    for old in target.glob("*.yml"):
        old.unlink()
    for path in sorted(source.glob("*.yml")):
        document = _first(yaml.safe_load(path.read_text(encoding="utf-8")))
        text = yaml.safe_dump(document, allow_unicode=True, sort_keys=False)
        (target / path.name).write_text(text, encoding="utf-8")
    return target


def _first(document: Dict[str, Any]) -> Dict[str, Any]:
    said = {
        key: [next(words for words in variants if "channel" not in words)]
        for key, variants in document["responses"].items()
    }
    return {"version": document["version"], "responses": said}
