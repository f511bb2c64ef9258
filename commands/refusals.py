"""Refusals as printed: what, then what was seen, the computation, the source, a remedy, and who."""

import re
from collections.abc import Iterable, Iterator, Mapping

from forms.errors import Explained, Unreadable, Untaken
from forms.problems import Problem
from forms.typography import visible
from forms.wording import long_date
from rules.findings import Finding, Source
from workflow.definition.errors import Defective
from workflow.definition.quoting import quote
from workflow.errors import Incomplete

_WARNING = "warn"
_MOST_SHOWN = 50
_MOST_TYPED = 500
_RANK = re.compile(r"\[(\d+)\](\.?)")
_NO_TEXTS: Mapping[str, str] = {}


def refusal_lines(
    error: Explained, findings: Iterable[Finding] = (), waivers: Iterable[str] = ()
) -> Iterator[str]:
    """Write an error for the person who meets it, findings and problems one by one."""
    yield f"{error.code} : {error.message}"
    told = tuple(findings)
    if isinstance(error, Unreadable):
        texts = error.texts if isinstance(error, Defective) else _NO_TEXTS
        yield from problem_lines(error.problems, texts=texts)
    yield from (f"  donné : {visible(name)} = {_typed(text)}" for name, text in _given(error))
    for finding in told:
        yield ""
        yield from finding_lines(finding)
    if told:
        yield ""
        yield from _passed_over(told)
    for waiver in waivers:
        yield f"  dérogation : {waiver}"
    if not told and not isinstance(error, Unreadable):
        yield from part_lines(seen=error.seen, source=error.source, remedies=error.remedies)
    yield f"  qui : {error.who}"


def _given(error: Explained) -> Iterable[tuple[str, str]]:
    """Give all that was typed with what was refused, so that nothing of it need be thought of again."""
    if isinstance(error, Incomplete):
        return error.given.items()
    return error.given if isinstance(error, Untaken) else ()


def _typed(text: str) -> str:
    cut = f"… ({len(text)} caractères)" if len(text) > _MOST_TYPED else ""
    return visible(text[:_MOST_TYPED]) + cut


def _passed_over(findings: tuple[Finding, ...]) -> Iterator[str]:
    """Say how warnings are passed over, when nothing blocks."""
    if all(finding.level == _WARNING for finding in findings):
        accepted = " ".join(f'--accept {rule}="…"' for rule in dict.fromkeys(one.rule for one in findings))
        yield f"  pour passer outre, un motif pour chacun : {accepted}"


def finding_lines(finding: Finding, *, indent: str = "  ") -> Iterator[str]:
    """Write a finding: its rule and message, then what explains it."""
    yield f"{indent}{finding.rule} — {finding.message}"
    yield from part_lines(
        where=finding.where,
        seen=finding.seen,
        steps=finding.steps,
        source=cited(finding.source),
        remedies=finding.remedies,
        advice=finding.advice,
        indent=indent + "  ",
    )


def part_lines(
    *,
    where: str = "",
    seen: Mapping[str, str] | None = None,
    steps: Iterable[str] = (),
    source: str = "",
    remedies: Iterable[str] = (),
    advice: str = "",
    indent: str = "  ",
) -> Iterator[str]:
    """Write the parts that explain, those that are empty left out."""
    if where:
        yield f"{indent}où : {_RANK.sub(_ranked, where)}"
    if seen:
        yield f"{indent}vu : {' ; '.join(f'{name} {value}' for name, value in seen.items())}"
    for step in steps:
        yield f"{indent}calcul : {step}"
    if source:
        yield f"{indent}source : {source}"
    for remedy in remedies:
        yield f"{indent}pour y remédier : {remedy}"
    if advice:
        yield f"{indent}conseil : {advice}"


def _ranked(index: re.Match[str]) -> str:
    return f" n° {int(index[1]) + 1}{', ' if index[2] else ''}"


def cited(source: Source) -> str:
    """Cite a text: its name, the part of it, the day it holds from."""
    since = f"depuis le {long_date(source.since)}" if source.since else ""
    return ", ".join(part for part in (source.text, source.part, since) if part)


def problem_lines(problems: Iterable[Problem], *, texts: Mapping[str, str] = _NO_TEXTS) -> Iterator[str]:
    """Write problems of files, each with its place, the line it is on and what would mend it."""
    listed = list(problems)
    for problem in listed[:_MOST_SHOWN]:
        yield quote(problem, texts)
    if len(listed) > _MOST_SHOWN:
        yield f"… et {len(listed) - _MOST_SHOWN} autres."
