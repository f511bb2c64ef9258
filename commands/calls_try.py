"""`jalon calls try`: everything a definition lets happen, played with synthetic files, to be looked at."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.definitions import named
from commands.french import Command
from commands.printing import counted
from workflow.errors import Impossible

if TYPE_CHECKING:
    from commands.trial_delivery import Leaf
    from workflow.rehearsal.told import Told
    from workflow.rehearsal.whole import Whole

_INDEX = "index.html"
_LEFT = "laissé de côté par --limit"


@dataclass
class _Notebook:
    """What was told of each root's steps, and what each step sent."""

    told: dict[str, list["Told"]] = field(default_factory=dict)
    leaves: dict[tuple[str, int], Mapping[str, "Leaf"]] = field(default_factory=dict)

    def write(self, part: str, step: "Told", leaves: Mapping[str, "Leaf"]) -> None:
        self.told.setdefault(part, []).append(step)
        self.leaves[part, step.number] = leaves

    def count(self, *, mails: bool) -> int:
        """Count the mails, or the documents, that could be written."""
        return len({
            leaf.path
            for part, steps in self.told.items()
            for step in steps
            for sent in step.sent
            if sent.is_mail is mails and (leaf := self.leaves[part, step.number][sent.id]).path
        })  # fmt: skip

    def problems(self) -> list["Leaf"]:
        """Give what could not be written."""
        return [leaf for leaves in self.leaves.values() for leaf in leaves.values() if leaf.problem]


@click.command("try", cls=Command)
@click.argument("name", metavar="APPEL|FICHIER", help="Code d'une définition, ou son fichier.")
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DOSSIER",
    help="Où écrire (essai-CODE par défaut).",
)
@click.option("--force", is_flag=True, help="Remplacer l'essai qui s'y trouve déjà.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="S'arrêter après N étapes.")
@click.pass_context
def command(ctx: click.Context, *, name: str, folder: Path | None, force: bool, limit: int | None) -> None:
    """Faire une fois chaque acte d'une définition, et écrire les courriels et documents qu'il produit.

    Les dossiers et les personnes sont inventés, le moteur est le vrai ; aucune instance n'est nécessaire
    et rien n'est envoyé. La page index.html du dossier raconte les chemins pas à pas. Statut 1 si un acte
    n'a pu être fait, ou un envoi écrit.
    """
    from workflow.definition.judged import judge_to_publish  # noqa: PLC0415 -- slow import
    from workflow.rehearsal.whole import Whole  # noqa: PLC0415 -- slow import

    bundle, _ = judge_to_publish(named(name))
    definition = bundle.definition
    target = folder or Path(f"essai-{definition.code}")
    _clear(target, force=force)
    whole, notebook = Whole.of(bundle), _Notebook()
    stopped = _play(whole, notebook, target, limit=limit)
    index = _write(whole, notebook, target, stopped=stopped)
    _conclude(whole, notebook, index, stopped=stopped)
    if notebook.problems() or (whole.missed and not stopped):
        ctx.exit(1)


def _clear(folder: Path, *, force: bool) -> None:
    """Make room; only an earlier trial is ever replaced."""
    from commands.trial_delivery import DOCUMENTS, MAILS  # noqa: PLC0415 -- slow import

    if not folder.is_dir() or not any(folder.iterdir()):
        return
    known = {_INDEX, MAILS, DOCUMENTS}
    if not force or {one.name for one in folder.iterdir()} - known:
        raise Impossible(
            message=f"Le dossier « {folder} » n'est pas vide.",
            who="vous",
            remedies=(
                "choisir un autre dossier avec --to",
                "remplacer un essai précédent avec --force (jamais autre chose)",
            ),
        )
    for one in (MAILS, DOCUMENTS):
        shutil.rmtree(folder / one, ignore_errors=True)
    (folder / _INDEX).unlink(missing_ok=True)


def _play(whole: "Whole", notebook: _Notebook, folder: Path, *, limit: int | None) -> bool:
    """Walk, writing what each step sends as it is made; tell whether the limit cut it short."""
    from commands.trial_delivery import Shelves  # noqa: PLC0415 -- slow import
    from pdf_templates.child import Press  # noqa: PLC0415 -- slow import
    from workflow.rehearsal.told import tell  # noqa: PLC0415 -- slow import

    with Press() as press:
        shelves = Shelves(folder, press=press)
        for count, (stage, walked) in enumerate(whole.steps(), start=1):
            step = tell(stage, walked)
            notebook.write(stage.title, step, shelves.take(stage.house, step))
            if limit is not None and count >= limit:
                return True
    return False


def _write(whole: "Whole", notebook: _Notebook, folder: Path, *, stopped: bool) -> Path:
    from commands.trial_page import Trial, write_page  # noqa: PLC0415 -- slow import
    from workflow.rehearsal.told import tell_target  # noqa: PLC0415 -- slow import

    definition = whole.bundle.definition
    trial = Trial(
        title=definition.title,
        code=definition.code,
        digest=whole.bundle.digest,
        lent=whole.lent,
        counts=_counts(whole, notebook, stopped=stopped),
        told=[*notebook.told.items()],
        leaves=notebook.leaves,
        missed=[(tell_target(one.target, definition), one.why) for one in whole.missed],
        idle=[(tell_target(one.target, definition), one.why) for one in whole.idle],
        stopped=stopped,
    )
    index = folder / _INDEX
    index.write_text(write_page(trial), encoding="utf-8")
    return index


def _counts(whole: "Whole", notebook: _Notebook, *, stopped: bool) -> list[tuple[str, str]]:
    met = len(whole.met & whole.wanted)
    told = f"{met} sur {len(whole.wanted)}"
    if whole.idle:
        told += f", dont {len(whole.idle)} sans objet ici"
    return [
        ("Passages faits", f"{told} ({_LEFT})" if stopped else told),
        ("Étapes", str(sum(len(steps) for steps in notebook.told.values()))),
        ("Courriels", str(notebook.count(mails=True))),
        ("Documents", str(notebook.count(mails=False))),
    ]


def _conclude(whole: "Whole", notebook: _Notebook, index: Path, *, stopped: bool) -> None:
    from workflow.rehearsal.told import tell_target  # noqa: PLC0415 -- slow import

    for name, value in _counts(whole, notebook, stopped=stopped):
        click.echo(f"{name} : {value}")
    for one in whole.idle:
        click.echo(f"sans objet : {tell_target(one.target, whole.bundle.definition)} ({one.why})")
    for one in whole.missed:
        click.echo(f"pas fait : {tell_target(one.target, whole.bundle.definition)} ({one.why})")
    for leaf in notebook.problems():
        click.echo(f"pas écrit : {leaf.title} ({leaf.problem})")
    if notebook.problems():
        click.echo(counted(len(notebook.problems()), "envoi impossible", "envois impossibles"))
    click.echo(f"Page : {index}")
