"""Reading an application file, YAML or JSON: everything wrong is told at once, in French.

The format is public: unknown keys, malformed amounts and parts that do not hold together are
refused with their place and a remedy.
"""

from collections.abc import Collection
from dataclasses import replace

from forms import choices
from forms.application import Application, Attachment, Country, Declarations
from forms.budget_reading import BudgetReader
from forms.coherence import incoherences
from forms.country_reading import country_of
from forms.errors import Unreadable
from forms.field_reader import Group, Reading
from forms.json_text import as_json
from forms.parties_reading import PartiesReader
from forms.problems import Problem, in_reading_order
from forms.strict_yaml import Limits, Node, read_yaml

_KEYS = frozenset(
    {
        "call",
        "title",
        "lead",
        "authorities",
        "foreign_authorities",
        "countries",
        "rate_choice",
        "months",
        "themes",
        "sdgs",
        "markers",
        "declarations",
        "budget",
        "attachments",
    }
)
_COUNTRY_KEYS = frozenset({"code", "share"})
_GOAL_KEYS = frozenset({"primary", "secondary"})
_DECLARATION_KEYS = frozenset({"apd_year", "earlier_reports", "atlas", "partnership"})
_ATTACHMENT_KEYS = frozenset({"kind", "file"})
_LIMITS = Limits()


def read_application(
    text: bytes | str, *, name: str, only_budget: bool = False, choosing: bool = False
) -> Application:
    """Read an application file into its typed form, money in cents.

    `name` is shown in messages; a name in `.json`, or a text that is a JSON object, is read
    as JSON, where a number is refused as money. With `only_budget` just `countries`,
    `rate_choice`, `authorities`, `lead` and `budget` are read; with `choosing` a project over
    several countries may leave its choice of rate out. Raises `Unreadable` with every problem,
    or `LimitExceeded`.
    """
    json_text = as_json(text, name=name, most_bytes=_LIMITS.bytes)
    root = read_yaml(text if json_text is None else json_text, name=name, limits=_LIMITS)
    reading = Reading(is_json=json_text is not None)
    return read_parts(root, reading=reading, name=name, only_budget=only_budget, choosing=choosing)


def read_parts(
    root: Node,
    *,
    reading: Reading,
    name: str,
    only_budget: bool = False,
    choosing: bool = False,
    lacking: Collection[str] = (),
) -> Application:
    """Read the parts of an application from nodes, as `read_application` does once a file is parsed.

    `countries` and `budget` are not missed when they are `lacking`, as a draft begun without them is.
    """
    group = reading.group(root, "", keys=_KEYS)
    if group is None:
        raise Unreadable(name=name, problems=tuple(reading.problems))
    reader = _PartsReader(reading)
    application = reader.judged(group)
    if not only_budget:
        application = reader.with_rest(group, application)
    told = [problem.where for problem in reading.problems]
    problems = reading.problems + [
        _placed(found, reading)
        for found in incoherences(application, choosing=choosing, lacking=lacking)
        if not _follows_from(found, told)
    ]
    if problems:
        raise Unreadable(name=name, problems=in_reading_order(problems))
    return application


class _PartsReader:
    """Reads the parts of one application file."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._parties = PartiesReader(reading)

    def judged(self, group: Group) -> Application:
        """Read the parts the judgement of a budget needs."""
        reading = self._reading
        return Application(
            lead=group.read("lead", self._parties.lead),
            authorities=group.read("authorities", reading.items(self._parties.authority)) or (),
            countries=group.read("countries", reading.items(self._country)) or (),
            rate_choice=group.read("rate_choice", reading.choice(choices.RATE_CHOICES)),
            budget=group.read("budget", BudgetReader(reading).read),
        )

    def with_rest(self, group: Group, judged: Application) -> Application:
        """Read everything else beside the parts already read."""
        reading = self._reading
        foreign = reading.items(self._parties.foreign_authority)
        primary, secondary = group.read("sdgs", self._goals) or ((), ())
        return replace(
            judged,
            call=group.read("call", reading.text),
            title=group.read("title", reading.text),
            foreign_authorities=group.read("foreign_authorities", foreign) or (),
            months=group.read("months", reading.whole(low=1, high=120, example="24")),
            themes=group.read("themes", reading.items(reading.text)) or (),
            primary_goals=primary,
            secondary_goals=secondary,
            markers=group.read("markers", self._markers) or {},
            declarations=group.read("declarations", self._declarations) or Declarations(),
            attachments=group.read("attachments", reading.items(self._attachment)) or (),
        )

    def _country(self, node: Node, where: str) -> Country | None:
        group = self._reading.group(node, where, keys=_COUNTRY_KEYS)
        if group is None:
            return None
        code = group.require("code", country_of(self._reading), otherwise="", example="EC")
        return Country(code, group.read("share", self._reading.amount))

    def _goals(self, node: Node, where: str) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
        group = self._reading.group(node, where, keys=_GOAL_KEYS)
        if group is None:
            return None
        numbers = self._reading.items(self._reading.whole(low=1, high=17, example="6"))
        return group.read("primary", numbers) or (), group.read("secondary", numbers) or ()

    def _markers(self, node: Node, where: str) -> dict[str, int] | None:
        group = self._reading.group(node, where, keys=frozenset(choices.MARKERS))
        if group is None:
            return None
        score = self._reading.whole(low=0, high=2, example="1")
        scores = {name: group.read(name, score) for name in choices.MARKERS}
        return {name: found for name, found in scores.items() if found is not None}

    def _declarations(self, node: Node, where: str) -> Declarations | None:
        reading = self._reading
        group = reading.group(node, where, keys=_DECLARATION_KEYS)
        if group is None:
            return None
        kinds = reading.items(reading.choice(choices.PARTNERSHIPS))
        return Declarations(
            apd_year=group.read("apd_year", reading.whole(low=2000, high=2099, example="2024")),
            earlier_reports=group.read("earlier_reports", reading.choice(choices.EARLIER_REPORTS)),
            atlas=group.read("atlas", reading.day),
            partnership=group.read("partnership", kinds) or (),
        )

    def _attachment(self, node: Node, where: str) -> Attachment | None:
        reading = self._reading
        group = reading.group(node, where, keys=_ATTACHMENT_KEYS)
        if group is None:
            return None
        return Attachment(
            kind=group.require("kind", reading.choice(choices.ATTACHMENTS), otherwise="", example="budget"),
            file=group.require("file", reading.text, otherwise="", example="budget.pdf"),
        )


def _placed(found: Problem, reading: Reading) -> Problem:
    """Give a problem the place of its path, or of the nearest group above it."""
    path = found.where
    while path and path not in reading.places:
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    mark, length = reading.places[path]
    return replace(found, mark=mark, length=length)


def _follows_from(found: Problem, told: list[str]) -> bool:
    """Tell whether a problem may only be the consequence of one already told.

    Shares are compared with the declared total: a total that could not be read explains them.
    """
    related = [found.where, "budget.total"] if found.where == "countries" else [found.where]
    return any(
        where.startswith(path) or path.startswith(where) for where in told if where for path in related
    )
