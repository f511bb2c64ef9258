"""What the ceiling rules say: the computation in steps, and remedies that are true."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from forms.choices import RateChoice
from forms.money import WHOLE, BasisPoints, Cents, euros, percent
from forms.wording import long_date
from rules.ceiling import Ceiling, RatedPart, single_ceiling, tell_ceiling
from rules.facts import Facts
from rules.findings import Explanation, Source
from rules.parameters import Known
from rules.shares import shares_of
from rules.wording import product

STATUS_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "pma": "pays moins avancé",
        "oda": "pays éligible à l'aide publique au développement",
        "non_oda": "pays non éligible à l'aide publique au développement",
    }
)
"""Aid statuses as a person reads them."""


def within(facts: Facts, parts: tuple[RatedPart, ...], wanted: Cents) -> Explanation:
    """Tell that a request holds, and up to where."""
    room = Cents(sum(part.amount or 0 for part in parts))
    return Explanation(
        f"{_subject(facts, parts)} : {euros(wanted)} demandés, dans le plafond de {euros(room)}.",
        seen={"demandé": euros(wanted), "plafond": euros(room)},
        steps=tuple(ceiling_steps(facts, parts)),
        source=_source(parts),
    )


def above_whole_ceiling(facts: Facts, ceiling: Ceiling, wanted: Cents, room: Cents) -> Explanation:
    """Tell by how much a request passes the ceiling of the whole budget."""
    excess = Cents(wanted - room)
    remedies = [*_other_choice(facts, wanted)]
    remedies.append(
        f"Réduire la demande de {euros(excess)} (à {euros(room)}), "
        "à coût total constant, le manque étant couvert par d'autres ressources."
    )
    if len(ceiling.parts) == 1:
        remedies += _larger_cost(ceiling.parts[0], wanted, what="le coût total")
    return Explanation(
        f"Le montant demandé ({euros(wanted)}) dépasse de {euros(excess)} "
        f"le plafond de cofinancement ({euros(room)}).",
        seen={
            "demandé": euros(wanted),
            "coût total": euros(facts.budget.total),
            "plafond": euros(room),
            "dépassement": euros(excess),
        },
        steps=(
            *ceiling_steps(facts, ceiling.parts),
            f"{euros(wanted)} − {euros(room)} = {euros(excess)} de trop",
        ),
        remedies=tuple(remedies),
        source=_source(ceiling.parts),
    )


def above_country_ceiling(facts: Facts, part: RatedPart, wanted: Cents, room: Cents) -> Explanation:
    """Tell by how much the lines of one country pass its own ceiling."""
    excess = Cents(wanted - room)
    name = facts.reference.country_name(part.country or "")
    remedies = [*_other_choice(facts, facts.totals.requested)]
    remedies.append(
        f"Réduire de {euros(excess)} (à {euros(room)}) la demande pour ce pays ({name}), "
        "à coût total constant ; la marge d'un autre pays ne peut pas servir."
    )
    remedies += _larger_cost(part, wanted, what=f"la part de ce pays ({name}) dans le coût total")
    return Explanation(
        f"{name} : {euros(wanted)} demandés, soit {euros(excess)} de plus que le plafond de ce pays "
        f"({euros(room)}).",
        seen={
            "pays": name,
            "demandé": euros(wanted),
            "part du pays": euros(part.cost),
            "plafond": euros(room),
            "dépassement": euros(excess),
        },
        steps=(*ceiling_steps(facts, (part,)), f"{euros(wanted)} − {euros(room)} = {euros(excess)} de trop"),
        remedies=tuple(remedies),
        source=_source((part,)),
    )


def above_ceiling_of_rates(rate: Known[BasisPoints], highest: Known[BasisPoints]) -> Explanation:
    """Tell that the call itself states a rate no call may state at that date."""
    since = f" depuis le {long_date(highest.since)}" if highest.since else ""
    return Explanation(
        f"L'appel inscrit un taux de {percent(rate.value)} ; aucun taux ne dépasse "
        f"{percent(highest.value)}{since}.",
        seen={"taux de l'appel": percent(rate.value), "plafond des taux": percent(highest.value)},
        remedies=("Faire corriger par l'administrateur le taux dans la définition de l'appel.",),
        source=highest.cite(),
    )


def granted_above(facts: Facts, ceiling: Ceiling, granted: Cents, limit: Cents) -> Explanation:
    """Tell that an amount proposed or decided passes the request or the ceiling."""
    room = ceiling.amount or Cents(0)
    what = "du montant demandé" if limit == facts.budget.requested else "du plafond de cofinancement"
    excess = Cents(granted - limit)
    return Explanation(
        f"Le montant accordé ({euros(granted)}) est au-dessus {what} ({euros(limit)}).",
        seen={
            "accordé": euros(granted),
            "demandé": euros(facts.budget.requested),
            "plafond": euros(room),
        },
        steps=(
            *ceiling_steps(facts, ceiling.parts),
            f"{euros(granted)} − {euros(limit)} = {euros(excess)} de trop",
        ),
        remedies=(f"Réduire le montant accordé de {euros(excess)} (à {euros(limit)}).",),
        source=_source(ceiling.parts),
    )


def status_unknown(facts: Facts, part: RatedPart) -> Explanation:
    """Tell that no list gives a country's aid status on the reference date."""
    name = facts.reference.country_name(part.country or "")
    return Explanation(
        f"Le plafond ne peut pas être calculé : {name}, statut inconnu au regard de l'aide publique "
        f"au {long_date(facts.reference_date)}.",
        seen={"pays": name, "date": facts.reference_date.isoformat()},
        remedies=("Faire compléter la liste datée des pays par l'administrateur.",),
    )


def _subject(facts: Facts, parts: tuple[RatedPart, ...]) -> str:
    if len(parts) > 1:
        return "Ensemble des pays"
    country = parts[0].country
    return "Taux unique" if country is None else facts.reference.country_name(country)


def ceiling_steps(facts: Facts, parts: tuple[RatedPart, ...]) -> Iterator[str]:
    """Write how each part's ceiling comes from its status, its rate and its cost."""
    day = long_date(facts.reference_date)
    for part in parts:
        if not isinstance(part.rate, Known) or part.amount is None:
            continue
        if part.country is None:
            count = len(facts.application.countries)
            yield f"Taux unique pour {count} pays : {percent(part.rate.value)}"
        else:
            name = facts.reference.country_name(part.country)
            status = STATUS_LABELS.get(part.status or "", "")
            yield f"{name}, {status} au {day} : {percent(part.rate.value)}"
            yield from _with_common_costs(facts, part, name)
        rounded = "" if part.cost * part.rate.value % WHOLE == 0 else " (arrondi au cent inférieur)"
        yield product(part.rate.value, part.cost, part.amount) + rounded
    if len(parts) > 1:
        amounts = [part.amount or Cents(0) for part in parts]
        yield " + ".join(euros(amount) for amount in amounts) + f" = {euros(Cents(sum(amounts)))}"


def _with_common_costs(facts: Facts, part: RatedPart, name: str) -> Iterator[str]:
    """Tell where the part of a country comes from, when common costs are in it as they are to be shared."""
    codes = [country.code for country in facts.application.countries]
    shares = shares_of(facts.budget, codes)
    own = facts.budget.cost_by_country.get(part.country, Cents(0))
    if part.country not in codes or shares is None or shares[codes.index(part.country)] != part.cost:
        return
    if len(codes) > 1 and own < part.cost:
        common = Cents(part.cost - own)
        yield (
            f"Part de ce pays ({name}) : {euros(own)} de dépenses propres + {euros(common)} "
            f"de dépenses communes, au prorata = {euros(part.cost)}"
        )


def _source(parts: tuple[RatedPart, ...]) -> Source | None:
    return next((part.rate.cite() for part in parts if isinstance(part.rate, Known)), None)


def _larger_cost(part: RatedPart, wanted: Cents, *, what: str) -> Iterator[str]:
    """Propose the smallest cost under which the request would hold."""
    if isinstance(part.rate, Known) and part.rate.value:
        enough = Cents(-(-wanted * WHOLE // part.rate.value))
        more = Cents(enough - part.cost)
        yield f"Porter {what} à {euros(enough)} avec d'autres ressources (soit {euros(more)} de plus)."


def _other_choice(facts: Facts, wanted: Cents) -> Iterator[str]:
    """Propose the other choice of rate when the request holds under it as it is."""
    application = facts.application
    if len(application.countries) < 2:  # noqa: PLR2004 -- with one country the choice has no effect
        return
    if application.rate_choice != RateChoice.SINGLE_RATE:
        single = single_ceiling(facts.budget, parameters=facts.parameters)
        if single.amount is not None and wanted <= single.amount:
            yield (
                "Choisir le taux unique, le même pour tous les pays (rate_choice: single_rate), "
                f"dont le plafond est de {euros(single.amount)} pour ce budget."
            )
        return
    requested = facts.budget.requested_by_country
    other = tell_ceiling(
        replace(application, rate_choice=RateChoice.BY_COUNTRY),
        parameters=facts.parameters,
        reference=facts.reference,
        at=facts.reference_date,
    )
    shared = all(country.share is not None for country in application.countries)
    if other is None or other.amount is None or requested.get(None) or not shared:
        return
    if all(requested.get(part.country, 0) <= (part.amount or 0) for part in other.parts):
        yield (
            "Choisir le taux de chaque pays (rate_choice: by_country), "
            f"dont le plafond est de {euros(other.amount)} pour ce budget."
        )
