"""Why an envelope cannot bear an amount, and what would do."""

from collections.abc import Iterator, Mapping
from typing import Any

from forms.money import Cents, euros, plain
from workflow.act import Act
from workflow.case import Case, Family
from workflow.definition.machine_model import Transition
from workflow.errors import EnvelopeSpent
from workflow.grounds import ENVELOPE, window_ground
from workflow.permission import possible_triggers
from workflow.shelf import Pinned
from workflow.window_acts import WindowAct, acts_setting

EUROS = "EUR"
FRENCH = "french"

Row = Mapping[str, Any]


def overspent(
    act: Act, *, case: Case, family: Family, pinned: Pinned, transition: Transition, row: Row, cents: int
) -> EnvelopeSpent:
    """Say that a window's envelope, as its row gives it, cannot bear `cents` more.

    The remedies are those of this moment: the most this case may be granted, the total the
    window would need, the other acts the actor may do.
    """
    window = family.window or case
    left = max(row["total"] - row["reserved"], 0)
    most = left + int(case.reserved.get(row["side"], 0))
    enough = row["reserved"] + cents
    enlarging = _enlarging(act, window, row=row, enough=enough)
    whose = "" if row["side"] == FRENCH else " du partenaire"
    return EnvelopeSpent(
        message=(
            f"L'enveloppe{whose} de « {pinned.definition.title} » ne suffit pas : "
            f"{written(cents, row)} à réserver, il en reste {written(left, row)}."
        ),
        who=", ou ".join(("vous", *dict.fromkeys(one.who for one in enlarging))),
        seen={
            "enveloppe": written(row["total"], row),
            "déjà réservé": written(row["reserved"], row),
            "manque": written(cents - left, row),
        },
        source=window_ground(act, window, part=ENVELOPE),
        remedies=(
            *((f"accorder au plus {written(most, row)}",) if most else ()),
            *(f"faire porter l'enveloppe à {written(enough, row)} : « {one.line} »" for one in enlarging),
            *_otherwise(act, case=case, family=family, pinned=pinned, transition=transition),
        ),
    )


def below_reserved(act: Act, window: Case, row: Row) -> EnvelopeSpent:
    """Say that an envelope cannot be lowered under what is reserved in it."""
    reserved = written(row["reserved"], row)
    return EnvelopeSpent(
        message=f"L'enveloppe ne peut descendre sous ce qui est déjà réservé : {reserved}.",
        who="vous",
        source=window_ground(act, window, part=ENVELOPE),
        remedies=(f"fixer une enveloppe d'au moins {reserved}", "libérer d'abord des montants réservés"),
    )


def written(cents: int, row: Row) -> str:
    """Write an amount in the currency of an envelope."""
    return euros(Cents(cents)) if row["currency"] == EUROS else f"{plain(Cents(cents))} {row['currency']}"


def _enlarging(act: Act, window: Case, *, row: Row, enough: int) -> tuple[WindowAct, ...]:
    if row["side"] != FRENCH:
        return ()
    return tuple(acts_setting(act, window, field="envelope", value=plain(Cents(enough))))


def _otherwise(
    act: Act, *, case: Case, family: Family, pinned: Pinned, transition: Transition
) -> Iterator[str]:
    """Name what else the actor may do here that reserves nothing."""
    known = pinned.machine(case).transitions
    others = [
        f"{trigger} ({known[trigger].label})"
        for trigger in possible_triggers(act, case=case, family=family, pinned=pinned)
        if known[trigger].envelope != transition.envelope
    ]
    if others:
        yield f"faire un autre acte, qui ne réserve rien : {', '.join(others)}"
