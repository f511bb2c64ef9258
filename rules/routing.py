"""Where an application belongs: the call that covers its countries and its applicant."""

from collections.abc import Iterator
from functools import partial

from forms.choices import LEAD_KINDS
from rules.facts import CallFacts, Facts
from rules.findings import Explanation, Observation
from rules.registry import rule
from rules.wording import NOTHING, listed


@rule("ROUTE", title="Appel compétent pour le pays", reads=("countries", "call"))
def countries_belong_to_call(facts: Facts) -> tuple[Observation, ...]:
    """No country of the project is reserved to another call, excluded, or outside the call's list."""
    return tuple(_misplaced(facts))


@rule("E8", title="Porteur admis", reads=("lead", "call"))
def applicant_kind_admitted(facts: Facts) -> tuple[Observation, ...]:
    """The lead is of a kind the call admits."""
    lead, kinds = facts.application.lead, facts.call.applicant_kinds
    if not kinds or (lead is not None and lead.kind in kinds):
        return NOTHING
    return (
        Observation("block", "lead.kind", partial(_kind_refused, facts.call, lead.kind if lead else None)),
    )


@rule("E7", title="Dépôt conjoint", reads=("authorities", "foreign_authorities", "countries", "call"))
def both_sides_file_together(facts: Facts) -> tuple[Observation, ...]:
    """A joint call is filed by a French authority and a local authority of the country."""
    country = facts.call.joint_country
    if country is None:
        return NOTHING
    application = facts.application
    foreign = any(authority.country == country for authority in application.foreign_authorities)
    found = []
    if not foreign:
        explain = partial(_no_foreign_side, facts.reference.country_name(country))
        found.append(Observation("block", "foreign_authorities", explain))
    lead = application.lead
    if not application.authorities and (lead is None or lead.private_law):
        found.append(Observation("block", "authorities", _no_french_side))
    return tuple(found)


def _misplaced(facts: Facts) -> Iterator[Observation]:
    call = facts.call
    for index, country in enumerate(facts.application.countries):
        name, where = facts.reference.country_name(country.code), f"countries[{index}].code"
        others = len(facts.application.countries) > 1
        holder = call.reserved.get(country.code)
        if holder is not None and holder != call.code:
            yield Observation("block", where, partial(_reserved, name, holder, call, others=others))
        elif country.code in call.countries_excluded:
            yield Observation("block", where, partial(_excluded, name, call, others=others))
        elif call.countries_included and country.code not in call.countries_included:
            admitted = listed(facts.reference.country_name(code) for code in sorted(call.countries_included))
            yield Observation("block", where, partial(_not_included, name, admitted, call, others=others))


def _named(call: CallFacts) -> str:
    return call.title or call.code


def _reserved(name: str, holder: str, call: CallFacts, *, others: bool) -> Explanation:
    return Explanation(
        f"Un pays du projet ({name}) relève de l'appel « {holder} », non de « {_named(call)} ».",
        seen={"pays": name, "appel compétent": holder},
        remedies=(
            f"Déposer la demande dans l'appel « {holder} ».",
            *_without(name, others=others),
        ),
    )


def _excluded(name: str, call: CallFacts, *, others: bool) -> Explanation:
    return Explanation(
        f"« {_named(call)} » n'est pas ouvert à un pays du projet ({name}).",
        seen={"pays": name},
        remedies=(
            f"Déposer la demande dans un appel ouvert à ce pays ({name}).",
            *_without(name, others=others),
        ),
    )


def _not_included(name: str, admitted: str, call: CallFacts, *, others: bool) -> Explanation:
    return Explanation(
        f"Un pays du projet ({name}) n'est pas de ceux de « {_named(call)} » ({admitted}).",
        seen={"pays": name, "pays admis": admitted},
        remedies=(
            f"Déposer la demande dans un appel ouvert à ce pays ({name}).",
            *_without(name, others=others),
        ),
    )


def _without(name: str, *, others: bool) -> Iterator[str]:
    """Propose to leave a country out, when a project would remain."""
    if others:
        yield f"Retirer ce pays ({name}) du projet, avec ses dépenses et ses ressources."


def _kind_refused(call: CallFacts, kind: str | None) -> Explanation:
    admitted = listed(LEAD_KINDS.get(name, name) for name in sorted(call.applicant_kinds))
    seen = LEAD_KINDS.get(kind, kind) if kind else "non indiqué"
    return Explanation(
        f"« {_named(call)} » admet comme porteur : {admitted}. Porteur de la demande : {seen}.",
        seen={"porteur": seen, "porteurs admis": admitted},
        remedies=(
            "Confier le dépôt à un organisme admis, qui signera la convention et recevra les fonds.",
            "Déposer la demande dans un appel ouvert à ce porteur.",
        ),
    )


def _no_foreign_side(name: str) -> Explanation:
    return Explanation(
        f"L'appel est conjoint : aucune autorité locale de ce pays ({name}) ne dépose avec vous.",
        seen={"pays": name},
        remedies=(f"Ajouter l'autorité locale partenaire ({name}) à la clé foreign_authorities.",),
    )


def _no_french_side() -> Explanation:
    return Explanation(
        "L'appel est conjoint : aucune collectivité française ne dépose.",
        remedies=("Ajouter la collectivité française à la clé authorities.",),
    )
