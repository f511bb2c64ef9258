"""How many French authorities take part, counted once each by their SIREN."""

from collections.abc import Collection, Iterator
from functools import partial

from forms.application import Application, Authority
from forms.choices import LEAD_KINDS, Commitment, LeadKind
from forms.identifiers import siren_of
from forms.typography import counted
from rules.facts import Facts
from rules.findings import Explanation, Observation
from rules.parameters import Known, Unknown
from rules.registry import rule
from rules.wording import NOTHING, listed, unknown_parameter

_AUTHORITIES = "authorities"
_AUTHORITY_KINDS = frozenset({LeadKind.LOCAL_AUTHORITY, LeadKind.GROUPING})


@rule(
    "B13",
    title="Nombre de collectivités",
    reads=("authorities", "lead", "authorities.min"),
    on_budget_alone=True,
)
def enough_authorities(facts: Facts) -> tuple[Observation, ...]:
    """Enough distinct authorities take part; those that withdrew are not counted.

    When only the budget is judged, commitments are not read: distinct bodies are counted.
    """
    least = facts.parameters.count("authorities.min")
    if isinstance(least, Unknown):
        return (unknown_parameter(least, where=_AUTHORITIES, what="Le nombre de collectivités"),)
    application = facts.application
    taking_part = [
        authority
        for authority in application.authorities
        if (facts.only_budget or authority.commitment != Commitment.WITHDRAWN)
        and not _is_other_lead(application, authority)
    ]
    count = len({siren_of(authority.siret) for authority in taking_part})
    if count < least.value:
        count = len(_distinct(application, taking_part))
    if count < least.value:
        explain = partial(_too_few, application, count, least, taking_part)
        return (Observation("block", _AUTHORITIES, explain),)
    if facts.only_budget:
        return NOTHING
    waiting = [authority.name for authority in taking_part if authority.commitment != Commitment.CONFIRMED]
    return (Observation("warn", _AUTHORITIES, partial(_to_confirm, waiting)),) if waiting else NOTHING


@rule("B13C", title="Engagements confirmés à la signature", reads=("authorities", "lead", "authorities.min"))
def enough_confirmed_authorities(facts: Facts) -> tuple[Observation, ...]:
    """Enough distinct authorities have confirmed their commitment when the convention is signed."""
    least = facts.parameters.count("authorities.min")
    if isinstance(least, Unknown):
        return (unknown_parameter(least, where=_AUTHORITIES, what="Le nombre de collectivités"),)
    application = facts.application
    confirmed = [
        authority
        for authority in application.authorities
        if authority.commitment == Commitment.CONFIRMED and not _is_other_lead(application, authority)
    ]
    count = len(_distinct(application, confirmed))
    if count >= least.value:
        return NOTHING
    explain = partial(_too_few, application, count, least, confirmed)
    return (Observation("block", _AUTHORITIES, explain),)


def _is_other_lead(application: Application, authority: Authority) -> bool:
    """Tell whether what is listed among the authorities is the lead, when the lead says it is none."""
    lead = application.lead
    return (
        lead is not None
        and lead.siret is not None
        and lead.kind in LEAD_KINDS
        and lead.kind not in _AUTHORITY_KINDS
        and siren_of(lead.siret) == siren_of(authority.siret)
    )


def _distinct(application: Application, authorities: Collection[Authority]) -> frozenset[str]:
    """Give the SIRENs taking part, the lead's included when it is itself an authority."""
    sirens = {siren_of(authority.siret) for authority in authorities}
    lead = application.lead
    withdrawn = {siren_of(a.siret) for a in application.authorities if a not in authorities}
    if lead is not None and lead.siret is not None and lead.kind in _AUTHORITY_KINDS:
        sirens |= {siren_of(lead.siret)} - withdrawn
    return frozenset(sirens)


def _too_few(
    application: Application, count: int, least: Known[int], kept: Collection[Authority]
) -> Explanation:
    short = least.value - count
    left_out = list(_left_out(application, kept))
    steps = tuple(left_out) or ("Aucune autre collectivité n'est citée dans le dossier.",)
    verb = "participent" if count > 1 else "participe"
    each = "chacune " if short > 1 else ""
    return Explanation(
        f"{counted(count, 'collectivité')} {verb} ; il en faut {least.value} : il en manque {short}.",
        seen={
            "comptées": listed(_counted_names(application, kept)) or "aucune",
            "minimum": str(least.value),
        },
        steps=steps,
        remedies=(
            f"Faire participer {counted(short, 'collectivité')} de plus, {each}sous son propre SIREN.",
        ),
        source=least.cite(),
    )


def _counted_names(application: Application, kept: Collection[Authority]) -> list[str]:
    """Name those counted, each by the first name given under its SIREN."""
    names: dict[str, str] = {}
    for authority in kept:
        names.setdefault(siren_of(authority.siret), authority.name)
    lead = application.lead
    if lead is not None and lead.siret is not None and siren_of(lead.siret) in _distinct(application, kept):
        names.setdefault(siren_of(lead.siret), lead.name)
    return list(names.values())


def _left_out(application: Application, kept: Collection[Authority]) -> Iterator[str]:
    """Name who is not counted, and why."""
    seen: dict[str, str] = {}
    for authority in application.authorities:
        siren = siren_of(authority.siret)
        if _is_other_lead(application, authority):
            kind = LEAD_KINDS[application.lead.kind] if application.lead else ""
            yield f"{authority.name} est le porteur ({kind}), non une collectivité : non comptée."
        elif authority not in kept:
            why = (
                "s'est retirée"
                if authority.commitment == Commitment.WITHDRAWN
                else "n'a pas confirmé son engagement"
            )
            yield f"{authority.name} {why} : non comptée."
        elif siren in seen:
            yield f"{authority.name} a le même SIREN ({siren}) que {seen[siren]} : comptée une fois."
        else:
            seen[siren] = authority.name


def _to_confirm(names: list[str]) -> Explanation:
    return Explanation(
        f"Engagement à confirmer : {listed(names)}.",
        seen={"à confirmer": listed(names)},
        remedies=("Joindre la délibération ou la lettre d'engagement de chacune avant la signature.",),
    )
