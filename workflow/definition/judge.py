"""The judgement of a definition: everything that is wrong with its structure, at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from forms.problems import Problem
from notifications.sources import shipped_sources as mail_sources
from pdf_templates.sources import shipped_sources as document_sources
from workflow.definition.bundle import with_clauses
from workflow.definition.errors import Defective
from workflow.definition.examination import Examination
from workflow.definition.judging_access import judge_access
from workflow.definition.judging_automatic import judge_automatic
from workflow.definition.judging_bases import judge_bases
from workflow.definition.judging_budgets import judge_budgets
from workflow.definition.judging_children import judge_children
from workflow.definition.judging_clocks import judge_clocks
from workflow.definition.judging_conditions import judge_conditions
from workflow.definition.judging_countries import judge_countries
from workflow.definition.judging_data import judge_data
from workflow.definition.judging_deadlines import judge_deadlines
from workflow.definition.judging_deeds import judge_deeds
from workflow.definition.judging_derogations import judge_derogations
from workflow.definition.judging_durations import judge_durations
from workflow.definition.judging_expressions import judge_expressions
from workflow.definition.judging_fields import judge_fields
from workflow.definition.judging_forms import judge_forms
from workflow.definition.judging_joins import judge_joins
from workflow.definition.judging_letters import judge_letters
from workflow.definition.judging_mending import judge_mending
from workflow.definition.judging_money import judge_money
from workflow.definition.judging_names import judge_names
from workflow.definition.judging_origins import judge_origins
from workflow.definition.judging_parameters import judge_parameters
from workflow.definition.judging_paths import judge_paths
from workflow.definition.judging_people import judge_people
from workflow.definition.judging_properties import judge_properties
from workflow.definition.judging_rates import judge_rates
from workflow.definition.judging_records import judge_records
from workflow.definition.judging_relays import judge_relays
from workflow.definition.judging_retention import judge_retention
from workflow.definition.judging_risks import judge_risks
from workflow.definition.judging_rounds import judge_rounds
from workflow.definition.judging_rules import judge_rules
from workflow.definition.judging_secrets import judge_secrets
from workflow.definition.judging_sides import judge_sides
from workflow.definition.judging_situations import judge_situations
from workflow.definition.judging_thresholds import judge_thresholds
from workflow.definition.judging_tidings import judge_tidings
from workflow.definition.judging_windows import judge_windows
from workflow.definition.resolved import Resolved

_NAMES = (
    judge_names,
    judge_countries,
    judge_parameters,
    judge_rates,
    judge_windows,
    judge_forms,
    judge_fields,
    judge_conditions,
    judge_access,
    judge_bases,
    judge_records,
    judge_retention,
    judge_relays,
    judge_rules,
    judge_expressions,
    judge_letters,
)
_STRUCTURE = (
    judge_children,
    judge_paths,
    judge_automatic,
    judge_thresholds,
    judge_deadlines,
    judge_origins,
    judge_joins,
    judge_people,
    judge_sides,
    judge_deeds,
    judge_derogations,
    judge_budgets,
    judge_secrets,
    judge_tidings,
    judge_durations,
    judge_situations,
    judge_data,
    judge_mending,
    judge_rounds,
    judge_clocks,
    judge_money,
    judge_properties,
    judge_risks,
)
SUBJECTS = tuple(one.__name__.removeprefix("judge_") for one in (*_NAMES, *_STRUCTURE))
"""What is looked at, in order."""


@dataclass(frozen=True, slots=True)
class Explored:
    """How much of one machine was looked at: its moves, and the situations and passages they make."""

    machine: str
    moves: int
    situations: int
    passages: int


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a definition is worth: its problems in the order of its files, what was explored, what was proved.

    `promises` are the names of the definition's properties that hold on every path.
    """

    problems: tuple[Problem, ...]
    explored: tuple[Explored, ...]
    promises: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Tell whether nothing keeps the definition from being published."""
        return not any(problem.level == "error" for problem in self.problems)


def judge(
    resolved: Resolved, *, mails: Mapping[str, str] | None = None, documents: Mapping[str, str] | None = None
) -> tuple[Problem, ...]:
    """Give every problem of a definition, warnings included, in the order of its files."""
    return examine(resolved, mails=mails, documents=documents).problems


def examine(
    resolved: Resolved, *, mails: Mapping[str, str] | None = None, documents: Mapping[str, str] | None = None
) -> Judgement:
    """Judge a definition whole.

    Looks at names, dates, rates, windows, rules, children, paths, automatic moves, deadlines, joins,
    what people are told, templates, every situation of each machine with its children, what letters
    and rules need, and the definition's own properties. A definition without a problem of level
    `error` may be published. `mails` and `documents` are the templates it would be published with,
    the shipped ones by default.
    """
    exam = Examination(
        resolved,
        mail_sources() if mails is None else mails,
        with_clauses(resolved.definition, document_sources() if documents is None else documents),
        list(resolved.warnings),
    )
    for look in _NAMES:
        look(exam)
    exam.unsound = exam.leave_out
    for look in _STRUCTURE:
        look(exam)
    return Judgement(_in_order(exam), tuple(_explored(exam)), tuple(exam.kept))


def judge_defective(error: Defective) -> tuple[Problem, ...]:
    """Give every problem of a definition that cannot be resolved: those of its shape, then of its names.

    Names, dates, rates and templates are judged in what is not misshapen; paths only once the shape is right.
    """
    rest = error.salvaged
    if rest is None:
        return error.problems
    printed = with_clauses(rest.resolved.definition, document_sources())
    exam = Examination(rest.resolved, mail_sources(), printed, [])
    for look in _NAMES:
        look(exam)
    exam.problems = [*error.problems, *rest.still_true(_in_order(exam), told=error.problems)]
    return _in_order(exam)


def _in_order(exam: Examination) -> tuple[Problem, ...]:
    resolved = exam.resolved
    order = {name: rank for rank, name in enumerate(reversed(resolved.files))}

    def place(problem: Problem) -> tuple[int, int, int]:
        mark = problem.mark
        return (order.get(mark.file, len(order)), mark.line, mark.column) if mark else (len(order), 0, 0)

    return tuple(sorted(dict.fromkeys(exam.problems), key=place))


def _explored(exam: Examination) -> Iterator[Explored]:
    for name, space in exam.spaces.items():
        if space is not None:
            ways = sum(len(one.origins) for one in space.model.transitions.values())
            yield Explored(name, ways, space.size, space.passages)
