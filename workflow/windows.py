"""Filing windows: the dates in force are answers of a case; filing asks whether it is open."""

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from forms.typography import counted
from forms.wording import long_date, long_instant
from workflow.act import Act
from workflow.case import Case, Family
from workflow.definition.literals import Amount, Moment, read_moment
from workflow.definition.model import Window
from workflow.errors import Impossible
from workflow.grounds import CLOSES, OPENS, window_ground
from workflow.shelf import Pinned
from workflow.window_acts import acts_setting


def opening(window: Window) -> dict[str, Any]:
    """Give the answers of a window's case at publication: dates and zones as text, cents."""
    envelope = window.envelope
    return {
        "window": {
            "opens": str(window.opens),
            "closes": str(window.closes),
            "closes_for": {name: str(moment) for name, moment in window.closes_for.items()},
            "zone": window.zone,
            "partner_zone": window.partner_zone,
            "envelope": envelope.cents if isinstance(envelope, Amount) else None,
        }
    }


def in_force(answers: dict[str, Any], *, kind: str | None, side: str) -> tuple[datetime, datetime, str]:
    """Give when the window opens, the first instant after it closes, and the zone they are said in.

    `kind` is the applicant's category (a window may close earlier or later for one); `side`
    picks the zone where a window has one for each side.
    """
    window = answers["window"]
    zone = (window.get("partner_zone") if side == "partner" else None) or window["zone"]
    closes = window.get("closes_for", {}).get(kind) or window["closes"]
    return _bounds(window["opens"], closes, zone)


@lru_cache(maxsize=256)
def _bounds(opens: str, closes: str, zone: str) -> tuple[datetime, datetime, str]:
    return _local(read_moment(opens).first(), zone), _local(read_moment(closes).after(), zone), zone


def _local(naive: datetime, zone: str) -> datetime:
    return naive.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def refuse_unless_open(act: Act, *, case: Case, family: Family, pinned: Pinned, side: str = "french") -> None:
    """Refuse outside the window, in the window's own zone; the instant of reception counts."""
    window = family.window
    if window is None:
        raise Impossible(message=f"{case.ref} n'est rattaché à aucun guichet.", who="l'administrateur")
    lead = family.root.answers.get("lead") or {}
    opens, closes, zone = in_force(window.answers, kind=lead.get("kind"), side=side)
    received = act.received_at
    if opens <= received < closes:
        return
    if received < opens:
        raise _too_early(act, window=window, title=pinned.definition.title, opens=opens, zone=zone)
    closing = _closing(window.answers["window"], lead.get("kind"), zone)
    message = (
        f"« {pinned.definition.title} » est clos depuis le {closing} ; "
        f"votre dépôt a été reçu le {_to_the_second(received, zone)}."
    )
    raise _too_late(act, window=window, pinned=pinned, message=message, closes=closes)


def _too_early(act: Act, *, window: Case, title: str, opens: datetime, zone: str) -> Impossible:
    return Impossible(
        message=f"« {title} » n'est pas encore ouvert : dépôt à partir du {long_instant(opens, zone)}.",
        who="vous",
        seen={"reçu le": long_instant(act.received_at, zone)},
        source=window_ground(act, window, part=OPENS),
        remedies=("attendre l'ouverture ; le brouillon est conservé",),
    )


def _too_late(act: Act, *, window: Case, pinned: Pinned, message: str, closes: datetime) -> Impossible:
    service = pinned.definition.service
    address = f" ({service.email})" if service else ""
    acts = list(acts_setting(act, window, field="closes", value="AAAA-MM-JJ"))
    return Impossible(
        message=message,
        who=", puis ".join(("vous", *dict.fromkeys(one.who for one in acts))),
        seen={"retard de": _lateness(act.received_at, closes)},
        source=window_ground(act, window, part=CLOSES),
        remedies=(
            f"demander au service de prolonger le guichet{address} ; le brouillon est conservé",
            *(f"si le service l'accorde : « {one.line} »" for one in acts),
        ),
    )


def _closing(window: dict[str, Any], kind: str | None, zone: str) -> str:
    moment: Moment = read_moment(window.get("closes_for", {}).get(kind) or window["closes"])
    last = moment.first() if moment.minute else moment.first().replace(hour=23, minute=59)
    return f"{long_instant(_local(last, zone), zone)}, minute comprise"


def _to_the_second(received: datetime, zone: str) -> str:
    local = received.astimezone(ZoneInfo(zone))
    return f"{long_date(local.date())} à {local:%H:%M:%S}"


def _lateness(received: datetime, closes: datetime) -> str:
    """Write how long after the last admitted second a filing came, in its largest whole unit."""
    seconds = int((received - closes).total_seconds()) + 1
    for unit, noun in ((86_400, "jour"), (3_600, "heure"), (60, "minute")):
        if seconds >= unit:
            return counted(seconds // unit, noun)
    return counted(seconds, "seconde")
