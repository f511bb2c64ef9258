"""`jalon reference`: the dated lists Jalon reads, with their editions and sources; no instance is needed."""

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

import click

from commands.french import Group
from commands.printing import counted, print_json, print_table
from commands.reference_impact import impact_command
from commands.settings import json_option, now
from commands.values import DAY
from forms.wording import long_date
from rules.reference_lists import Entry, ReferenceList, kinds, reference_list

_GRADES = {"A": "texte officiel", "B": "relais", "C": "voisin ou antérieur", "D": "à vérifier"}
_HOUSE = ZoneInfo("Europe/Paris")


@click.group("reference", cls=Group)
def command() -> None:
    """Lire les listes datées : pays, régions, zones, objectifs, secteurs, monnaies."""


@command.command()
@json_option
def list_command(*, as_json: bool) -> None:
    """Lister les listes de référence, leur édition et leur source."""
    lists = [reference_list(kind) for kind in kinds()]
    if as_json:
        print_json([_head(one) for one in lists])
        return
    rows = [(one.kind, one.edition, str(len({e.code for e in one.entries})), one.sure, one.title, one.source)
            for one in lists]  # fmt: skip
    print_table(("liste", "édition", "codes", "sûreté", "contenu", "source"), rows)


@command.command()
@click.argument("kind", metavar="LISTE", help="Nom de la liste, tel que « reference list » le donne.")
@click.argument(
    "word", metavar="CODE|NOM", required=False, help="Une seule ligne, par son code ou par son nom."
)
@click.option("--at", type=DAY, help="Jour auquel lire la liste (par défaut, aujourd'hui à Paris).")
@json_option
def show_command(*, kind: str, word: str | None, at: date | None, as_json: bool) -> None:
    """Montrer ce qu'une liste dit un jour donné, ce qui est annoncé ensuite, et d'après quelle source.

    Un nom se reconnaît sans ses accents, ses majuscules ni la forme de ses apostrophes.
    """
    day = at or now().astimezone(_HOUSE).date()
    found = reference_list(kind)
    shown = found if word is None else found.named(word)
    if as_json:
        entries = [_tree(one, shown.announced(one.code, day)) for one in shown.in_force(day)]
        print_json(_head(shown) | {"at": day.isoformat(), "entries": entries})
        return
    click.echo("\n".join(_lines(shown, day)))
    click.echo(counted(len(shown.in_force(day)), "ligne"), err=True)


command.add_command(impact_command)


def _lines(shown: ReferenceList, day: date) -> Iterator[str]:
    yield f"{shown.title}, au {long_date(day)}"
    grade = f"{_GRADES[shown.sure]} ({shown.sure})"
    yield f"  édition {shown.edition}, depuis le {long_date(shown.since)} — {grade}"
    yield f"  source : {shown.source} ({shown.part})"
    held = shown.in_force(day)
    for entry in held:
        yield f"{entry.code}  {entry.name}{_told(entry)}{_until(entry)}{_doubt(shown, entry)}"
        for coming in shown.announced(entry.code, day):
            yield f"    puis, le {long_date(coming.since)}{_told(coming)}{_doubt(shown, coming)}"
    if not held:
        yield f"  Rien n'est en vigueur ce jour-là : {_nearest_days(shown, day)}."


def _told(entry: Entry) -> str:
    return "".join(f" — {name} : {value}" for name, value in entry.told())


def _until(entry: Entry) -> str:
    return f" (jusqu'au {long_date(entry.until)})" if entry.until else ""


def _doubt(shown: ReferenceList, entry: Entry) -> str:
    own = f" — source : {entry.source}" if entry.source != shown.source else ""
    return own if entry.sure == shown.sure else f"{own} [{entry.sure} : {_GRADES[entry.sure]}]"


def _nearest_days(shown: ReferenceList, day: date) -> str:
    past = [one.until for one in shown.entries if one.until and one.until < day]
    if past:
        return f"la dernière ligne s'arrête le {long_date(max(past))}"
    return f"la liste commence le {long_date(min(one.since for one in shown.entries))}"


def _head(shown: ReferenceList) -> dict[str, object]:
    return {
        "kind": shown.kind,
        "title": shown.title,
        "edition": shown.edition,
        "source": shown.source,
        "part": shown.part,
        "from": shown.since.isoformat(),
        "sure": shown.sure,
    }


def _tree(entry: Entry, announced: tuple[Entry, ...] = ()) -> dict[str, object]:
    told: dict[str, object] = {
        "code": entry.code,
        "name": entry.name,
        "facts": dict(entry.facts),
        "since": entry.since.isoformat(),
        "until": entry.until.isoformat() if entry.until else None,
        "source": entry.source,
        "sure": entry.sure,
    }
    return told | ({"announced": [_tree(one) for one in announced]} if announced else {})
