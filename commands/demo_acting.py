"""The stories of the demonstration, acted: each scene is one act through the same gate as any other."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from commands.demo_story import Player, Scene, Story, application, budget_text
from commands.refusals import refusal_lines
from commands.settings import Settings
from forms.answers import to_answers
from forms.wording import long_instant
from workflow.act import Act
from workflow.amending import amend_answers
from workflow.creation import create_application, open_child
from workflow.engine import Outcome, advance
from workflow.errors import RuleRefused, Unsound
from workflow.house import CLOCK, House
from workflow.register import add_person, grant
from workflow.sheet import sheet_of
from workflow.ticking import tick
from workflow.upcoming import in_words
from workflow.viewpoint import look_at

_ZONE = "Europe/Paris"


@dataclass(frozen=True, slots=True)
class Ended:
    """Where a story ended."""

    story: Story
    ref: str
    state: str


def settle(house: House, settings: Settings, players: tuple[Player, ...]) -> None:
    """Make everybody known, and give each their rights."""
    with house.act(settings.actor(), at=settings.at) as act:
        for player in players:
            add_person(act, person=player.person, name=player.name, email=player.email)
    with house.act(settings.actor(), at=settings.at) as act:
        for player in players:
            for held in player.rights:
                grant(act, person=player.person, role=held.role, scope=held.scope, value=held.value)


class Stage:
    """Plays one story in a house and remembers the reference it was given."""

    def __init__(self, house: House, settings: Settings, story: Story) -> None:
        """Begin with nothing created."""
        self._house, self._settings, self._story = house, settings, story
        self._ref = ""

    def play(self) -> Iterator[str]:
        """Play the scenes in order, telling each; raise `Unsound` when one does not go as told."""
        for scene in self._story.scenes:
            when = long_instant(scene.on, _ZONE).removesuffix(" (heure de Paris)")
            if scene.kind == "clock":
                yield from (f"  {when} — {told}" for told in self._beat(scene))
            elif scene.refused_by:
                yield f"  {when} — {scene.who} : {self._label(scene)}, refusé"
                yield from (f"    {line}" for line in self._refused(scene) if line)
            else:
                label = self._label(scene)
                yield f"  {when} — {scene.who} : {label} → {self._act(scene)}"

    def end(self) -> Ended:
        """Tell where the case stands, once it is where the story says."""
        with self._house.look(CLOCK) as look:
            view = look_at(look, self._ref)
            state = sheet_of(view).line.state
        if view.case.state != self._story.ends:
            raise Unsound(
                message=f"{self._ref} devait finir à « {self._story.ends} » et se trouve à « {state} »."
            )
        return Ended(self._story, self._ref, state)

    def _beat(self, scene: Scene) -> Iterator[str]:
        for due in tick(self._house, at=scene.on):
            with self._house.look(CLOCK, at=scene.on) as look:
                told = in_words(look, due)
            yield f"l'horloge : {told.what} ({told.ref})"

    def _label(self, scene: Scene) -> str:
        """Name an act as the definition does."""
        if scene.kind == "create":
            return "Création"
        if scene.kind == "amend":
            return "Modification des réponses"
        with self._house.look(CLOCK, at=scene.on) as look:
            view = look_at(look, self._target(scene))
        model = view.pinned.machine(view.case)
        if scene.kind == "open":
            return model.states[view.case.state].open[scene.what].label
        named = model.transitions[scene.what].label
        return f"{named} ({scene.of})" if scene.of else named

    def _target(self, scene: Scene) -> str:
        return "/".join(part for part in (self._ref, scene.of) if part)

    def _act(self, scene: Scene) -> str:
        """Perform a scene and give the state it leads to."""
        actor = replace(self._settings, person=scene.who).actor()
        with self._house.act(actor, at=scene.on) as act:
            outcome = self._perform(act, scene)
        self._ref = self._ref or outcome.ref
        with self._house.look(CLOCK, at=scene.on) as look:
            return sheet_of(look_at(look, outcome.ref)).line.state

    def _perform(self, act: Act, scene: Scene) -> Outcome:
        ref = self._target(scene)
        match scene.kind:
            case "create":
                answers = to_answers(replace(application(scene.what), call=self._story.call))
                return create_application(act, code=self._story.call, answers=answers, given=scene.given)
            case "amend":
                answers = to_answers(replace(application(scene.what), call=None))
                return amend_answers(act, ref=ref, answers=answers)
            case "open":
                return open_child(act, parent=ref, slot=scene.what, given=scene.given)
            case _:
                budgets = {name: budget_text(file) for name, file in scene.budgets.items()}
                given, reason, accepted = {**scene.given, **budgets}, scene.reason, scene.accepted
                return advance(
                    act, ref=ref, trigger=scene.what, given=given, reason=reason, accepted=accepted
                )[0]

    def _refused(self, scene: Scene) -> Iterator[str]:
        try:
            self._act(scene)
        except RuleRefused as refusal:
            if {finding.rule for finding in refusal.findings} == set(scene.refused_by):
                yield from refusal_lines(refusal, refusal.findings)
                return
            raise
        raise Unsound(message=f"{self._ref} : « {scene.what} » devait être refusé et ne l'a pas été.")
