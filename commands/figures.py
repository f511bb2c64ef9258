"""`jalon figures`: leverage, mean rate, acceptance, counts and euros, with both terms of every quotient."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from commands.french import Command
from commands.instance import looking
from commands.printing import counted, print_json
from commands.settings import Settings, in_person, json_option
from commands.values import Among
from forms.country_names import folded
from forms.money import BasisPoints, Cents, euros, percent
from rules.indicators import Published, published
from workflow.figures import Figures, Report, tell_figures
from workflow.groupings import groupings

if TYPE_CHECKING:
    from forms.ratio import Ratio

_PERCENT_DECIMALS = 4
_LEVERAGE = "leverage"
_UNDEFINED = "non défini"


@click.command("figures", cls=Command)
@click.option("--year", type=int, metavar="ANNÉE", help="Les seuls dossiers déposés cette année, à Paris.")
@click.option("--by", type=Among(groupings()), help="Une ligne pour chaque : zone, région, thème…")
@json_option
@in_person
def command(settings: Settings, *, year: int | None, by: str | None, as_json: bool) -> None:
    """Donner l'effet de levier, le taux moyen, l'acceptation, les nombres et les montants.

    Sont comptés les dossiers déposés que vous pouvez voir. Chaque quotient montre ses deux termes ; ce
    qui n'est pas défini n'est jamais zéro.
    """
    with looking(settings) as act:
        report = tell_figures(act, year=year, by=by)
    known = published(_LEVERAGE)
    if as_json:
        print_json(report.tree() | {"published": {_LEVERAGE: asdict(known)}})
    else:
        click.echo("\n".join(_lines(report, known)))


def _lines(report: Report, known: Published) -> Iterator[str]:
    yield f"Dossiers déposés {f'en {report.year}' if report.year else 'à ce jour'}, que vous pouvez voir"
    yield from _told(report.whole)
    yield f"    publié pour {known.year} : {known.value.replace('.', ',')} ({known.source})"
    if report.unfiled:
        yield f"  non comptés : {counted(report.unfiled, 'dossier jamais déposé', 'dossiers jamais déposés')}"
    if report.derogations:
        told = ", ".join(f"{rule} {number}" for rule, number in report.derogations.items())
        yield f"  dérogations en vigueur, par règle : {told}"
    for line in report.lines:
        yield ""
        yield line.label if line.key in {"", folded(line.label)} else f"{line.label} ({line.key})"
        yield from _told(line)
    if not report.adds_up:
        yield ""
        yield "Un dossier compte entier sur chacune de ses lignes : elles ne s'additionnent pas."


def _told(line: Figures) -> Iterator[str]:
    given_up = counted(line.given_up, "retiré ou caduc", "retirés ou caducs")
    ended = f"{counted(line.refused, 'refusé')}, {given_up}, {line.pending} en cours"
    yield f"  {counted(line.filed, 'déposé')} : {counted(line.retained, 'retenu')}, {ended}"
    yield f"  acceptation : {_percent(line.acceptance)} = {line.retained} / {line.filed}"
    yield f"  demandé : {_amount(line.requested)}"
    if not line.retained:
        yield "  taux moyen et effet de levier : non définis, aucun dossier n'étant retenu"
        return
    yield f"  accordé : {_amount(line.grants)}, pour des coûts de {_amount(line.costs)}"
    yield f"  taux moyen : {_percent(line.mean_rate)} = {_terms(line.mean_rate)}"
    yield f"  effet de levier : {_decimal(line.leverage)} = {_terms(line.leverage)}"


def _amount(cents: int | None) -> str:
    return "inconnu" if cents is None else euros(Cents(cents))


def _terms(ratio: "Ratio") -> str:
    return f"{_amount(ratio.numerator)} / {_amount(ratio.denominator)}"


def _decimal(ratio: "Ratio") -> str:
    return (ratio.decimal(2) or _UNDEFINED).replace(".", ",")


def _percent(ratio: "Ratio") -> str:
    points = ratio.rounded(_PERCENT_DECIMALS)
    return _UNDEFINED if points is None else percent(BasisPoints(points))
