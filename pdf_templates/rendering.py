"""From a letter to paper: HTML by the pinned templates, then tagged and archival PDF bytes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from forms.templates.faults import Defective, Unfilled
from forms.templates.values import Part, top
from pdf_templates.canonical import canonical, digest
from pdf_templates.catalogue import document
from pdf_templates.composing import Composer, Sheet
from pdf_templates.errors import ADMINISTRATOR, Unprintable
from pdf_templates.sources import TEMPLATE_SUFFIX

PRINTED = "printed"
"""The one name beside the letter's: what printing itself adds (`PRINTED_NAMES`)."""
PRINTED_NAMES = frozenset({"digest", "on", "reference", "short_digest", "title"})
READ_BY_PRINTING = frozenset({"call.zone", "case.ref", "instance.demo"})
"""What printing itself reads of a letter, whatever the templates name."""
STYLESHEET = "paper.css"
DEMO_STYLESHEET = "demo.css"
_SHORT = 16
_DAY = len("2025-07-10")


@dataclass(frozen=True, slots=True)
class Rendered:
    """One printed document.

    `sha256` is the hash of `pdf`, in hexadecimal; `fingerprint` names what had a hand in the bytes
    (layout, fonts, shaping library, Python); `pages` counts its pages.
    """

    pdf: bytes
    sha256: str
    fingerprint: Mapping[str, str]
    pages: int


def write_html(
    name: str,
    *,
    sources: Mapping[str, str],
    letter: Mapping[str, object],
    issued_at: str | None = None,
    reference: str | None = None,
) -> str:
    """Write a document in HTML from a letter, by the templates given and nothing else.

    `issued_at` (ISO 8601 day or instant) and `reference` default to those of the letter's act and
    case: enough for a preview. Text of the letter is escaped and never read as a template. Raises
    `Unprintable` for a value the letter does not give (it is named, never left blank) and for a
    template that breaks the rules of the language; `UnknownDocument` for the name.
    """
    from forms.templates.filling import fill  # noqa: PLC0415 -- slow import
    from pdf_templates.dialect import PAPER  # noqa: PLC0415 -- slow import

    texts = frozenset((file, text) for file, text in sources.items() if file.endswith(TEMPLATE_SUFFIX))
    added = Part(PRINTED, _printed(name, letter, issued_at=issued_at, reference=reference))
    try:
        return fill(
            document(name).template, dialect=PAPER, texts=texts, values={**top(letter), PRINTED: added}
        )
    except Unfilled as error:
        raise _unfilled(name, error.path, where=error.place) from error
    except Defective as error:
        raise _defective(f"le document « {name} » ne peut pas être écrit : {error.told}") from error


def render(
    name: str,
    *,
    sources: Mapping[str, str],
    letter: Mapping[str, object],
    issued_at: str,
    reference: str,
    composer: Composer | None = None,
) -> Rendered:
    """Print a document: PDF/A-3a and PDF/UA-1, the letter embedded as `data.json`.

    The same templates, letter, `issued_at` (ISO 8601 day or instant) and `reference` give the same
    bytes. A `composer` kept between documents saves loading fonts and stylesheets again. Reaches
    no network and no file but the font package. Raises as `write_html`, and `Unprintable` when the
    page cannot be laid out or a character has no drawing.
    """
    html = write_html(name, sources=sources, letter=letter, issued_at=issued_at, reference=reference)
    data = canonical(letter)
    sheet = Sheet(
        html=html,
        stylesheets=_stylesheets(sources, letter),
        code=f"jalon:1:{reference}:{name}:{digest(data)}",
        data=data,
        issued_at=_instant(issued_at),
    )
    pdf, pages, fingerprint = (composer or Composer()).compose(sheet)
    return Rendered(pdf=pdf, sha256=digest(pdf), fingerprint=fingerprint, pages=pages)


def _printed(
    name: str, letter: Mapping[str, object], *, issued_at: str | None, reference: str | None
) -> dict[str, object]:
    whole = digest(canonical(letter))
    at = issued_at or _own(letter, "act", "on")
    return {
        "digest": whole,
        "on": _day(at, _own(letter, "call", "zone")),
        "reference": reference or _own(letter, "case", "ref"),
        "short_digest": whole[:_SHORT],
        "title": document(name).title,
    }


def _own(letter: Mapping[str, object], part: str, name: str) -> str | None:
    values = letter.get(part)
    value = values.get(name) if isinstance(values, Mapping) else None
    return value if isinstance(value, str) else None


def _day(at: str | None, zone: str | None) -> str | None:
    """Tell the calendar day of an act: its own day, or the day of its instant in the call's zone."""
    if at is None or len(at) == _DAY or zone is None:
        return at and at[:_DAY]
    return _instant(at).astimezone(ZoneInfo(zone)).date().isoformat()


def _instant(issued_at: str) -> datetime:
    try:
        instant = datetime.fromisoformat(issued_at)
    except ValueError as error:
        raise _defective(f"la date de l'acte « {issued_at} » n'est pas une date ISO 8601") from error
    return instant.astimezone(UTC) if instant.tzinfo else instant.replace(tzinfo=UTC)


def _stylesheets(sources: Mapping[str, str], letter: Mapping[str, object]) -> tuple[str, ...]:
    instance = letter.get("instance")
    demo = isinstance(instance, Mapping) and bool(instance.get("demo"))
    wanted = (STYLESHEET, DEMO_STYLESHEET) if demo else (STYLESHEET,)
    if missing := [name for name in wanted if name not in sources]:
        raise _defective(f"la feuille de style « {missing[0]} » manque")
    return tuple(sources[name] for name in wanted)


def _unfilled(name: str, path: str, *, where: str) -> Unprintable:
    return Unprintable(
        code="DOC-101",
        message=f"Le document « {name} » a besoin de « {path} », que la lettre ne donne pas ({where}).",
        seen={"document": name, "valeur": path},
        remedies=(
            f"Renseignez « {path} » avant l'acte, ou faites dépendre la phrase de « {path} is defined ».",
        ),
    )


def _defective(told: str) -> Unprintable:
    return Unprintable(
        code="DOC-102",
        message=f"Impression impossible : {told}.",
        who=ADMINISTRATOR,
        remedies=("Corrigez le modèle, puis vérifiez-le avec « jalon calls check ».",),
    )
