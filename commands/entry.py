"""The entry of the command line: whatever happens ends as French text on stderr and a status."""

import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from commands.french import explain_usage
from commands.lazy import LazyGroup

_USAGE = 2
_INTERRUPTED = 130


class _ReadEnough(Exception):
    """Whoever read our output has closed it: that is no error."""


class Entry(LazyGroup):
    """The group `jalon`: click's own way of ending replaced by ours."""

    def main(  # type: ignore[override]  # click's two forms in one, both ending in an exit
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        **extra: Any,  # noqa: ANN401 -- handed on to click as it came
    ) -> NoReturn:
        """Run, and exit with 0, or with the status that says why not."""
        extra |= {"standalone_mode": False}
        sys.exit(self._run(args, prog_name or "jalon", extra))

    def invoke(self, ctx: click.Context) -> object:
        """Run the command named; click has its own idea of a closed pipe, which is not ours."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise _ReadEnough from None

    def _run(self, args: Sequence[str] | None, prog_name: str, extra: dict[str, Any]) -> int:
        try:
            status = super().main(args, prog_name, **extra)
            sys.stdout.flush()
            return status if isinstance(status, int) else 0
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.message, err=True)
            return _USAGE
        except click.UsageError as error:
            return _refuse_usage(error)
        except (click.Abort, KeyboardInterrupt):
            click.echo("Interrompu : rien n'est fait à moitié, la commande peut être relancée.", err=True)
            return _INTERRUPTED
        except (_ReadEnough, BrokenPipeError):
            return _stop_writing()
        except Exception as error:  # noqa: BLE001 -- the last one to speak: every error ends as a status
            from commands.errors import report_error  # noqa: PLC0415 -- slow import

            return report_error(error)


def _refuse_usage(error: click.UsageError) -> int:
    click.echo(explain_usage(error), err=True)
    if error.ctx is not None:
        click.echo(error.ctx.get_usage(), err=True)
        click.echo(f"Aide : {error.ctx.command_path} --help", err=True)
    return _USAGE


def _stop_writing() -> int:
    # Nothing more may be flushed to a pipe that is closed.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
