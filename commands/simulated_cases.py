"""Stored cases replayed under another definition, as people read them and as JSON."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import click

from commands.printing import counted, paris_day, print_table
from commands.refusals import finding_lines, part_lines
from commands.simulated import amount, amount_tree, definition_tree, named, passage
from forms.money import Cents
from rules.findings import LEVEL_WORDS
from workflow.assessing import Yardstick
from workflow.simulating import envelope_of, window_of
from workflow.simulating_cases import Replay, Said, Stopped
from workflow.simulating_past import Sent

_KINDS = {"mail": "courriel", "document": "document"}


def print_cases(replays: Sequence[Replay], *, before: Yardstick, after: Yardstick, drafts: int) -> None:
    """Print each case, then what changes for those it changes something for, then the sums."""
    click.echo(f"Simulation : {named(after)}.")
    click.echo(f"Dossiers rejoués : ceux de {named(before)}.")
    if drafts:
        click.echo(f"Laissés de côté, faute de dépôt : {counted(drafts, 'brouillon')}.")
    if not replays:
        click.echo("Aucun dossier déposé à rejouer parmi ceux que vous pouvez lire.")
        return
    click.echo()
    titles = ("dossier", "effet", "état", "demandé", "plafond", "accordé")
    print_table(titles, [_row(one) for one in replays])
    for one in replays:
        if not one.same:
            click.echo("\n".join(("", f"{one.ref} — {one.title}", *_details(one))))
    click.echo()
    _print_sums(replays, before=before, after=after)


def effect(one: Replay) -> str:
    """Say in a few words what changes for a case, the gravest first."""
    if one.stopped is not None:
        return f"arrêté à « {one.stopped.act} »"
    if one.stands[0] != one.stands[1]:
        return "autre issue"
    if one.granted[0] != one.granted[1]:
        return "autre montant"
    if one.over:
        return "accordé au-dessus du plafond"
    if one.ceilings[0] != one.ceilings[1]:
        return "autre plafond"
    return "traité de même" if one.same else "autres constats ou envois"


def _row(one: Replay) -> tuple[str, ...]:
    return (
        one.ref,
        effect(one),
        passage(one.stands[0], one.stands[1] or "n'existerait pas"),
        amount(one.requested),
        passage(*map(amount, one.ceilings)),
        passage(*map(amount, one.granted)),
    )


def _details(one: Replay) -> Iterator[str]:
    if one.stopped is not None:
        yield from _refusal(one, one.stopped)
    if one.over:
        yield (
            f"  accordé {amount(one.decided)}, au-dessus du plafond de cette définition : "
            f"{amount(one.ceilings[1])}"
        )
    if one.moot:
        yield f"  sans objet, le dossier rattaché n'existant pas : {', '.join(one.moot)}"
    yield from (_finding("apparaît", said) for said in one.appearing if said.level in {"block", "warn"})
    yield from (_finding("disparaît", said) for said in one.disappearing if said.level in {"block", "warn"})
    if one.letters_lost:
        yield f"  ne serait pas parti : {_letters(one.letters_lost)}"
    if one.letters_more:
        yield f"  serait parti en plus : {_letters(one.letters_more)}"


def _refusal(one: Replay, stopped: Stopped) -> Iterator[str]:
    where = f" ({stopped.of.removeprefix('/')})" if stopped.of else ""
    who = f", par {stopped.person}" if stopped.person else ""
    yield f"  premier acte refusé : « {stopped.act} »{where}, le {paris_day(stopped.at.isoformat())}{who}"
    yield f"    {stopped.error.code} : {stopped.message}"
    for finding in stopped.findings:
        yield from finding_lines(finding, indent="    ")
    if not stopped.findings:
        yield from part_lines(seen=stopped.error.seen, indent="    ")
    if one.lost:
        yield f"  n'auraient pu suivre : {counted(one.lost, 'acte')}"


def _finding(verb: str, said: Said) -> str:
    return f"  {verb} à « {said.act} », {LEVEL_WORDS[said.level]} : {said.rule} — {said.message}"


def _letters(sent: Counter[Sent]) -> str:
    return ", ".join(
        f"{_KINDS.get(kind, kind)} {name}{f' × {number}' if number > 1 else ''}"
        for (kind, name), number in sent.items()
    )


def _print_sums(replays: Sequence[Replay], *, before: Yardstick, after: Yardstick) -> None:
    changed = sum(not one.same for one in replays)
    stopped = sum(one.stopped is not None for one in replays)
    click.echo(
        f"En tout, {counted(len(replays), 'dossier')} : "
        f"{counted(len(replays) - changed, 'traité', 'traités')} de même, {changed} autrement, "
        f"dont {counted(stopped, 'arrêté')} par un refus."
    )
    click.echo()
    rows = [
        (when, by.call, amount(_requested(replays)), amount(granted), amount(envelope), amount(left))
        for when, by, granted, envelope, left in _sums(replays, before=before, after=after)
    ]
    print_table(("", "appel", "demandé", "accordé", "enveloppe", "reste"), rows)


def _sums(
    replays: Sequence[Replay], *, before: Yardstick, after: Yardstick
) -> Iterator[tuple[str, Yardstick, Cents, Cents | None, Cents | None]]:
    for side, (when, by) in enumerate((("avant", before), ("après", after))):
        granted = Cents(sum(one.granted[side] for one in replays))
        envelope = envelope_of(window_of(by))
        yield when, by, granted, envelope, None if envelope is None else Cents(envelope - granted)


def _requested(replays: Sequence[Replay]) -> Cents:
    return Cents(sum(one.requested or 0 for one in replays))


def cases_tree(
    replays: Sequence[Replay], *, before: Yardstick, after: Yardstick, drafts: int
) -> dict[str, Any]:
    """Give the cases and their sums as JSON; amounts are texts with a point."""
    names = {"avant": "before", "après": "after"}
    return {
        "cases": [_tree(one) for one in replays],
        "drafts": drafts,
        "sums": {
            names[when]: {
                **definition_tree(by),
                "cases": len(replays),
                "requested": amount_tree(_requested(replays)),
                "granted": amount_tree(granted),
                "envelope": amount_tree(envelope),
                "left": amount_tree(left),
            }
            for when, by, granted, envelope, left in _sums(replays, before=before, after=after)
        },
    }


def _tree(one: Replay) -> dict[str, Any]:
    return {
        "ref": one.ref,
        "title": one.title,
        "same": one.same,
        "requested": amount_tree(one.requested),
        "decided": amount_tree(one.decided),
        "over": one.over,
        **{
            side: {
                "state": one.stands[index],
                "ceiling": amount_tree(one.ceilings[index]),
                "granted": amount_tree(one.granted[index]),
            }
            for index, side in enumerate(("before", "after"))
        },
        "stopped": _stopped_tree(one.stopped) if one.stopped else None,
        "moot": list(one.moot),
        "lost": one.lost,
        "appearing": [_said_tree(said) for said in one.appearing],
        "disappearing": [_said_tree(said) for said in one.disappearing],
        "letters_lost": _letters_tree(one.letters_lost),
        "letters_more": _letters_tree(one.letters_more),
    }


def _stopped_tree(stopped: Stopped) -> dict[str, Any]:
    return {
        "act": stopped.act,
        "of": stopped.of.removeprefix("/"),
        "at": stopped.at.isoformat(),
        "person": stopped.person,
        "code": stopped.error.code,
        "message": stopped.message,
        "findings": [finding.to_json() for finding in stopped.findings],
    }


def _said_tree(said: Said) -> dict[str, str]:
    return {name: getattr(said, name) for name in said.__slots__}


def _letters_tree(sent: Counter[Sent]) -> list[dict[str, Any]]:
    return [{"kind": kind, "name": name, "count": number} for (kind, name), number in sent.items()]
