"""`jalon calls simulate`: past cases or application files, under another definition."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.definitions import is_call, named, shipped_calls
from commands.french import Command
from commands.printing import print_json
from commands.settings import Settings, at_option, home_option, json_option, person_option

if TYPE_CHECKING:
    from datetime import datetime

    from workflow.assessing import Yardstick
    from workflow.simulating import Compared

_SUFFIXES = (".yaml", ".yml", ".json")


@click.command("simulate", cls=Command)
@click.argument("name", metavar="APPEL|FICHIER", help="La définition à essayer : son code, ou son fichier.")
@click.argument("more", metavar="[PASSÉ]…", nargs=-1, help="D'autres passés, comme après --on.")
@click.option(
    "--on",
    "past",
    metavar="PASSÉ",
    multiple=True,
    help="Dossiers de demande (fichiers, dossier) ; ou code, version, empreinte d'un appel publié ici.",
)
@click.option(
    "--against", metavar="APPEL|FICHIER", help="Comparer à cette définition, non à celle de chaque fichier."
)
@home_option
@person_option
@at_option
@json_option
def command(
    *,
    name: str,
    more: tuple[str, ...],
    past: tuple[str, ...],
    against: str | None,
    home: Path,
    acting: str | None,
    at: "datetime | None",
    as_json: bool,
) -> None:
    """Essayer une définition sur le passé : qui serait traité autrement, pourquoi, et pour combien.

    Des dossiers de demande sont jugés par les règles de dépôt des deux définitions. Des dossiers de cette
    instance sont rejoués acte par acte ; il faut alors dire qui regarde (--as), et seuls comptent ceux que
    cette personne lit de l'intérieur. Chaque définition est lue à sa propre date de référence. Rien n'est
    écrit. Statut 0 quoi qu'il en soit trouvé, 3 si un appel est inconnu.
    """
    listed = (*past, *more)
    if not listed:
        raise click.UsageError("Dites sur quoi : --on et un dossier, des fichiers ou un appel publié.")
    after, before = _yardstick(name, sound=True), _yardstick(against) if against else None
    stored = [one for one in listed if not _names_files(one)]
    settings = Settings(home, acting, at)
    trees: list[dict[str, Any]] = []
    if len(stored) < len(listed):
        files = [one for one in listed if _names_files(one)]
        trees.append(_on_files(files, before=before, after=after, as_json=as_json))
    trees += [_on_cases(settings, one, after=after, as_json=as_json) for one in stored]
    if as_json:
        from commands.simulated import definition_tree  # noqa: PLC0415 -- slow import

        print_json({"simulated": definition_tree(after), "results": trees})


def _names_files(one: str) -> bool:
    return Path(one).exists() or one.endswith(_SUFFIXES) or len(Path(one).parts) > 1


def _yardstick(name: str, *, sound: bool = False) -> "Yardstick":
    """Give a call ready to judge; a `sound` one has been judged itself, whole."""
    from workflow.assessing import yardstick  # noqa: PLC0415 -- slow import
    from workflow.definition.bundle import pack  # noqa: PLC0415 -- slow import
    from workflow.definition.errors import UnknownCall  # noqa: PLC0415 -- slow import
    from workflow.definition.judged import judge_to_publish  # noqa: PLC0415 -- slow import

    resolved = named(name)
    if not is_call(resolved.definition):
        raise UnknownCall(
            message=f"« {name} » n'est pas un appel : aucun dossier ne s'y dépose.",
            seen={"code": name},
            remedies=(f"nommer un appel : {', '.join(one.definition.code for one in shipped_calls())}",),
        )
    bundle = judge_to_publish(resolved)[0] if sound else pack(resolved.definition)
    return yardstick(bundle, at=None)


def _on_files(
    paths: Sequence[str], *, before: "Yardstick | None", after: "Yardstick", as_json: bool
) -> dict[str, Any]:
    from commands.simulated_files import files_tree, print_files  # noqa: PLC0415 -- slow import
    from workflow.simulating_files import application_files, compare_file  # noqa: PLC0415 -- slow import

    files = [file for path in paths for file in application_files(Path(path))]
    known: dict[str, Yardstick] = {}
    compare = partial(compare_file, against=before, find=partial(_found, known), after=after)
    compared: list[Compared] = [compare(file) for file in files]
    if as_json:
        return files_tree(compared)
    if compared:
        print_files(compared, after=after)
    else:
        click.echo(f"Aucun dossier de demande (.yaml, .yml ou .json) dans {', '.join(paths)}.")
    return {}


def _found(known: "dict[str, Yardstick]", code: str) -> "Yardstick":
    if code not in known:
        known[code] = _yardstick(code)
    return known[code]


def _on_cases(settings: Settings, past: str, *, after: "Yardstick", as_json: bool) -> dict[str, Any]:
    from commands.instance import looking  # noqa: PLC0415 -- slow import
    from commands.simulated_cases import cases_tree, print_cases  # noqa: PLC0415 -- slow import
    from workflow.assessing import yardstick  # noqa: PLC0415 -- slow import
    from workflow.simulating_cases import replay_cases  # noqa: PLC0415 -- slow import
    from workflow.simulating_visible import choose_cases  # noqa: PLC0415 -- slow import

    if settings.person is None:
        message = f"« {past} » est cherché dans l'instance : dites qui regarde, --as PERSONNE ou JALON_AS."
        raise click.UsageError(message)
    with looking(settings) as act:
        chosen = choose_cases(act, past)
        replays = replay_cases(act, chosen.families, bundle=after.bundle)
    before = yardstick(chosen.bundle, at=None)
    if as_json:
        return cases_tree(replays, before=before, after=after, drafts=chosen.drafts)
    print_cases(replays, before=before, after=after, drafts=chosen.drafts)
    return {}
