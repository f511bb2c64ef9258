"""`jalon rules explain`: what rules said of a case's money at each act, and what they say of it now."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from commands.derogations import waived_text
from commands.french import Command
from commands.parameters_shown import among, parameter_lines, parameters_tree
from commands.printing import paris_instant, print_json
from commands.refusals import cited, finding_lines, part_lines
from commands.settings import Settings, in_person, json_option
from forms.wording import long_date
from rules.findings import LEVEL_WORDS, Finding, Source
from rules.parameters import Parameters

if TYPE_CHECKING:
    from workflow.money_moments import MoneyMoment


@click.command("explain", cls=Command)
@click.argument("ref", metavar="RÉFÉRENCE", help="Le dossier.")
@json_option
@in_person
def explain_command(settings: Settings, *, ref: str, as_json: bool) -> None:
    """Expliquer les montants d'un dossier : à chaque acte, ce que les règles ont dit et ce qu'elles disent.

    Pour chaque acte qui pèse le budget, les constats tels que l'histoire les garde, puis tels qu'ils sont
    aujourd'hui, avec leur calcul, leur source et ce qui y remédierait ; enfin les paramètres lus.
    """
    from commands.instance import looking  # noqa: PLC0415 -- slow import
    from workflow.money_moments import money_moments, parameters_in_force  # noqa: PLC0415 -- slow import
    from workflow.viewpoint import look_at  # noqa: PLC0415 -- slow import

    with looking(settings) as act:
        view = look_at(act, ref)
        moments, parameters = list(money_moments(view)), parameters_in_force(view)
        title = view.case.title
    if as_json:
        print_json(_tree(ref, moments, parameters))
    else:
        click.echo("\n".join(_lines(f"{ref} — {title}" if title else ref, moments, parameters)))


def _lines(head: str, moments: list["MoneyMoment"], parameters: Parameters) -> Iterator[str]:
    yield head
    if not moments:
        yield "Aucun acte de ce dossier, fait ou possible, ne pèse de montant que vous puissiez lire."
        return
    for moment in moments:
        yield ""
        yield from _moment(moment)
    yield ""
    yield f"paramètres lus, au {long_date(parameters.reference_date)}"
    yield from parameter_lines(_read(moments, parameters))


def _moment(moment: "MoneyMoment") -> Iterator[str]:
    yield moment.label
    if not moment.recorded:
        yield "  pas encore fait"
    for recorded in moment.recorded:
        yield f"  fait le {paris_instant(recorded.at)}"
        if not recorded.findings:
            yield f"    rien à redire ({', '.join(moment.rules)})"
        for one in recorded.findings:
            yield from _recorded(one)
    if moment.unchanged:
        yield "  aujourd'hui : les mêmes constats"
        return
    yield "  aujourd'hui"
    if not moment.now:
        yield f"    rien à redire ({', '.join(moment.rules)})"
    for finding in moment.now:
        yield f"    {LEVEL_WORDS[finding.level]}"
        yield from finding_lines(finding, indent="      ")
        waiver = moment.waived.get(finding.rule)
        if waiver is not None:
            yield f"        {waived_text(waiver.tree())}"


def _recorded(one: Mapping[str, Any]) -> Iterator[str]:
    """Write a finding as the history keeps it."""
    yield f"    {LEVEL_WORDS[one['level']]}"
    yield f"      {one['rule']} — {one['message']}"
    yield from part_lines(
        where=one["where"],
        seen=one["seen"],
        steps=one["steps"],
        source=cited(_source(one["source"])),
        remedies=one["remedies"],
        advice=one.get("advice", ""),
        indent="        ",
    )
    if one.get("reason"):
        yield f"        accepté : {one['reason']}"
    if "derogation" in one:
        yield f"        {waived_text(one['derogation'])}"


def _source(tree: Mapping[str, Any]) -> Source:
    return Source(tree["text"], tree["part"], date.fromisoformat(tree["from"]) if tree["from"] else None)


def _read(moments: list["MoneyMoment"], parameters: Parameters) -> Mapping[str, Any]:
    """Give the parameters that the rules of these acts read."""
    return among((name for moment in moments for name in moment.reads), parameters)


def _tree(ref: str, moments: list["MoneyMoment"], parameters: Parameters) -> dict[str, object]:
    return {
        "ref": ref,
        "at": parameters.reference_date.isoformat(),
        "moments": [_moment_tree(moment) for moment in moments],
        "parameters": parameters_tree(_read(moments, parameters)),
    }


def _moment_tree(moment: "MoneyMoment") -> dict[str, object]:
    now: tuple[Finding, ...] = moment.now
    return {
        "transition": moment.trigger,
        "label": moment.label,
        "rules": list(moment.rules),
        "unchanged": moment.unchanged,
        "recorded": [{"at": one.at, "findings": list(one.findings)} for one in moment.recorded],
        "now": [finding.to_json() for finding in now],
        "waived": {rule: waiver.tree() for rule, waiver in moment.waived.items()},
    }
