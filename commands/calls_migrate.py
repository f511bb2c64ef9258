"""`jalon calls migrate`: running cases moved to another version of their call, by a plan proved total."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.french import Command, RequiredOption
from commands.printing import counted, paris_instant, print_json
from commands.settings import Settings, in_person, json_option

if TYPE_CHECKING:
    from workflow.definition.migration_plan import Plan
    from workflow.definition.migration_proof import MachineMove
    from workflow.migrating import Carried
    from workflow.migration_fit import Fit, Moved, Passage

_STAYS = "reste"


@click.command("migrate", cls=Command)
@click.argument("start", metavar="DE", help="Version de départ : appel@numéro, ou empreinte.")
@click.argument("end", metavar="À", help="D'arrivée : appel (la dernière), appel@numéro ou empreinte.")
@click.option(
    "--plan",
    "file",
    cls=RequiredOption,
    type=click.Path(path_type=Path),
    metavar="FICHIER",
    help="Le plan : ce que devient chaque nom que la version d'arrivée n'a plus.",
)
@click.option("--apply", "applies", is_flag=True, help="Le faire ; sans cette option, rien n'est écrit.")
@click.option("--reason", metavar="MOTIF", help="Pourquoi ; demandé avec --apply.")
@json_option
@in_person
def migrate_command(
    settings: Settings, *, start: str, end: str, file: Path, applies: bool, reason: str | None, as_json: bool
) -> None:
    """Faire passer des dossiers en cours à une autre version de leur appel, selon un plan prouvé complet.

    Une demande passe avec tout ce qui lui est rattaché, ou garde sa version ; chacune est nommée avec ce
    qui change pour elle. Sans --apply, c'est une répétition.
    """
    from commands.instance import opened, require_known  # noqa: PLC0415 -- slow import
    from workflow.migrating import Carried, carry_out, open_passage, rehearse  # noqa: PLC0415 -- slow import

    with opened(settings) as house:
        with house.look(settings.actor(), at=settings.at) as look:
            require_known(look)
            plan = _read(file)
            passage = open_passage(look, start=start, end=end, plan=plan)
            fits = [] if applies else list(rehearse(look, passage))
        done = [Carried(one, moved=False) for one in fits]
        if applies:
            done = list(carry_out(house, settings.actor(), passage, plan=plan, reason=reason, at=settings.at))
    if as_json:
        print_json(_tree(passage, done, applied=applies))
    else:
        click.echo("\n".join(_lines(passage, done, applied=applies)))


def _read(file: Path) -> "Plan":
    from commands.named_file import read_named  # noqa: PLC0415 -- slow import
    from workflow.definition.migration_plan import read_plan  # noqa: PLC0415 -- slow import

    return read_plan(read_named(file, wanted="un plan en YAML"), name=str(file))


def _lines(passage: "Passage", done: Iterable["Carried"], *, applied: bool) -> Iterator[str]:
    told = list(done)
    yield from _proof_lines(passage)
    for one in told:
        yield from _family_lines(one.fit, applied=applied)
    moving = sum(not one.fit.kept for one in told)
    verb = "passés" if applied else "passeraient"
    kept = len(told) - moving
    total = counted(len(told), "dossier")
    yield f"Somme : {total} et ce qui leur est rattaché ; {moving} {verb}, {kept} à leur version."
    if not applied and moving:
        yield "Rien n'est fait. Pour le faire : --apply --reason …"


def _proof_lines(passage: "Passage") -> Iterator[str]:
    proof = passage.proof
    yield f"Plan {proof.plan}"
    yield f"  de {passage.before.digest}"
    yield f"  à {passage.after.digest}"
    for name, move in proof.machines.items():
        same = counted(sum(state == target for state, target in move.states.items()), "état")
        told = [f"{state} → {target or _STAYS}" for state, target in move.states.items() if state != target]
        moved = f"{name} → {move.machine or _STAYS}" if move.machine != name else name
        yield f"  {moved} : {' ; '.join([*told, f'{same} sous le même nom'])}"
    for path, field in proof.fields.items():
        if field.becomes != path:
            what = field.becomes or field.dropped or "les dossiers qui la portent gardent leur version"
            yield f"  réponse {path} : {what}"


def _family_lines(fit: "Fit", *, applied: bool) -> Iterator[str]:
    if fit.kept:
        yield f"{fit.ref} garde sa version :"
        yield from (f"  {why}" for why in fit.kept)
        return
    attached = counted(len(fit.moved) - 1, "dossier rattaché", "dossiers rattachés")
    yield f"{fit.ref} {'passe' if applied else 'passerait'}, avec {attached}"
    for one in fit.moved:
        yield from _moved_lines(one)
    yield from (f"  avertissement : {what}" for what in fit.warned)


def _moved_lines(one: "Moved") -> Iterator[str]:
    if one.origin != one.becomes.state:
        yield f"  {one.case.ref} : {one.origin} → {one.becomes.state}"
    for name, before, after in one.rescheduled():
        yield f"  {one.case.ref} : échéance {name} : {_instant(before)} → {_instant(after)}"


def _instant(moment: str | None) -> str:
    return paris_instant(moment) if moment else "aucune"


def _tree(passage: "Passage", done: Iterable["Carried"], *, applied: bool) -> dict[str, Any]:
    told = list(done)
    return {
        "plan": passage.proof.plan,
        "from": passage.before.digest,
        "to": passage.after.digest,
        "applied": applied,
        "machines": {name: _machine(move) for name, move in passage.proof.machines.items()},
        "families": [_family(one) for one in told],
        "fitting": sum(not one.fit.kept for one in told),
        "kept": sum(bool(one.fit.kept) for one in told),
        "moved": sum(one.moved for one in told),
    }


def _machine(move: "MachineMove") -> dict[str, Any]:
    return {"machine": move.machine, "states": dict(move.states), "children": dict(move.children)}


def _family(one: "Carried") -> dict[str, Any]:
    return {
        "ref": one.fit.ref,
        "moved": one.moved,
        "kept": one.fit.kept,
        "warned": one.fit.warned,
        "cases": [_case(moved) for moved in one.fit.moved],
    }


def _case(one: "Moved") -> dict[str, Any]:
    due = [{"name": name, "before": before, "after": after} for name, before, after in one.rescheduled()]
    return {"ref": one.case.ref, "from": one.origin, "to": one.becomes.state, "due": due}
