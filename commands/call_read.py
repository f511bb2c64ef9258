"""The call by which files are judged, named on the command line by its code."""

from datetime import date

import click

from commands.definitions import is_call, shipped_calls
from commands.values import DAY
from workflow.assessing import Yardstick, yardstick
from workflow.definition.bundle import pack
from workflow.definition.catalogue import load
from workflow.definition.errors import UnknownCall

call_option = click.option(
    "--call", "code", metavar="APPEL", help="Code de l'appel (par défaut, celui que nomme le fichier)."
)
window_option = click.option(
    "--window", metavar="GUICHET", help="Guichet, quand l'appel en a plusieurs (par défaut, le premier)."
)
day_option = click.option(
    "--at", type=DAY, help="Date de référence (par défaut, celle de la clôture du guichet)."
)


def read_call(code: str, *, at: date | None, window: str | None) -> Yardstick:
    """Read a shipped call on a day, for one of its windows. Raises `UnknownCall` for what is no call."""
    bundle = pack(load(code).definition)
    if not is_call(bundle.definition):
        raise UnknownCall(
            message=f"« {code} » n'est pas un appel : aucun dossier ne s'y dépose.",
            seen={"code": code},
            remedies=(f"nommer un appel : {', '.join(one.definition.code for one in shipped_calls())}",),
        )
    return yardstick(bundle, at=at, window=window)
