"""No word of a visitor reaches a log, whoever logs it and how."""

import subprocess
import sys

import pytest

MARK = "a-phrase-nobody-else-would-write"
PROGRAM = """
import logging, sys
from bot import logs
logs.install(logging.DEBUG)
MARK = {mark!r}
"""


def printed(lines: str) -> str:
    """What a process prints that installs our logs and then runs `lines`."""
    program = PROGRAM.format(mark=MARK) + lines
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)  # noqa: S603
    return done.stdout + done.stderr


@pytest.mark.parametrize(
    "lines",
    [
        "logging.getLogger('rasa.core').debug('user said ' + MARK)",
        "logging.getLogger('rasa.core').error('user said %s', MARK)",
        "logging.getLogger('bot.channel').error('turn failed %s', MARK, extra={'text': MARK})",
        "logging.error(MARK)",
        "try:\n    raise ValueError(MARK)\nexcept ValueError:\n    logging.getLogger('sanic.error').exception(MARK)",
        "import warnings; warnings.simplefilter('always'); warnings.warn(MARK)",
        "import structlog; structlog.get_logger().error('processor.message.parse', parse_data_text=MARK)",
        "import structlog; structlog.get_logger().debug(MARK, text=MARK)",
        "import structlog\ntry: raise ValueError(MARK)\nexcept ValueError: structlog.get_logger().exception(MARK)",
        "logging.getLogger('x').addHandler(logging.StreamHandler()); logging.getLogger('x').error(MARK)",
        "logging.basicConfig(force=True); logging.getLogger('x').error(MARK)",
        "import numpy.distutils.log; logging.getLogger().error(MARK)",
        "raise ValueError(MARK)",
    ],
)
def test_a_marked_phrase_is_never_printed(lines: str) -> None:
    assert MARK not in printed(lines)


def test_an_error_still_tells_its_class_and_place() -> None:
    line = printed(
        "try:\n    raise ValueError(MARK)\nexcept ValueError:\n    logging.getLogger('x').exception(MARK)"
    )
    assert '"error": "ValueError"' in line
    assert '"logger": "x"' in line


def test_our_own_records_tell_event_and_id() -> None:
    line = printed("logging.getLogger('bot.channel').warning('turn failed', extra={'sender': 'abc'})")
    assert '"event": "turn failed"' in line
    assert '"sender": "abc"' in line
