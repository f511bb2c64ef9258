"""Writing a mail: subject, plain text and HTML, from pinned texts and a frozen letter, nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass

from forms.templates.faults import Defective, Unfilled
from forms.templates.values import top
from notifications.errors import Unwritable
from notifications.guarding import one_line
from notifications.html_twin import write_html
from notifications.marks import read_blocks
from notifications.plain_text import write_text
from notifications.registry import message
from notifications.sources import SUFFIX, source_of

LONGEST_SUBJECT = 120
"""Characters; a longer one is cut at a word and ends with « … »."""
_SUBJECT_LINE = "Objet\u00a0:"


@dataclass(frozen=True, slots=True)
class Written:
    """A mail in words: one line of subject, and the same body as plain text and as HTML."""

    subject: str
    text: str
    html: str


def write_mail(name: str, *, sources: Mapping[str, str], letter: Mapping[str, object]) -> Written:
    """Write one mail from the texts given (file name → content) and a letter.

    Text of the letter is never read as a template, as markup or as a link. Raises `UnknownMail` for
    the name, `Unwritable` for a value the letter does not give (it is named, never left blank) and
    for a template that breaks the rules of the language. Compiled templates are kept by
    content; the same texts and letter give the same mail.
    """
    message(name)
    return laid_out(name, _filled(name, sources, letter))


def laid_out(name: str, filled: str) -> Written:
    """Cut a filled template into its subject and its body, and lay the body out twice.

    Raises `Unwritable` when the first line gives no subject.
    """
    head, _, body = filled.lstrip("\n").partition("\n")
    subject = _cut(" ".join(one_line(head.removeprefix(_SUBJECT_LINE)).replace("=?", "= ?").split()))
    if not head.startswith(_SUBJECT_LINE) or not subject:
        raise Unwritable(
            code="MAI-103",
            message=f"Le courriel « {name} » n'a pas d'objet.",
            seen={"courriel": name},
            remedies=("Commencez le cadre par une ligne « Objet : … ».",),
        )
    blocks = read_blocks(body)
    return Written(subject=subject, text=write_text(blocks), html=write_html(blocks, subject=subject))


def _filled(name: str, sources: Mapping[str, str], letter: Mapping[str, object]) -> str:
    from forms.templates.filling import fill  # noqa: PLC0415 -- slow import
    from notifications.dialect import MAIL  # noqa: PLC0415 -- slow import

    texts = frozenset((file, text) for file, text in sources.items() if file.endswith(SUFFIX))
    try:
        return fill(source_of(name), dialect=MAIL, texts=texts, values=top(letter))
    except Unfilled as error:
        raise _unfilled(name, error.path, where=error.place) from error
    except Defective as error:
        raise _defective(name, error.told) from error


def _cut(subject: str) -> str:
    if len(subject) <= LONGEST_SUBJECT:
        return subject
    kept = subject[: LONGEST_SUBJECT - 1]
    return (kept.rpartition(" ")[0] or kept) + "…"


def _unfilled(name: str, path: str, *, where: str) -> Unwritable:
    return Unwritable(
        code="MAI-101",
        message=f"Le courriel « {name} » a besoin de « {path} », que la lettre ne donne pas ({where}).",
        seen={"courriel": name, "valeur": path, "place": where},
        remedies=(f"Renseignez « {path} » avant l'acte, ou mettez la phrase sous « if {path} is defined ».",),
    )


def _defective(name: str, told: str) -> Unwritable:
    return Unwritable(
        code="MAI-102",
        message=f"Le courriel « {name} » ne peut pas être écrit : {told}.",
        seen={"courriel": name},
        remedies=("Corrigez le modèle, puis vérifiez-le avec « jalon calls check ».",),
    )
