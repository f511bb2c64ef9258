"""Legal delays: each one that runs is stopped by something before the case ends."""

from workflow.definition.examination import Examination
from workflow.definition.exploration.space import Space
from workflow.definition.exploration.telling import tell
from workflow.definition.machine_model import Clock
from workflow.definition.tree import Path


def judge_clocks(exam: Examination) -> None:
    """Report clocks that go on running after the end on some path."""
    for path, name, machine in exam.machines():
        if not machine.clocks or exam.faulted(name):
            continue
        space = exam.space(name)
        for slot, clock in machine.clocks.items() if space is not None else ():
            _stopped(exam, (*path, "clocks", slot), space, clock)


def _stopped(exam: Examination, path: Path, space: Space | None, clock: Clock) -> None:
    assert space is not None  # noqa: S101 -- asked by the caller
    starts = [
        target for _, step, target in space.edges() if step.slot is None and step.trigger in clock.starts
    ]
    way = space.path(
        starts, space.is_final, chosen=lambda step: step.slot is not None or step.trigger not in clock.stops
    )
    if way is not None:
        exam.say(
            "DEF-160",
            path,
            f"« {clock.label} » courrait encore après la fin du dossier : {tell(way, exam.definition)}.",
            remedy="Ajoutez à « stops » l'acte qui met fin au dossier.",
            on_key=True,
            way=way,
        )
