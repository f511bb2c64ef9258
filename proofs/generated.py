"""Definitions of any size, made without text: chains of acts, crowds of machines."""

from functools import cache

from forms.strict_yaml import Mapping
from proofs.planting import group, listed, word
from workflow.definition.model import Definition
from workflow.definition.plain import plain
from workflow.definition.resolved import Resolved

_CODE = "generated"


@cache
def chain(acts: int) -> Resolved:
    """Make a meeting that passes through as many states as acts, one after the other."""
    return _definition({"life": _life(acts, serves="meeting")})


@cache
def machines(number: int, *, states: int) -> Resolved:
    """Make a meeting of many states, each of which opens a child of its own machine and waits for its end."""
    lives = {f"m{index}": _life(states, serves="child") for index in range(number)}
    return _definition({"life": _life(number, serves="meeting", opens=tuple(lives)), **lives})


def _life(acts: int, *, serves: str, opens: tuple[str, ...] = ()) -> Mapping:
    here = {f"s{n}": _state(n, opens[n : n + 1]) for n in range(acts)}
    here[f"s{acts}"] = group(label="Fin", phase="only", final="true", outcome="neutral")
    moves = {f"t{n}": _move(n, opens[n : n + 1]) for n in range(acts)}
    return group(
        label="Vie",
        serves=serves,
        initial="s0",
        phases=group(only=group(label="Phase", public="En cours.")),
        states=group(**here),
        transitions=group(**moves),
    )


def _move(number: int, opens: tuple[str, ...]) -> Mapping:
    act = group(label=f"Acte {number}", verb="agit", from_=f"s{number}", to=f"s{number + 1}", by="clerk")
    waits = [("when", group(children=f"c{name}", none="open")) for name in opens]
    return Mapping((*act.entries, *((word(key), join) for key, join in waits)), act.mark)


def _state(number: int, opens: tuple[str, ...]) -> Mapping:
    state = {"label": f"État {number}", "phase": "only", "next_actor": "clerk"}
    children = {
        f"c{name}": group(machine=name, by="clerk", label=f"Ouvre {name}", on_leave="cancel")
        for name in opens
    }
    return group(**state, open=group(**children)) if children else group(**state)


def _definition(lives: dict[str, Mapping]) -> Resolved:
    tree = group(
        jalon="1",
        code=_CODE,
        title="Engendrée",
        applicants=listed("association"),
        roles=group(clerk=group(label="greffe", kind="inside")),
        machines=group(**lives),
    )
    definition = Definition.model_validate(plain(tree))
    return Resolved(definition, tree, (f"{_CODE}.yaml",), {f"{_CODE}.yaml": ""})
