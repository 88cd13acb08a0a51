"""`turnpoint doctor`: what is set, what is missing, what it costs."""

import os
import sys

import click

from webhook.running.diagnosis import Verdict, examine


@click.command("doctor")
def command() -> None:
    """Say what is set, what is missing, and what each missing part costs.

    Exit code 1 when something is missing that a start needs; no secret is shown.
    """
    findings = list(examine(os.environ))
    width = max(len(finding.title) for finding in findings)
    for finding in findings:
        click.echo(f"{finding.verdict:<8} {finding.title:<{width}}  {finding.says}")
    sys.exit(any(finding.verdict is Verdict.MISSING for finding in findings))
