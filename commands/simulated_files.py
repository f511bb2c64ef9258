"""Application files under two definitions, as people read them and as JSON."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import click

from commands.printing import counted, print_table
from commands.refusals import finding_lines
from commands.simulated import BLOCK, VERDICTS, amount, amount_tree, definition_tree, named, passage
from rules.findings import LEVEL_WORDS
from workflow.assessing import Yardstick
from workflow.simulating import Change, Compared, Share, shares, weighty

_CHANGES = {
    Change.UNREADABLE: ("ne peut être comparé", "ne peuvent être comparés"),
    Change.NO_LONGER_VALID: ("serait refusé", "seraient refusés"),
    Change.NOW_VALID: ("serait admis", "seraient admis"),
    Change.CEILING: ("aurait un autre plafond", "auraient un autre plafond"),
    Change.FINDINGS: ("aurait d'autres constats", "auraient d'autres constats"),
    Change.SAME: ("serait traité de même", "seraient traités de même"),
}
_NO_VERDICT = "inconnu"


def print_files(compared: Sequence[Compared], *, after: Yardstick) -> None:
    """Print each file, then what changes for those it changes something for, then the sums."""
    click.echo(f"Simulation : {named(after)}.")
    click.echo()
    titles = ("fichier", "effet", "verdict", "demandé", "plafond", "accordable")
    print_table(titles, [_row(one) for one in compared])
    for one in compared:
        lines = list(_details(one))
        if lines:
            click.echo("\n".join(("", f"{one.name} — {one.title or 'sans titre'}", *lines)))
    click.echo()
    _print_sums(compared)


def _row(one: Compared) -> tuple[str, ...]:
    before = one.before
    return (
        one.name,
        _CHANGES[one.change][0],
        passage(VERDICTS[before.verdict] if before else _NO_VERDICT, VERDICTS[one.after.verdict]),
        amount(one.requested),
        passage(amount(before.ceiling if before else None), amount(one.after.ceiling)),
        passage(*map(amount, one.granted)),
    )


def _details(one: Compared) -> Iterator[str]:
    if one.change is not Change.SAME and one.by[0] is not None:
        yield f"  jugé d'abord par {named(one.by[0])}"
    for finding in weighty(one.appearing):
        first, *rest = finding_lines(finding, indent="    ")
        yield f"  apparaît, {LEVEL_WORDS[finding.level]} : {first.strip()}"
        yield from rest if finding.level == BLOCK else ()
    for finding in weighty(one.disappearing):
        yield f"  disparaît, {LEVEL_WORDS[finding.level]} : {finding.rule} — {finding.message}"


def _print_sums(compared: Sequence[Compared]) -> None:
    changes = Counter(one.change for one in compared)
    told = ", ".join(
        counted(changes[change], *words) for change, words in _CHANGES.items() if changes[change]
    )
    click.echo(f"En tout, {counted(len(compared), 'dossier')} : {told}.")
    before, after = shares(compared)
    titles = ("", "appel", "dossiers", "recevables", "demandé", "accordable", "enveloppe", "reste")
    rows = [*(_sum("avant", one) for one in before), *(_sum("après", one) for one in after)]
    click.echo()
    print_table(titles, rows)


def _sum(when: str, share: Share) -> tuple[str, ...]:
    return (
        when,
        share.by.call,
        str(share.files),
        str(share.verdicts["valid"]),
        amount(share.requested),
        amount(share.granted),
        amount(share.envelope),
        amount(share.left),
    )


def files_tree(compared: Sequence[Compared]) -> dict[str, Any]:
    """Give the files and their sums as JSON; amounts are texts with a point."""
    before, after = shares(compared)
    return {
        "files": [_tree(one) for one in compared],
        "sums": {"before": [_sum_tree(one) for one in before], "after": [_sum_tree(one) for one in after]},
    }


def _tree(one: Compared) -> dict[str, Any]:
    sides = zip(("before", "after"), one.by, (one.before, one.after), one.granted, strict=True)
    return {
        "file": one.name,
        "title": one.title,
        "change": str(one.change),
        "requested": amount_tree(one.requested),
        **{
            side: None
            if judgement is None
            else {
                **(definition_tree(by) if by else {}),
                "verdict": judgement.verdict,
                "ceiling": amount_tree(judgement.ceiling),
                "granted": amount_tree(granted),
            }
            for side, by, judgement, granted in sides
        },
        "appearing": [finding.to_json() for finding in one.appearing],
        "disappearing": [finding.to_json() for finding in one.disappearing],
    }


def _sum_tree(share: Share) -> dict[str, Any]:
    return {
        **definition_tree(share.by),
        "files": share.files,
        "verdicts": dict(share.verdicts),
        "requested": amount_tree(share.requested),
        "ceiling": amount_tree(share.ceiling),
        "granted": amount_tree(share.granted),
        "envelope": amount_tree(share.envelope),
        "left": amount_tree(share.left),
    }
