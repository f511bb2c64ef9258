"""The file of a new call: what distinguishes it from its family, each line saying what it does."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from forms.money import Cents, euros
from workflow.definition.literals import Moment, Word
from workflow.definition.model import Definition
from workflow.definition.new_call_answers import Countries

FILE_SUFFIX = ".yaml"
NO_SOURCE = "JALON"
"""The source of the shared procedure that stands for « no text was found »."""

_LEAST_SURE = "D"
_COLUMN = 40
_COMMITTEE = "committee"
_JOINT = "joint"
_JOINT_CHILDREN = "joint_countries"
_HEAD = "# yaml-language-server: $schema=jalon.schema.json"


@dataclass(frozen=True, slots=True)
class NewCall:
    """The answers a new call is written from.

    `months` are the least (or None) and the most, `envelope` is in cents; None means that no source
    tells. `source` is the title of the text that dates and amounts come from, or None.
    """

    code: str
    family: Definition
    title: str
    ref: str
    opens: Moment
    closes: Moment
    zone: str = "Europe/Paris"
    months: tuple[int | None, int] | None = None
    envelope: Cents | None = None
    included: Countries = ()
    joint: Countries = ()
    about: str | None = None
    source: str | None = None
    sure: str = field(default=_LEAST_SURE)


def wants_countries(family: Definition) -> bool:
    """Tell whether calls of a family are each for named countries: both sides decide there together."""
    committees = family.parameters.get(_COMMITTEE, ())
    return any(isinstance(one.value, Word) and one.value.text == _JOINT for one in committees)


def wants_joint(family: Definition) -> bool:
    """Tell whether something is asked, in a family, of the partner side of countries named as joint."""
    return any(
        spawn.for_each == _JOINT_CHILDREN
        for machine in family.machines.values()
        for state in machine.states.values()
        for spawn in state.spawn.values()
    )


def is_family(definition: Definition) -> bool:
    """Tell whether calls may be written that extend this definition."""
    return definition.family_label is not None and definition.ref is None and not definition.windows


def write(call: NewCall) -> str:
    """Write the file: the header of the language server, then one commented line for each answer."""
    return "\n".join(_lines(call)) + "\n"


def _lines(call: NewCall) -> Iterator[str]:
    file = f"{call.code}{FILE_SUFFIX}"
    yield _HEAD
    yield f"# Seul ce qui distingue cet appel s'écrit ici. Le reste : jalon calls show {file} --resolved"
    yield _said("jalon: 1", "la version du langage")
    yield _said(f"code: {call.code}", "le nom de ce fichier, sans .yaml")
    yield _said(
        f"extends: {call.family.code}", f"la famille « {call.family.family_label} », dont tout est hérité"
    )
    yield f"title: {quoted(call.title)}"
    if call.about:
        yield _said(f"about: {quoted(call.about)}", "ce que l'appel veut soutenir")
    yield _said(f"ref: {call.ref}", f"le préfixe des références : {call.ref}-0001")
    yield from _sources(call)
    yield from _countries(call)
    yield from _window(call)


def _sources(call: NewCall) -> Iterator[str]:
    if call.source is not None:
        yield _said("sources:", "les textes d'où viennent dates et montants")
        yield f"  {call.ref}: {{title: {quoted(call.source)}, sure: {call.sure}}}"


def _countries(call: NewCall) -> Iterator[str]:
    if call.included or call.joint:
        yield "countries:"
    if call.included:
        yield _said(f"  included: {_codes(call.included)}", f"{_names(call.included)}, et nul autre pays")
    if call.joint:
        yield _said(
            f"  joint: {_codes(call.joint)}",
            f"dont la partie partenaire est consultée : {_names(call.joint)}",
        )


def _window(call: NewCall) -> Iterator[str]:
    yield "windows:"
    yield _said("  single:", "un guichet ; un second s'écrirait dessous, sous un autre nom")
    yield _said(f"    opens: {call.opens}", "le dépôt est possible dès cet instant")
    yield _said(f"    closes: {call.closes}", "cette minute comprise ; les taux sont lus à ce jour")
    yield _said(f"    zone: {call.zone}", "le fuseau où se lisent ces heures")
    yield _said(f"    months: {_months(call.months)}", "la durée des projets (unknown : inconnue à ce jour)")
    yield _said(f"    envelope: {_envelope(call.envelope)}", "ce qui peut être accordé en tout")
    yield _said(f"    source: {call.ref if call.source else NO_SOURCE}", _origin(call))
    yield _said(f"    sure: {call.sure}", "A texte officiel, B relais, C appel voisin, D à confirmer")


def _origin(call: NewCall) -> str:
    return "le texte nommé plus haut" if call.source else "aucun texte nommé : le citer sous « sources: »"


def _months(months: tuple[int | None, int] | None) -> str:
    if months is None:
        return "unknown"
    least, most = months
    return f"{{{f'min: {least} months, ' if least else ''}max: {most} months}}"


def _envelope(cents: Cents | None) -> str:
    if cents is None:
        return "unknown"
    return f'"{euros(cents).replace(chr(0x202F), " ").removesuffix(chr(0xA0) + "€")} EUR"'


def _codes(countries: Countries) -> str:
    return f"[{', '.join(one.code for one in countries)}]"


def _names(countries: Countries) -> str:
    return ", ".join(one.name for one in countries)


def quoted(text: str) -> str:
    """Write a text between double quotes, as YAML reads it back unchanged."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _said(line: str, comment: str) -> str:
    return f"{line:<{_COLUMN}} # {comment}"
