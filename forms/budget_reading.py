"""Reading the budget of an application file."""

from datetime import date

from forms import choices
from forms.budget import Budget, Exchange, Expense, Resource
from forms.country_reading import country_of
from forms.currency import parse_rate, to_euros
from forms.currency_codes import problem_of
from forms.errors import Malformed
from forms.field_reader import Group, Reading
from forms.money import Cents
from forms.strict_yaml import Node, Sequence
from forms.tame_text import shown
from forms.typography import counted

_BUDGET_KEYS = frozenset({"total", "requested", "years", "expenses", "resources"})
_EXPENSE_KEYS = frozenset({"category", "label", "country", "cash", "in_kind", "payer"})
_EXCHANGE_KEYS = ("currency", "rate", "rate_date", "rate_source")
_RESOURCE_KEYS = frozenset({"payer", "name", "kind", "country", "cash", "in_kind", "status", *_EXCHANGE_KEYS})
_NONE = Cents(0)


class BudgetReader:
    """Reads the lines of one budget, whose years say how many amounts a list holds."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._years: tuple[int, ...] = ()

    def read(self, node: Node, where: str) -> Budget | None:
        """Read a budget; its lines are read after its years."""
        reading = self._reading
        group = reading.group(node, where, keys=_BUDGET_KEYS)
        if group is None:
            return None
        year = reading.whole(low=2000, high=2099, example="2025")
        self._years = group.read("years", reading.items(year)) or ()
        if any(later <= sooner for sooner, later in zip(self._years, self._years[1:], strict=False)):
            reading.refuse(
                group.node.get("years") or group.node,
                group.path("years"),
                code="APP-019",
                message=f"« {group.path('years')} » : chaque année une fois, dans l'ordre.",
                remedy="Écrivez par exemple years: [2025, 2026].",
            )
        return Budget(
            total=group.require("total", reading.amount, otherwise=_NONE, example='"150000.00"'),
            requested=group.require("requested", reading.amount, otherwise=_NONE, example='"75000.00"'),
            years=self._years,
            expenses=group.read("expenses", reading.items(self._expense)) or (),
            resources=group.require(
                "resources", reading.items(self._resource), otherwise=(), example="une ligne par financeur"
            ),
        )

    def _expense(self, node: Node, where: str) -> Expense | None:
        reading = self._reading
        group = reading.group(node, where, keys=_EXPENSE_KEYS)
        if group is None:
            return None
        cash, in_kind = self._line_amounts(group)
        return Expense(
            category=group.require("category", reading.choice(choices.CATEGORIES), otherwise="", example="A"),
            label=group.read("label", reading.text) or "",
            country=group.read("country", country_of(reading)),
            cash=cash,
            in_kind=in_kind,
            payer=group.read("payer", reading.text),
        )

    def _resource(self, node: Node, where: str) -> Resource | None:
        reading = self._reading
        group = reading.group(node, where, keys=_RESOURCE_KEYS)
        if group is None:
            return None
        payer = group.require("payer", reading.choice(choices.PAYERS), otherwise="", example="ministry")
        kind = group.read("kind", reading.choice(choices.OTHER_PAYERS))
        if kind is not None and payer != choices.Payer.OTHER:
            reading.refuse(
                group.node.get("kind") or node,
                group.path("kind"),
                code="APP-017",
                message=f"« {group.path('kind')} » n'a de sens que pour un autre financeur (payer: other).",
                remedy="Retirez la clé kind, ou écrivez payer: other.",
            )
        cash, in_kind = self._line_amounts(group)
        exchange = self._exchange(group, cash, in_kind)
        if exchange is not None:
            cash, in_kind = _in_euros(exchange)
        return Resource(
            payer=payer,
            name=group.read("name", reading.text),
            kind=kind,
            country=group.read("country", country_of(reading)),
            cash=cash,
            in_kind=in_kind,
            exchange=exchange,
            status=group.read("status", reading.choice(choices.STANDINGS)),
        )

    def _line_amounts(self, group: Group) -> tuple[tuple[Cents, ...], tuple[Cents, ...]]:
        if group.node.get("cash") is None and group.node.get("in_kind") is None:
            self._reading.refuse(
                group.node,
                group.where,
                code="APP-010",
                message=f"« {group.where} » n'a aucun montant.",
                remedy='Ajoutez cash (numéraire) ou in_kind (valorisation), par exemple cash: "5000.00".',
            )
        return group.read("cash", self._amounts) or (), group.read("in_kind", self._amounts) or ()

    def _amounts(self, node: Node, where: str) -> tuple[Cents, ...] | None:
        """Read one amount for the whole, or a list with one amount for each year."""
        reading = self._reading
        if not isinstance(node, Sequence):
            whole = reading.amount(node, where)
            return None if whole is None else (whole,)
        years = len(self._years)
        if len(node.items) != years:
            told = f"{counted(years, 'année')} du budget" if years else "aucune année donnée dans years"
            reading.refuse(
                node,
                where,
                code="APP-009",
                message=f"« {where} » : {counted(len(node.items), 'montant')} pour {told}.",
                remedy="Donnez un montant par année ; sans guillemets, la virgule coupe un montant en deux : "
                'écrivez ["70 000,00", "5 000,00"].',
            )
            return None
        return reading.items(reading.amount)(node, where)

    def _exchange(self, group: Group, cash: tuple[Cents, ...], in_kind: tuple[Cents, ...]) -> Exchange | None:
        """Read the currency of a line; None when its amounts are in euros."""
        reading = self._reading
        given = [key for key in _EXCHANGE_KEYS if group.node.get(key) is not None]
        if not given:
            return None
        currency = group.require("currency", reading.text, otherwise="", example="XOF")
        rate = group.require("rate", self._rate, otherwise="1", example='"655.957"')
        day = group.require("rate_date", reading.day, otherwise=date.min, example="2025-01-10")
        source = group.require("rate_source", reading.text, otherwise="", example="Banque de France")
        if currency:
            self._known(group, currency, day=None if day == date.min else day)
        return Exchange(currency, rate, day, source, cash, in_kind)

    def _known(self, group: Group, currency: str, *, day: date | None) -> None:
        """Refuse a currency that was not in use on the day of its rate."""
        found = problem_of(currency, day=day)
        if found is not None:
            where = group.path("currency")
            self._reading.refuse(
                group.node.get("currency") or group.node,
                where,
                code="APP-018",
                message=f"« {where} » : « {shown(currency)} » {found[0]}.",
                remedy=found[1],
            )

    def _rate(self, node: Node, where: str) -> str | None:
        text = self._reading.text(node, where)
        if text is None:
            return None
        try:
            parse_rate(text)
        except Malformed as error:
            self._reading.refuse(
                node,
                where,
                code=error.code,
                message=f"« {where} » : {error.message}",
                remedy=" ".join(error.remedies),
            )
            return None
        return text


def _in_euros(exchange: Exchange) -> tuple[tuple[Cents, ...], tuple[Cents, ...]]:
    rate = parse_rate(exchange.rate)
    return (
        tuple(to_euros(amount, rate) for amount in exchange.cash),
        tuple(to_euros(amount, rate) for amount in exchange.in_kind),
    )
