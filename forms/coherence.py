"""What must hold together before anything can be judged: countries, shares, choice of rate.

Without these no ceiling can be told; an application that breaks one is unreadable, not refused.
"""

from collections.abc import Collection, Iterator

from forms.application import Application, Country
from forms.budget import Budget
from forms.choices import Payer, RateChoice
from forms.country_names import named_country, nearest_country
from forms.identifiers import COUNTRY_CODES, FRENCH_CODES
from forms.money import LARGEST, Cents, euros
from forms.nearest import nearest
from forms.problems import Problem, report
from forms.tame_text import shown


def incoherences(
    application: Application, *, choosing: bool = False, lacking: Collection[str] = ()
) -> tuple[Problem, ...]:
    """List what keeps an application from being judged; paths, no places.

    While the applicant is still `choosing` a rate, none is missed; nor are the parts a draft is known
    to be still `lacking`, by their keys.
    """
    countries, budget = application.countries, application.budget
    found = [*_countries(countries)] if countries or "countries" not in lacking else []
    if len(countries) > 1 and application.rate_choice is None and not choosing:
        found.append(_no_rate_choice())
    if budget is None and "budget" in lacking:
        return tuple(found)
    if budget is None:
        found.append(
            report(
                code="APP-027",
                message="Il manque le budget.",
                where="budget",
                remedy="Ajoutez la clé budget avec total, requested, years, expenses et resources.",
            )
        )
        return tuple(found)
    found += too_large(budget)
    by_country = len(countries) > 1 and application.rate_choice == RateChoice.BY_COUNTRY
    found += _shares(countries, budget, needed=by_country)
    found += _lines(application, budget, by_country=by_country)
    return tuple(found)


def _countries(countries: tuple[Country, ...]) -> Iterator[Problem]:
    if not countries:
        yield report(
            code="APP-026",
            message="Aucun pays partenaire n'est indiqué.",
            where="countries",
            remedy="Ajoutez le pays du projet, par exemple countries: [{code: BJ}].",
        )
    seen: dict[str, int] = {}
    for index, country in enumerate(countries):
        where = f"countries[{index}].code"
        if country.code in FRENCH_CODES:
            yield _french(country.code, where)
        elif country.code not in COUNTRY_CODES:
            yield _unknown(country.code, where, known=COUNTRY_CODES - FRENCH_CODES)
        elif country.code in seen:
            yield report(
                code="APP-020",
                message=f"Le pays {named_country(country.code)} est donné deux fois.",
                where=where,
                remedy="Gardez une seule ligne par pays, avec sa part entière ; un nom et un code, "
                "ou deux orthographes, sont le même pays.",
            )
        seen[country.code] = index


def _french(code: str, where: str) -> Problem:
    return report(
        code="APP-014",
        message=f"{named_country(code)} est un territoire français : il ne peut pas être le pays partenaire.",
        where=where,
        remedy="Indiquez le pays de l'autorité locale étrangère ; "
        "un territoire français participe comme collectivité française (clé authorities).",
    )


def _unknown(code: str, where: str, *, known: frozenset[str]) -> Problem:
    return report(
        code="APP-013",
        message=f"Pays inconnu « {shown(code)} ».",
        where=where,
        remedy="Écrivez le code ISO du pays en deux capitales, par exemple BJ pour le Bénin."
        + _meant(code, known),
    )


def _meant(text: str, known: frozenset[str]) -> str:
    close = nearest(text, known)
    if close:
        return f" Vouliez-vous « {close} » ?"
    found = nearest_country(text)
    return f" Vouliez-vous « {found[1]} » ({found[0]}) ?" if found else ""


def _no_rate_choice() -> Problem:
    return report(
        code="APP-022",
        message="Le projet porte sur plusieurs pays et ne dit pas quel taux il choisit.",
        where="rate_choice",
        remedy="Ajoutez rate_choice: by_country (le taux de chaque pays) "
        "ou rate_choice: single_rate (le taux unique).",
    )


def _shares(countries: tuple[Country, ...], budget: Budget, *, needed: bool) -> Iterator[Problem]:
    given = [country.share for country in countries if country.share is not None]
    if needed:
        for index, country in enumerate(countries):
            if country.share is None:
                yield report(
                    code="APP-023",
                    message=f"Il manque la part du pays « {country.code} » dans le coût total.",
                    where=f"countries[{index}].share",
                    remedy='Ajoutez share, par exemple share: "90000.00" (coûts communs compris).',
                )
        if len(given) < len(countries):
            return
    if given and sum(given) != budget.total:
        added, total = Cents(sum(given)), budget.total
        more = "de trop" if added > total else "de moins"
        yield report(
            code="APP-024",
            message=f"Les parts des pays font {euros(added)} et le coût total {euros(total)} : "
            f"{euros(Cents(abs(added - total)))} {more}.",
            where="countries",
            remedy="Corrigez les parts : leur somme est le coût total, coûts communs compris au prorata.",
        )


def _lines(application: Application, budget: Budget, *, by_country: bool) -> Iterator[Problem]:
    known = {country.code for country in application.countries}
    named = {line.country for line in budget.expenses}
    named.update([line.country for line in budget.resources])
    named.update([authority.country for authority in application.foreign_authorities])
    if not named <= {*known, None}:
        yield from _strangers(application, budget, known)
    if by_country:
        for index, line in enumerate(budget.resources):
            if line.payer == Payer.MINISTRY and line.country is None:
                yield report(
                    code="APP-025",
                    message="Cette ligne du ministère ne dit pas pour quel pays elle est demandée.",
                    where=f"budget.resources[{index}]",
                    remedy="Ajoutez country à la ligne, ou partagez-la en une ligne par pays.",
                )


def too_large(budget: Budget) -> Iterator[Problem]:
    """Report the lines, then their sums, above what an amount can hold; another currency is in euros here."""
    if max(budget.totals.expenses, budget.totals.resources) <= LARGEST:
        return
    sides = (("budget.expenses", budget.expenses), ("budget.resources", budget.resources))
    for where, lines in sides:
        worth = [sum(line.cash) + sum(line.in_kind) for line in lines]
        beyond = [(f"{where}[{index}]", one) for index, one in enumerate(worth) if one > LARGEST]
        for place, amount in beyond or ([(where, sum(worth))] if sum(worth) > LARGEST else []):
            yield report(
                code="MON-004",
                message=f"{euros(Cents(amount))} : une somme ne dépasse pas {euros(LARGEST)}.",
                where=place,
                remedy="Vérifiez les montants de chaque ligne, et le taux de change s'il y en a un.",
            )


def _strangers(application: Application, budget: Budget, known: set[str]) -> Iterator[Problem]:
    foreign = application.foreign_authorities
    named = [
        *((f"budget.expenses[{index}].country", line.country) for index, line in enumerate(budget.expenses)),
        *(
            (f"budget.resources[{index}].country", line.country)
            for index, line in enumerate(budget.resources)
        ),
        *((f"foreign_authorities[{index}].country", body.country) for index, body in enumerate(foreign)),
    ]
    for where, code in named:
        if code in FRENCH_CODES:
            yield _french(code, where)
        elif code is not None and code not in known:
            yield report(
                code="APP-021",
                message=f"Le pays « {shown(code)} » ne fait pas partie des pays du projet "
                f"({_listed(known)}).",
                where=where,
                remedy="Ajoutez ce pays à la clé countries, corrigez-le, "
                "ou retirez-le d'une dépense commune à tous les pays.",
            )


def _listed(codes: set[str]) -> str:
    return ", ".join(shown(code) for code in sorted(codes) if code) or "aucun"
