"""The judgement of a definition: everything that is wrong with its structure, at once."""

from collections.abc import Mapping

from forms.problems import Problem
from notifications.sources import shipped_sources as mail_sources
from pdf_templates.sources import shipped_sources as document_sources
from workflow.definition.examination import Examination
from workflow.definition.judging_automatic import judge_automatic
from workflow.definition.judging_children import judge_children
from workflow.definition.judging_countries import judge_countries
from workflow.definition.judging_deadlines import judge_deadlines
from workflow.definition.judging_forms import judge_forms
from workflow.definition.judging_joins import judge_joins
from workflow.definition.judging_letters import judge_letters
from workflow.definition.judging_names import judge_names
from workflow.definition.judging_parameters import judge_parameters
from workflow.definition.judging_paths import judge_paths
from workflow.definition.judging_people import judge_people
from workflow.definition.judging_properties import judge_properties
from workflow.definition.judging_rates import judge_rates
from workflow.definition.judging_relays import judge_relays
from workflow.definition.judging_rules import judge_rules
from workflow.definition.judging_windows import judge_windows
from workflow.definition.resolved import Resolved

_NAMES = (
    judge_names,
    judge_countries,
    judge_parameters,
    judge_rates,
    judge_windows,
    judge_forms,
    judge_relays,
    judge_rules,
    judge_letters,
)
_STRUCTURE = (
    judge_children,
    judge_paths,
    judge_automatic,
    judge_deadlines,
    judge_joins,
    judge_people,
    judge_properties,
)
SUBJECTS = tuple(one.__name__.removeprefix("judge_") for one in (*_NAMES, *_STRUCTURE))
"""What is looked at, in order."""


def judge(
    resolved: Resolved, *, mails: Mapping[str, str] | None = None, documents: Mapping[str, str] | None = None
) -> tuple[Problem, ...]:
    """Give every problem of a definition, warnings included, in the order of its files.

    Looks at names, dates, rates, windows, rules, children, paths, automatic moves, deadlines, joins,
    what people are told, templates, and the definition's own properties. A definition without a
    problem of level `error` may be published. `mails` and `documents` are the templates it would be
    published with, the shipped ones by default.
    """
    exam = Examination(
        resolved,
        mail_sources() if mails is None else mails,
        document_sources() if documents is None else documents,
        list(resolved.warnings),
    )
    for examine in _NAMES:
        examine(exam)
    exam.unsound = exam.leave_out
    for examine in _STRUCTURE:
        examine(exam)
    order = {name: rank for rank, name in enumerate(reversed(resolved.files))}

    def place(problem: Problem) -> tuple[int, int, int]:
        mark = problem.mark
        return (order.get(mark.file, len(order)), mark.line, mark.column) if mark else (len(order), 0, 0)

    return tuple(sorted(dict.fromkeys(exam.problems), key=place))
