"""How long things are kept: of what, how it must have ended, and one length for each end."""

from collections.abc import Iterator

from workflow.definition.examination import Examination
from workflow.definition.machine_model import MachineModel
from workflow.definition.model import Retention
from workflow.definition.tree import Path


def judge_retention(exam: Examination) -> None:
    """Report lengths of keeping that are none, that speak of no end, or that contradict one another."""
    first: dict[tuple[str, str, str], str] = {}
    for name, kept in exam.definition.retention.items():
        path: Path = ("retention", name)
        if kept.keep.count == 0:
            exam.say(
                "DEF-131",
                (*path, "keep"),
                "Garder zéro jour n'est pas garder.",
                remedy="Donnez une durée, ou retirez cette ligne.",
            )
        found = _machine(exam, path, kept)
        if found is None:
            continue
        machine, model = found
        for end in _ends(exam, path, kept, model):
            other = first.setdefault((machine, end, kept.what), name)
            if other != name:
                exam.say(
                    "DEF-134",
                    path,
                    f"« {other} » dit déjà combien de temps garder ce qui finit à « {end} ».",
                    remedy="Gardez une seule des deux lignes pour cette fin.",
                    on_key=True,
                )
                break


def _machine(exam: Examination, path: Path, kept: Retention) -> tuple[str, MachineModel] | None:
    """Give the machine a length speaks of; what else would follow from a wrong name is left out."""
    roots = {
        name: model
        for name, model in exam.definition.machines.items()
        if model.serves == "application" or model.is_record()
    }
    if kept.machine is not None:
        here = (*path, "machine")
        exam.require(kept.machine, roots, here, code="DEF-018", noun="Machine")
        return (kept.machine, roots[kept.machine]) if kept.machine in roots else None
    if len(roots) != 1:
        exam.say(
            "DEF-132",
            path,
            f"Rien ne dit de quelle machine il s'agit : la définition en a {len(roots)} qui s'y prêtent.",
            remedy="Ajoutez « machine: » et son nom.",
            on_key=True,
        )
        return None
    return next(iter(roots.items()))


def _ends(exam: Examination, path: Path, kept: Retention, machine: MachineModel) -> Iterator[str]:
    """Give the final states a length speaks of, and report what no case ends by."""
    if bool(kept.outcome) == bool(kept.phases):
        exam.say(
            "DEF-132",
            path,
            "Une conservation nomme soit « outcome », soit « phases » : comment le dossier a fini.",
            remedy="Gardez ou ajoutez l'un des deux.",
            on_key=True,
        )
        return
    finals = {name: state for name, state in machine.states.items() if state.final}
    key, words = ("outcome", kept.outcome) if kept.outcome else ("phases", kept.phases)
    for index, word in enumerate(words):
        here = (*path, key, index)
        if key == "phases":
            exam.require(word, machine.phases, here, code="DEF-015", noun="Phase")
            if word not in machine.phases:
                continue
        found = [name for name, state in finals.items() if word in {state.outcome, state.phase}]
        if not found:
            exam.say(
                "DEF-133",
                here,
                f"Aucun dossier ne finit par « {word} ».",
                remedy="Nommez une issue ou une phase d'un état final.",
            )
        yield from found
