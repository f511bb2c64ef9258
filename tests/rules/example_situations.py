"""The situation that each example of a rule tells in words, as facts the rule can look at."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from forms.application import (
    Application,
    Attachment,
    Authority,
    Country,
    Declarations,
    ForeignAuthority,
    Party,
)
from forms.budget import Budget, Exchange, Expense, Resource
from forms.currency import parse_rate, to_euros
from forms.money import Cents, parse_euros
from rules.facts import CallFacts, Facts, Neighbour, Outturn
from rules.parameters import COUNT, MONTHS, TEXT, Known, Parameters
from tests.rules.parameters_2025 import amount, parameters_2025, rate, word
from tests.rules.situations import situation

SINCE = date(2025, 1, 1)
TOWN = "21110001900012"
CALL = CallFacts("appel", title="Appel")


def euro(units: int, cents: int = 0) -> Cents:
    return Cents(units * 100 + cents)


def line(
    payer: str, units: int, *, valued: int = 0, kind: str | None = None, country: str | None = None
) -> Resource:
    return Resource(
        payer, "Ville", kind, country, cash=(euro(units),), in_kind=(euro(valued),) if valued else ()
    )


def exchanged(amount: str, rate: str) -> Resource:
    """Give a line of Dakar, in francs CFA, in euros at a rate."""
    given = parse_euros(amount)
    change = Exchange("XOF", rate, date(2025, 1, 10), "BCEAO", cash=(given,))
    return Resource("foreign_authority", "Dakar", cash=(to_euros(given, parse_rate(rate)),), exchange=change)


def cost(units: int, *, category: str = "A", valued: int = 0, country: str | None = None) -> Expense:
    return Expense(
        category,
        "Ligne",
        country,
        cash=(euro(units),),
        in_kind=(euro(valued),) if valued else (),
        payer="Ville" if valued else None,
    )


def budget(total: int, requested: int, *lines: Resource, expenses: tuple[Expense, ...] = ()) -> Budget:
    return Budget(euro(total), euro(requested), (2025,), expenses, lines)


def project(found: Budget, *countries: Country, choice: str = "by_country") -> Application:
    return Application(countries=countries or (Country("LB"),), rate_choice=choice, budget=found)


def facts(application: Application, parameters: Parameters | None = None, call: CallFacts = CALL) -> Facts:
    return situation(application, parameters=parameters, call=call)


def asking(
    units: int, *countries: Country, choice: str = "by_country", shares: tuple[int, ...] = ()
) -> Facts:
    lines = (
        [
            line("ministry", share, country=country.code)
            for share, country in zip(shares, countries, strict=True)
        ]
        if shares
        else [line("ministry", units)]
    )
    total = sum(country.share or 0 for country in countries) // 100 or 100_000
    return facts(project(budget(total, units, *lines), *countries, choice=choice))


def bare(**parts: object) -> Application:
    return replace(project(budget(100_000, 50_000)), **parts)  # type: ignore[arg-type]  # parts of an application


def lead(kind: str = "local_authority", **parts: str | None) -> Party:
    return Party("Ville", kind, **{"siret": TOWN, "region": "76", **parts})  # type: ignore[arg-type]  # texts all


BENIN, TUNISIA = Country("BJ", euro(90_000)), Country("TN", euro(60_000))
THREE = parameters_2025(authorities__min=Known("authorities.min", 3, COUNT, "CEM24", "A", SINCE))
LONG = parameters_2025(length__max=Known("length.max", 36, MONTHS, "LIB25", "B", SINCE))
MATCHED = parameters_2025(
    contribution__matching=Known("contribution.matching", "required", TEXT, "FFQ15", "B", SINCE),
    ceiling__annual=amount("ceiling.annual", 1_600_000),
)
FEES = parameters_2025(ceiling__fees=rate("ceiling.fees", "9 %", source="CEM21", since=SINCE))
AT_RATE = parameters_2025(settlement__policy=word("settlement.policy", "rate", source="essai", since=SINCE))
ASSOCIATION = bare(lead=lead("association"))

SITUATIONS: Mapping[str, Callable[[], Facts]] = {
    "B01": lambda: facts(
        project(
            budget(
                100_000, 50_000, line("ministry", 50_000), line("other", 42_000), expenses=(cost(100_000),)
            )
        )
    ),
    "B02": lambda: facts(
        project(
            budget(
                20_000,
                0,
                line("french_authority", 10_000, valued=8_000),
                expenses=(cost(10_000, valued=10_000),),
            )
        )
    ),
    "B03": lambda: asking(58_000),
    "B04": lambda: asking(58_000),
    "B05": lambda: asking(96_000, BENIN, TUNISIA, shares=(66_000, 30_000)),
    "B06": lambda: asking(92_000, BENIN, TUNISIA, choice="single_rate"),
    "B07": lambda: facts(project(budget(150_000, 75_000, line("french_authority", 10_000, valued=4_999)))),
    "B08": lambda: facts(project(budget(150_000, 75_000, line("french_authority", 8_000, valued=10_000)))),
    "B09": lambda: facts(project(budget(100_000, 50_000, line("ministry", 48_000, valued=2_000)))),
    "B10": lambda: facts(project(budget(100_000, 50_000, line("ministry", 50_000)))),
    "B11": lambda: facts(project(budget(100_000, 50_000, expenses=(cost(16_000, category="F"),)))),
    "B12": lambda: facts(project(budget(120_000, 50_000, expenses=(cost(10_801, category="G"),))), FEES),
    "B13": lambda: facts(
        bare(authorities=(Authority("Ville", TOWN, commitment="confirmed"),), lead=lead()), THREE
    ),
    "B13C": lambda: facts(
        bare(authorities=(Authority("Ville", TOWN, commitment="expected"),), lead=lead("association")), THREE
    ),
    "B14": lambda: facts(bare(months=40), LONG),
    "B15": lambda: facts(project(budget(100_000, 50_000, line("ministry", 49_000)))),
    "B16": lambda: facts(
        project(budget(30_000, 16_000, line("ministry", 16_000), line("other", 14_000))), MATCHED
    ),
    "B17": lambda: facts(
        project(budget(20_000, 0, line("french_authority", 9_000), expenses=(cost(10_000),)))
    ),
    "B18": lambda: situation(
        project(budget(100_000, 45_000, line("ministry", 45_000))), call=CALL, granted=euro(48_000)
    ),
    "B20": lambda: facts(project(budget(100_000, 50_000, line("other", 20_000, kind="afd")))),
    "REPORTS": lambda: replace(
        facts(bare(lead=lead())),
        neighbours=(
            Neighbour(
                "GEN22-0007",
                "Généraliste 2022",
                "Eau potable",
                "financé",
                frozenset({"BJ"}),
                unreported=date(2024, 9, 30),
            ),
        ),
    ),
    "B21": lambda: facts(project(budget(100_000, 50_000, exchanged("10000000.00", "650")))),
    "DOUBLE": lambda: replace(
        facts(bare(lead=lead(), foreign_authorities=(ForeignAuthority("Tripoli", "LB"),))),
        neighbours=(
            Neighbour(
                "GEN25-0007",
                "Généraliste 2025",
                "Eau potable",
                "en instruction",
                frozenset({"LB"}),
                (ForeignAuthority("TRIPOLI", "LB"),),
                euro(20_000),
            ),
        ),
    ),
    "COMPLETE": lambda: facts(bare(title="Projet", lead=lead(region=None))),
    "GENDER": lambda: facts(bare(markers={"gender": 0})),
    "IDENT": lambda: facts(bare(lead=lead(siret=None))),
    "ROUTE": lambda: facts(
        bare(),
        call=CallFacts("generaliste-2025", title="Généraliste 2025", reserved={"LB": "franco-libanais-2025"}),
    ),
    "E1": lambda: facts(bare(lead=lead(), declarations=Declarations(apd_year=2023))),
    "E2": lambda: facts(bare(declarations=Declarations(earlier_reports="overdue"))),
    "E3": lambda: facts(bare()),
    "E4": lambda: facts(bare()),
    "E5": lambda: facts(project(budget(100_000, 50_000, line("french_authority", 10_000)))),
    "E6": lambda: facts(bare(lead=lead())),
    "E7": lambda: facts(
        bare(lead=lead(), foreign_authorities=(ForeignAuthority("Cotonou", "BJ"),)),
        call=replace(CALL, joint_country="LB"),
    ),
    "E8": lambda: facts(ASSOCIATION, call=replace(CALL, applicant_kinds=frozenset({"local_authority"}))),
    "E9": lambda: facts(replace(ASSOCIATION, attachments=(Attachment("statutes", "statuts.pdf"),))),
    "SETTLE": lambda: replace(
        situation(
            project(budget(180_000, 126_000, line("ministry", 126_000)), Country("BJ")),
            parameters=AT_RATE,
            call=CALL,
            granted=euro(126_000),
        ),
        outturn=Outturn(euro(160_000), euro(119_700)),
    ),
}
"""By rule, in the order of their ids; what an example does not say is what 2025 says."""
