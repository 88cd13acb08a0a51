"""Programs to keep running, and the configuration that says so to supervisord."""

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

GROUP = "turnpoint"  # one group, because supervisord ends the members of a group at the same time
STOP_SECONDS = 8  # how long a program may take to end by itself
LOG_BYTES = 5_000_000


@dataclass(frozen=True)
class Program:
    """One process to keep running. `settles` is how long it must stay up to count as started, in seconds."""

    name: str
    command: tuple[str, ...]
    settles: int = 3


def configuration(programs: Sequence[Program], folder: Path, socket: Path) -> str:
    """The whole configuration file. No secret is in it: programs inherit the environment.

    `folder` is where the programs run; supervisord itself runs in the home folder, so its own files have
    paths relative to that.
    """
    names = ",".join(program.name for program in programs)
    return f"""\
[supervisord]
nodaemon=true
silent=true
nocleanup=true
logfile=log/supervisor.log
logfile_maxbytes={LOG_BYTES}
logfile_backups=1
pidfile=run/supervisor.pid
childlogdir=log

[unix_http_server]
file={_literal(socket)}
chmod=0700

[rpcinterface:supervisor]
supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface

[group:{GROUP}]
programs={names}
""" + "".join(_section(program, folder) for program in programs)


def _section(program: Program, folder: Path) -> str:
    return f"""
[program:{program.name}]
command={_literal(shlex.join(program.command))}
directory={_literal(folder)}
autorestart=true
startsecs={program.settles}
startretries=3
stopwaitsecs={STOP_SECONDS}
stopasgroup=true
killasgroup=true
redirect_stderr=true
stdout_logfile=log/{program.name}.log
stdout_logfile_maxbytes={LOG_BYTES}
stdout_logfile_backups=3
"""


def _literal(value: object) -> str:
    """supervisord expands %(names)s in values: a percent sign of our own is doubled."""
    return str(value).replace("%", "%%")
