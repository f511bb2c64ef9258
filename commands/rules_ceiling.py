"""`jalon rules ceiling`: how much may be asked, under each choice of rate open to the applicant."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from commands.call_read import call_option, day_option, read_call, window_option
from commands.french import Command
from commands.named_file import read_named
from commands.printing import print_json
from commands.settings import json_option
from forms.application import Application
from forms.application_reading import read_application
from forms.choices import RATE_CHOICES
from forms.errors import Refused
from forms.money import Cents, euros, plain
from forms.wording import long_date
from rules.cap import asked
from rules.cap_wording import ceiling_steps
from rules.ceiling import RatedPart
from rules.choosing_rate import Option, best, options
from rules.facts import Facts
from rules.findings import Source
from rules.parameters import Known, label
from workflow.assessing import Yardstick, call_named, facts_under

_OWN_RATE = "taux du pays"
_NO_SHARES = "la part de chaque pays dans le coût total (countries, clé share)"


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told of one file: by what it was judged, on which facts, with every option."""

    file: str
    by: Yardstick
    facts: Facts
    options: tuple[Option, ...]


@click.command("ceiling", cls=Command)
@click.argument("file", metavar="FICHIER", help="Dossier de demande, YAML ou JSON ; le budget suffit.")
@call_option
@window_option
@day_option
@json_option
def ceiling_command(
    *, file: str, code: str | None, window: str | None, at: date | None, as_json: bool
) -> None:
    """Dire combien il peut être demandé, pour chaque choix de taux, et quel choix est le meilleur.

    Le calcul est donné pas à pas. Le fichier peut encore ne pas avoir choisi de taux.
    """
    text = read_named(Path(file), wanted="un fichier YAML ou JSON")
    by = read_call(code or _named(text, file), at=at, window=window)
    application = read_application(text, name=file, only_budget=True, choosing=True)
    facts = facts_under(application, by=by, only_budget=True)
    told = _Told(file, by, facts, options(facts))
    if as_json:
        print_json(_tree(told))
    else:
        click.echo("\n".join(_lines(told)))


def _named(text: bytes, file: str) -> str:
    named = call_named(text, name=file)
    if named is None:
        raise Refused(
            code="FIC-405",
            message="Le fichier ne dit pas de quel appel il relève.",
            who="vous",
            remedies=(
                "écrire par exemple « call: generaliste-2025 » dans le fichier, ou donner --call",
                "voir les codes des appels : « jalon calls list »",
            ),
        )
    return named


def _lines(told: _Told) -> Iterator[str]:
    facts, by = told.facts, told.by
    yield f"{told.file} — {by.bundle.definition.title}, au {long_date(facts.reference_date)}"
    for option in told.options:
        yield ""
        yield from _option(option, told)
    chosen = best(told.options)
    if len(told.options) > 1 and chosen is not None:
        yield ""
        yield _verdict(chosen, told.options, facts.application)


def _option(option: Option, told: _Told) -> Iterator[str]:
    facts, amount = told.facts, option.amount
    name = _name(option)
    if amount is None:
        yield f"{name} : montant inconnu"
        yield f"  il manque : {', '.join(_missing(option, facts))}"
        return
    yield f"{name} : {euros(amount)} au plus"
    for step in ceiling_steps(facts, _parts(option)):
        yield f"  calcul : {step}"
    for source in dict.fromkeys(_sources(option)):
        yield f"  source : {source.text}, {source.part}"
    yield f"  demandé : {euros(asked(facts))}, {_room(amount, asked(facts))}"


def _verdict(chosen: Option, open_to: tuple[Option, ...], application: Application) -> str:
    """Say which choice is better, by how much, and whether it is the one made."""
    others = [option.amount for option in open_to if option is not chosen]
    if None in others:
        return f"Seul {_article(chosen)} peut être calculé."
    gap = (chosen.amount or 0) - max(other or 0 for other in others)
    if not gap:
        return "Les deux choix permettent de demander autant."
    made = application.rate_choice
    now = (
        ""
        if made is None
        else " ; c'est le choix fait"
        if made == chosen.choice
        else " ; ce n'est pas le choix fait"
    )
    return f"Le meilleur choix est {_article(chosen)} : {euros(Cents(gap))} de plus{now}."


def _name(option: Option) -> str:
    return (RATE_CHOICES[option.choice] if option.choice else _OWN_RATE).capitalize()


def _article(option: Option) -> str:
    return f"le {_name(option).lower()}"


def _parts(option: Option) -> tuple[RatedPart, ...]:
    return option.ceiling.parts if option.ceiling else ()


def _missing(option: Option, facts: Facts) -> Iterator[str]:
    if option.ceiling is None:
        yield _NO_SHARES
    for part in _parts(option):
        if part.status is None and part.country is not None:
            yield f"le statut de ce pays ({facts.reference.country_name(part.country)}) à cette date"
        elif not isinstance(part.rate, Known):
            yield label(part.rate.name)


def _sources(option: Option) -> Iterator[Source]:
    return (part.rate.cite() for part in _parts(option) if isinstance(part.rate, Known))


def _room(amount: Cents, wanted: Cents) -> str:
    if wanted > amount:
        return f"soit {euros(Cents(wanted - amount))} de trop"
    return f"il reste {euros(Cents(amount - wanted))}" if wanted < amount else "exactement le plafond"


def _tree(told: _Told) -> dict[str, object]:
    chosen = best(told.options)
    return {
        "file": told.file,
        "call": told.by.call,
        "definition": told.by.bundle.digest,
        "at": told.facts.reference_date.isoformat(),
        "wanted": plain(asked(told.facts)),
        "choices": [_option_tree(option, told.facts) for option in told.options],
        "best": None if chosen is None else chosen.choice,
    }


def _option_tree(option: Option, facts: Facts) -> dict[str, object]:
    return {
        "choice": option.choice,
        "ceiling": None if option.amount is None else plain(option.amount),
        "parts": [_part_tree(part) for part in _parts(option)],
        "steps": [] if option.amount is None else list(ceiling_steps(facts, _parts(option))),
        "sources": [source.to_json() for source in dict.fromkeys(_sources(option))],
        "missing": list(_missing(option, facts)),
    }


def _part_tree(part: RatedPart) -> dict[str, object]:
    return {
        "country": part.country,
        "status": part.status,
        "rate": part.rate.value if isinstance(part.rate, Known) else None,
        "cost": plain(part.cost),
        "ceiling": None if part.amount is None else plain(part.amount),
    }
