"""Build the tables of ordinary and common words anew: `python -m webhook.detection.tables [FOLDER]`.

FOLDER holds public lists of vulgar words; without it, those withheld stay the ones that are.
"""

import sys
from pathlib import Path

from . import frequent, withheld


def main(arguments: list[str]) -> None:
    """Write the tables beside this file."""
    here = Path(__file__).parent
    if arguments:
        count = withheld.write(here, Path(arguments[0]), frequent.by_language)
        sys.stdout.write(f"{count} withheld\n")
    ordinary, common = frequent.write(here, withheld.read(here))
    sys.stdout.write(f"{ordinary} ordinary, {common} common\n")


if __name__ == "__main__":
    main(sys.argv[1:])
