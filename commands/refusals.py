"""Refusals as printed: what, then what was seen, the computation, the source, a remedy, and who."""

from collections.abc import Iterable, Iterator, Mapping

from forms.errors import Explained, Unreadable
from forms.problems import Problem
from forms.wording import long_date
from rules.findings import Finding, Source

_MOST_SHOWN = 50
_LEVELS: Mapping[str, str] = {"error": "erreur", "warning": "avertissement"}


def refusal_lines(error: Explained, findings: Iterable[Finding] = ()) -> Iterator[str]:
    """Write an error for the person who meets it, findings and problems one by one."""
    yield f"{error.code} : {error.message}"
    told = tuple(findings)
    if isinstance(error, Unreadable):
        yield from problem_lines(error.problems, texts=getattr(error, "texts", {}))
    for finding in told:
        yield ""
        yield from finding_lines(finding)
    if told:
        yield ""
    if not told and not isinstance(error, Unreadable):
        yield from part_lines(seen=error.seen, remedies=error.remedies)
    yield f"  qui : {error.who}"


def finding_lines(finding: Finding, *, indent: str = "  ") -> Iterator[str]:
    """Write a finding: its rule and message, then what explains it."""
    place = f" ({finding.where})" if finding.where else ""
    yield f"{indent}{finding.rule} — {finding.message}{place}"
    yield from part_lines(
        seen=finding.seen,
        steps=finding.steps,
        source=finding.source,
        remedies=finding.remedies,
        indent=indent + "  ",
    )


def part_lines(
    *,
    seen: Mapping[str, str] | None = None,
    steps: Iterable[str] = (),
    source: Source | None = None,
    remedies: Iterable[str] = (),
    indent: str = "  ",
) -> Iterator[str]:
    """Write the parts that explain, those that are empty left out."""
    if seen:
        yield f"{indent}vu : {', '.join(f'{name} {value}' for name, value in seen.items())}"
    for step in steps:
        yield f"{indent}calcul : {step}"
    if source is not None and source.text:
        yield f"{indent}source : {cited(source)}"
    for remedy in remedies:
        yield f"{indent}pour y remédier : {remedy}"


def cited(source: Source) -> str:
    """Cite a text: its name, the part of it, the day it holds from."""
    since = f"depuis le {long_date(source.since)}" if source.since else ""
    return ", ".join(part for part in (source.text, source.part, since) if part)


def problem_lines(problems: Iterable[Problem], *, texts: Mapping[str, str] | None = None) -> Iterator[str]:
    """Write problems of files, each with its place, the line it is on and what would mend it."""
    listed = list(problems)
    for problem in listed[:_MOST_SHOWN]:
        place = f"{problem.mark}: " if problem.mark else ""
        yield f"{place}{_LEVELS[problem.level]} {problem.code} : {problem.message}"
        yield from _quoted(problem, texts or {})
        if problem.remedy:
            yield f"   aide : {problem.remedy}"
    if len(listed) > _MOST_SHOWN:
        yield f"… et {len(listed) - _MOST_SHOWN} autres."


def _quoted(problem: Problem, texts: Mapping[str, str]) -> Iterator[str]:
    """Show the line a problem is on, and underline what it is about."""
    mark = problem.mark
    if mark is None or mark.file not in texts:
        return
    lines = texts[mark.file].splitlines()
    if mark.line > len(lines):
        return
    yield f"{mark.line:>5} | {lines[mark.line - 1]}"
    length = min(problem.length, max(len(lines[mark.line - 1]) - mark.column + 1, 1))
    yield f"      | {' ' * (mark.column - 1)}{'^' * length}"
