"""What each side brings: the French authorities' part, its valued part, the foreign one."""

from functools import partial

from forms.choices import Payer
from forms.money import WHOLE, BasisPoints, Cents, euros, percent, share_up
from rules.facts import Facts
from rules.findings import Explanation, Observation
from rules.parameters import Known, Unknown
from rules.registry import BUDGET, rule
from rules.valued_part import too_much_valued
from rules.wording import NOTHING, product, unknown_parameter

_RESOURCES = "budget.resources"
_FRENCH = "des collectivités françaises"
_FOREIGN = "de l'autorité étrangère"


@rule(
    "B07",
    title="Part minimale des collectivités",
    reads=(BUDGET, "contribution.french.min"),
    on_budget_alone=True,
)
def french_part_reaches_minimum(facts: Facts) -> tuple[Observation, ...]:
    """The French authorities bring at least their minimum part, cash and valued together."""
    least = facts.parameters.percent("contribution.french.min")
    return _reaches(facts, least, Payer.FRENCH_AUTHORITY, _FRENCH)


@rule(
    "B08",
    title="Valorisation des collectivités",
    reads=(BUDGET, "contribution.french.in_kind_max"),
    on_budget_alone=True,
)
def french_valued_part_stays_under_maximum(facts: Facts) -> tuple[Observation, ...]:
    """The valued part of what French authorities bring stays under its maximum."""
    most = facts.parameters.percent("contribution.french.in_kind_max")
    return _valued_part(facts, most, Payer.FRENCH_AUTHORITY, _FRENCH)


@rule("B09", title="Apport du ministère en numéraire", reads=(BUDGET,), on_budget_alone=True)
def ministry_pays_in_cash(facts: Facts) -> tuple[Observation, ...]:
    """The ministry values nothing: it pays in cash only."""
    valued = facts.totals.in_kind(Payer.MINISTRY)
    if not valued:
        return NOTHING
    return (Observation("block", _RESOURCES, partial(_ministry_valued, valued)),)


@rule(
    "B10",
    title="Contribution de l'autorité étrangère",
    reads=(
        BUDGET,
        "contribution.foreign",
        "contribution.foreign.min",
        "contribution.foreign.in_kind_max",
    ),
    on_budget_alone=True,
)
def foreign_authority_contributes(facts: Facts) -> tuple[Observation, ...]:
    """The foreign authority brings what the call expects of it: sought, required or nothing."""
    expected = facts.parameters.text("contribution.foreign")
    if isinstance(expected, Unknown):
        return (unknown_parameter(expected, where=_RESOURCES, what="L'apport de l'autorité étrangère"),)
    if expected.value == "none":
        return NOTHING
    least = facts.parameters.percent("contribution.foreign.min")
    most = facts.parameters.percent("contribution.foreign.in_kind_max")
    required = expected.value == "required"
    reached = NOTHING
    if isinstance(least, Known):
        reached = _reaches(facts, least, Payer.FOREIGN_AUTHORITY, _FOREIGN)
    elif required and least.stated:
        reached = (unknown_parameter(least, where=_RESOURCES, what="L'apport de l'autorité étrangère"),)
    elif not facts.totals.brought(Payer.FOREIGN_AUTHORITY):
        explain = _nothing_required if required else _nothing_sought
        reached = (Observation("block" if required else "warn", _RESOURCES, explain),)
    if isinstance(most, Unknown) and not most.stated:
        return reached
    return reached + _valued_part(facts, most, Payer.FOREIGN_AUTHORITY, _FOREIGN)


def _reaches(
    facts: Facts, least: Known[BasisPoints] | Unknown, payer: str, whose: str
) -> tuple[Observation, ...]:
    if isinstance(least, Unknown):
        return (unknown_parameter(least, where=_RESOURCES, what=f"L'apport {whose}"),)
    brought, total = facts.totals.brought(payer), facts.budget.total
    if brought * WHOLE >= least.value * total:
        return NOTHING
    return (Observation("block", _RESOURCES, partial(_too_little, brought, total, least, whose)),)


def _valued_part(
    facts: Facts, most: Known[BasisPoints] | Unknown, payer: str, whose: str
) -> tuple[Observation, ...]:
    if isinstance(most, Unknown):
        return (unknown_parameter(most, where=_RESOURCES, what=f"La valorisation {whose}"),)
    valued, brought = facts.totals.in_kind(payer), facts.totals.brought(payer)
    if valued * WHOLE <= most.value * brought:
        return NOTHING
    return (Observation("block", _RESOURCES, partial(too_much_valued, valued, brought, most, whose)),)


def _too_little(brought: Cents, total: Cents, least: Known[BasisPoints], whose: str) -> Explanation:
    needed = share_up(total, least.value)
    short = Cents(needed - brought)
    return Explanation(
        f"L'apport {whose} ({euros(brought)}) est inférieur à {percent(least.value)} du coût total : "
        f"il manque {euros(short)}.",
        seen={"apport": euros(brought), "coût total": euros(total), "minimum": euros(needed)},
        steps=(
            f"{product(least.value, total, needed)} au moins",
            f"{euros(needed)} − {euros(brought)} = {euros(short)}",
        ),
        remedies=(f"Ajouter {euros(short)} à l'apport {whose} (à {euros(needed)}), à coût total constant.",),
        source=least.cite(),
    )


def _ministry_valued(valued: Cents) -> Explanation:
    return Explanation(
        f"Le ministère verse en numéraire seulement ; {euros(valued)} lui sont demandés en valorisation.",
        seen={"valorisation du ministère": euros(valued)},
        remedies=(
            f"Retirer {euros(valued)} de valorisation des lignes du ministère.",
            "Porter ce montant à la ligne de celui qui l'apporte.",
        ),
    )


def _nothing_required() -> Explanation:
    return Explanation(
        "L'autorité étrangère n'apporte rien ; l'appel exige sa contribution.",
        seen={"apport de l'autorité étrangère": euros(Cents(0))},
        remedies=("Ajouter au budget l'apport de l'autorité étrangère, en numéraire ou valorisé.",),
    )


def _nothing_sought() -> Explanation:
    return Explanation(
        "L'autorité étrangère n'apporte rien : sa contribution, selon ses moyens, est à rechercher.",
        seen={"apport de l'autorité étrangère": euros(Cents(0))},
        remedies=(
            "Ajouter au budget l'apport de l'autorité étrangère, même modeste ou valorisé.",
            "Joindre une justification écrite de l'absence d'apport.",
        ),
    )
