"""What the trained bot understands, without talking: `python -m bot.understand --model FILE`.

One JSON object a line on stdin, {"text": …, "door": …}; for each one on stdout,
{"intent": …, "confidence": …, "ms": …}.
"""

from bot import surroundings

surroundings.prepare()

import argparse  # noqa: E402
import asyncio  # noqa: E402
import contextlib  # noqa: E402
import json  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any, Dict, Optional, Sequence  # noqa: E402

import skops.io  # noqa: E402, F401  before TensorFlow, see bot/launch.py


def main(argv: Optional[Sequence[str]] = None) -> int:
    """0 when every line was read, 1 and one sentence where the model cannot be loaded."""
    parser = argparse.ArgumentParser(prog="bot.understand", description="Give each text its intent.")
    parser.add_argument("--model", type=Path, required=True)
    options = parser.parse_args(argv)
    answers = sys.stdout
    with contextlib.redirect_stdout(sys.stderr):
        from rasa.core.agent import Agent

        agent = Agent.load(str(options.model))
        if not agent.is_ready():
            sys.stderr.write("bot.understand: the model cannot be loaded; train it again.\n")
            return 1
        for line in sys.stdin:
            answers.write(json.dumps(asyncio.run(understood(agent, json.loads(line)))) + "\n")
            answers.flush()
    return 0


async def understood(agent: Any, asked: Dict[str, Any]) -> Dict[str, Any]:
    """Intent, confidence and milliseconds of one text."""
    from rasa.core.channels.channel import UserMessage

    started = time.perf_counter()
    message = UserMessage(asked["text"], metadata={"door": asked.get("door")})
    intent = (await agent.processor.parse_message(message))["intent"]
    return {
        "intent": intent["name"],
        "confidence": float(intent["confidence"]),
        "ms": (time.perf_counter() - started) * 1000,
    }


if __name__ == "__main__":
    sys.exit(main())
