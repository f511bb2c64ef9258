"""Machines of `transitions`, one per definition version, no model attached.

The only import of the library. States and triggers come from a definition already judged;
no text of a definition is ever handed over as a callback.
"""

from transitions import Machine

from workflow.definition.machine_model import MachineModel

SAME = "same"
"""The word of the language for « stay in place »: no re-entry, no restarted deadline."""


class _Place:
    """The throw-away model an event moves: nothing but a state."""

    __slots__ = ("state",)

    def __init__(self, state: str) -> None:
        self.state = state


class Mover:
    """Fires triggers of one machine in microseconds; keeps nothing."""

    def __init__(self, model: MachineModel) -> None:
        """Build the machine once for all cases pinned to the definition."""
        self._machine = Machine(
            model=None,
            states=list(model.states),
            initial=model.initial,
            transitions=[
                {
                    "trigger": trigger,
                    "source": list(transition.origins),
                    "dest": None if transition.target == SAME else transition.target,
                }
                for trigger, transition in model.transitions.items()
            ],
            auto_transitions=False,
            send_event=False,
        )

    def fire(self, *, trigger: str, state: str) -> str:
        """Give the state that follows; the transition is known to leave `state`."""
        place = _Place(state)
        self._machine.events[trigger].trigger(place)
        return place.state
