"""Ways out of a state, printed: what may be done, by whom, with what, and what is missing."""

from collections.abc import Iterator, Mapping, Sequence

import click

from workflow.cases import Listed
from workflow.definition.model import FormField
from workflow.explaining import Missing, Way

_KINDS = {"act": "acte", "automatic": "de lui-même", "open": "à ouvrir"}


def ways_tree(line: Listed, ways: Sequence[Way]) -> dict[str, object]:
    """Give the ways out of a case's state as JSON."""
    return {
        "ref": line.ref,
        "state": line.state,
        "public": line.public,
        "next_actor": line.next_actor,
        "ways": [_tree(way) for way in ways],
    }


def _tree(way: Way) -> dict[str, object]:
    return {
        "name": way.name,
        "kind": way.kind,
        "label": way.label,
        "who": [{"role": one.role, "names": list(one.names)} for one in way.holders],
        "yours": way.yours,
        "fields": {name: _field(field) for name, field in way.fields.items()},
        "reason": dict(way.reason) if isinstance(way.reason, Mapping) else way.reason,
        "missing": [
            {
                "message": one.message,
                "who": one.who,
                "rule": one.rule,
                "remedies": list(one.remedies),
                "derogations": list(one.derogations),
            }
            for one in way.missing
        ],
    }


def _field(field: FormField) -> dict[str, object]:
    return {
        "kind": field.kind,
        "label": field.label,
        "required": field.required,
        "options": dict(field.options),
    }


def print_ways(line: Listed, ways: Sequence[Way]) -> None:
    """Print the ways out of a case's state."""
    click.echo(f"{line.ref} — {line.title}")
    click.echo(f"état : {line.state}. {line.public}")
    if not ways:
        click.echo("Aucun acte ne vous revient ici.")
    for way in ways:
        click.echo("")
        click.echo("\n".join(_lines(way)))


def _lines(way: Way) -> Iterator[str]:
    yours = " — à vous" if way.yours else ""
    yield f"{way.name} ({_KINDS[way.kind]}) : {way.label}{yours}"
    for holder in way.holders:
        names = f" : {', '.join(holder.names)}" if holder.names else ""
        yield f"  qui : {holder.role}{names}"
    for name, field in way.fields.items():
        yield f"  à donner : --set {name}=…  {field.label}{_wanted(field)}"
    if way.reason == "required":
        yield "  à donner : --reason …"
    elif isinstance(way.reason, Mapping):
        for code, label in way.reason.items():
            yield f"  à donner : --reason {code}  {label}"
    for one in way.missing:
        yield from _missing(one)


def _wanted(field: FormField) -> str:
    options = f" ({' | '.join(field.options)})" if field.options else ""
    return options if field.required else f"{options}, facultatif"


def _missing(missing: Missing) -> Iterator[str]:
    rule = f"{missing.rule} — " if missing.rule else ""
    yield f"  il manque : {rule}{missing.message}"
    for remedy in missing.remedies:
        yield f"    pour y remédier : {remedy}"
    for waiver in missing.derogations:
        yield f"    dérogation : {waiver}"
    if missing.who:
        yield f"    qui : {missing.who}"
