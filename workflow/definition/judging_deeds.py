"""What an act is (`does`) agrees with where it leads: filings, decisions, announcements, ends."""

from collections.abc import Iterator

from workflow.definition.examination import Examination
from workflow.definition.facts_given import answers_of
from workflow.definition.graphs import moves
from workflow.definition.machine_model import MachineModel, Transition
from workflow.definition.tree import Path
from workflow.definition.words import AUTOMATIC, GRANTED, GRANTING_DEEDS, HIDDEN_DEEDS, SAME

_NEUTRAL = frozenset({"withdraw", "lapse"})
_DECIDED = frozenset({"sign", "announce"})
_Found = tuple[str, str, str]
"""The code, what is wrong, what would mend it."""


def judge_deeds(exam: Examination) -> None:
    """Report, in the machine of applications, acts whose mark and whose way contradict each other."""
    for path, _, machine in exam.machines():
        if machine.serves != "application":
            continue
        for name, transition in machine.transitions.items():
            here = (*path, "transitions", name)
            for code, message, remedy in dict.fromkeys(_contradictions(exam, name, transition, machine)):
                exam.say(code, here, message, remedy=remedy, on_key=True)
        _silence_counted(exam, path, machine)


def _contradictions(
    exam: Examination, name: str, transition: Transition, machine: MachineModel
) -> Iterator[_Found]:
    if transition.does == "file":
        yield from _filing(exam, transition)
    if transition.does in {"file", "cosign"} and transition.open_while is None:
        yield (
            "DEF-153",
            f"« {transition.label} » serait possible hors du guichet.",
            "Ajoutez « while: window.open ».",
        )
    if transition.does in _NEUTRAL and not transition.exceptional:
        yield (
            "DEF-166",
            f"« {transition.label} » compterait comme une suite ordinaire : il cacherait les pièges.",
            "Ajoutez « exceptional: true ».",
        )
    yield from _granting(exam, transition)
    for move in moves(machine):
        if move.trigger == name:
            yield from _led_astray(exam, transition, machine, move.origin, move.target)


def _filing(exam: Examination, transition: Transition) -> Iterator[_Found]:
    lacking = [] if transition.documents else ["un document (accusé de réception)"]
    if not _told_outside(exam, transition):
        lacking.append("un courriel à qui dépose")
    if lacking:
        yield (
            "DEF-153",
            f"Un dépôt donne droit à un accusé de réception ; il manque : {', '.join(lacking)}.",
            "Ajoutez-le à « documents » ou à « mails » de cet acte.",
        )


def _granting(exam: Examination, transition: Transition) -> Iterator[_Found]:
    """An amount is proposed by a proposal and decided by a decision, or nothing will be made of it."""
    form = exam.definition.forms.get(transition.form or "")
    given = set(answers_of(form, required=False)).intersection(GRANTED)
    for datum in sorted(given):
        deeds = GRANTING_DEEDS[datum]
        if transition.does not in deeds and not AUTOMATIC.intersection(transition.by):
            yield (
                "DEF-152",
                f"« {transition.label} » donne « {datum} » sans être « does: {deeds[0]} ».",
                f"Écrivez « does: {deeds[0]} », ou un autre formulaire.",
            )


def _led_astray(
    exam: Examination, transition: Transition, machine: MachineModel, origin: str, target: str
) -> Iterator[_Found]:
    left, entered = machine.states[origin], machine.states[target]
    if left.draft and not entered.draft and transition.does not in {"file", "withdraw"}:
        yield (
            "DEF-153",
            f"« {transition.label} » sort du brouillon sans être un dépôt : rien n'en ferait foi.",
            "Écrivez « does: file », ou « does: withdraw » pour un abandon.",
        )
    if entered.final and not left.final:
        yield from _ended(exam, transition, target, entered.outcome)
    shown, after = (machine.phases.get(machine.states[one].phase) for one in (origin, target))
    hidden = shown is not None and shown.shown_as is not None
    if (
        hidden
        and after is not None
        and after.shown_as is None
        and transition.does not in {"announce", *_NEUTRAL}
    ):
        yield (
            "DEF-151",
            f"« {transition.label} » montre au porteur ce qui était tenu secret, sans l'annoncer.",
            "Écrivez « does: announce ».",
        )
    before = (shown.shown_as or machine.states[origin].phase) if shown is not None else ""
    seen = (after.shown_as or entered.phase) if after is not None else ""
    if transition.does in HIDDEN_DEEDS and before != seen:
        yield (
            "DEF-151",
            f"« {transition.label} » se devinerait : le porteur verrait « {seen} » avant toute annonce.",
            "Donnez à la phase d'arrivée « shown_as: », ou écrivez « does: announce ».",
        )


def _ended(exam: Examination, transition: Transition, target: str, outcome: str | None) -> Iterator[_Found]:
    if transition.does in _NEUTRAL and outcome not in {None, "neutral"}:
        yield (
            "DEF-152",
            f"« {transition.label} » mène à « {target} », d'issue « {outcome} » : nul n'a décidé.",
            "Écrivez « outcome: neutral » à cet état.",
        )
    elif outcome == "positive" and transition.does not in {"sign", "announce", "decide"}:
        yield (
            "DEF-152",
            f"« {transition.label} » mène à une issue favorable sans être une décision ni une signature.",
            "Écrivez « does: sign », « announce » ou « decide », ou une autre issue.",
        )
    elif transition.does in _DECIDED and outcome == "neutral":
        yield (
            "DEF-152",
            f"« {transition.label} » mène à « {target} », d'issue « neutral » : quelqu'un a pourtant décidé.",
            "Écrivez « outcome: positive » ou « negative » à cet état.",
        )
    if outcome == "negative":
        lacking = [] if transition.does == "announce" else ["« does: announce »"]
        lacking += [] if transition.documents else ["une lettre"]
        lacking += [] if _told_outside(exam, transition) else ["un courriel au porteur"]
        if lacking:
            yield (
                "DEF-154",
                f"« {transition.label} » refuse le dossier ; il y manque : {', '.join(lacking)}.",
                "Un refus se notifie par écrit, avec ses motifs et les recours.",
            )


def _silence_counted(exam: Examination, path: Path, machine: MachineModel) -> None:
    """Report filings after which no clock runs: nobody would know what silence means, and when."""
    started = {trigger for clock in machine.clocks.values() for trigger in clock.starts}
    for name, transition in machine.transitions.items():
        if transition.does == "file" and name not in started and transition.target != SAME:
            exam.say(
                "DEF-160",
                (*path, "transitions", name),
                f"« {transition.label} » ne fait courir aucun délai légal.",
                remedy="Ajoutez à « clocks » celui du silence de l'administration, avec sa source.",
                on_key=True,
            )


def _told_outside(exam: Examination, transition: Transition) -> bool:
    roles = exam.definition.roles
    return any(role in roles and roles[role].kind == "outside" for role in transition.mails.values())
