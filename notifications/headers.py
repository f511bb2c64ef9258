"""What may stand in the headers of a mail, judged by us whatever the library lets through.

An encoded word can hide a line end, and a line end makes a header of its own: hidden characters are
refused, and so is anything that looks like an encoded word.
"""

import re
from typing import NamedTuple

from notifications.errors import Unwritable

_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_ENCODED_WORD = re.compile(r"=\?[^?]*\?[^?]*\?")
_LOCAL = r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*"
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_ADDRESS = re.compile(rf"(?P<local>{_LOCAL})@(?P<domain>{_LABEL}(?:\.{_LABEL})*)")
_MAILBOX = re.compile(r"(?P<name>[^<>]*)<(?P<address>[^<>]*)>")
_MESSAGE_ID = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9.-]+")
_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9.+-]*/[a-z0-9][a-z0-9.+-]*")
_FILE_NAME_REFUSED = re.compile(r'[/\\:*?"<>|]')
_LONGEST_ADDRESS = 254
_LONGEST_LOCAL = 64
_LONGEST_ID = 250
_LONGEST_FILE_NAME = 150


class Mailbox(NamedTuple):
    """A name to show, perhaps empty, and one plain address whose domain is in ASCII."""

    name: str
    address: str


def header_text(text: str, *, field: str) -> str:
    """Give back a text that may stand in a header, or refuse it. `field` is its French name.

    Raises `Unwritable` for a line end or another hidden character, written out or in an encoded word.
    """
    if _HIDDEN.search(text) or _ENCODED_WORD.search(text):
        raise Unwritable(
            code="MAI-104",
            message=f"{field} contient un retour à la ligne, un caractère caché ou un mot codé.",
            seen={field: ascii(text)},
            remedies=("Retapez ce texte sur une seule ligne, sans caractère spécial.",),
        )
    return text


def mailbox(*, name: str, address: str, field: str) -> Mailbox:
    """Read one address, refusing lists, comments, quoted parts and hidden characters.

    The domain is put in ASCII (IDNA). Raises `Unwritable`.
    """
    found = _ADDRESS.fullmatch(header_text(address, field=field))
    if found is None or len(address) > _LONGEST_ADDRESS or len(found["local"]) > _LONGEST_LOCAL:
        raise _refused(address, field)
    try:
        domain = found["domain"].encode("idna").decode("ascii")
    except UnicodeError:
        raise _refused(address, field) from None
    shown = header_text(name, field=f"{field} (nom)").strip()
    return Mailbox(shown, f"{found['local']}@{domain}")


def sender_mailbox(text: str) -> Mailbox:
    """Read the sender as it is set up: an address, or « Nom <adresse> ». Raises `Unwritable`."""
    named = _MAILBOX.fullmatch(text)
    if named is None:
        return mailbox(name="", address=text, field="L'adresse de l'expéditeur")
    return mailbox(name=named["name"], address=named["address"], field="L'adresse de l'expéditeur")


def identifier(text: str) -> str:
    """Give a `Message-ID` without its brackets. Raises `Unwritable` when it is not one."""
    plain = text.removeprefix("<").removesuffix(">")
    if not _MESSAGE_ID.fullmatch(plain) or len(plain) > _LONGEST_ID:
        raise Unwritable(
            code="MAI-104",
            message="L'identifiant du courriel n'a pas la forme « partie@domaine ».",
            seen={"identifiant": ascii(text)},
            remedies=("Signalez cette anomalie à l'administrateur.",),
        )
    return plain


def file_name(text: str) -> str:
    """Give back the name of an attached file, or refuse it: no path, no hidden character, not too long."""
    named = header_text(text, field="Le nom d'une pièce jointe")
    if _FILE_NAME_REFUSED.search(named) or not named.strip(". ") or len(named) > _LONGEST_FILE_NAME:
        raise _attachment(text, "son nom n'est pas celui d'un fichier")
    return named


def media_type(text: str) -> tuple[str, str]:
    """Cut a media type such as `application/pdf` in two. Raises `Unwritable`."""
    if not _MEDIA_TYPE.fullmatch(text):
        raise _attachment(text, "son type n'est pas de la forme « type/sous-type »")
    kind, _, subtype = text.partition("/")
    return kind, subtype


def _refused(address: str, field: str) -> Unwritable:
    return Unwritable(
        code="MAI-105",
        message=f"{field} n'est pas une adresse électronique seule et simple.",
        seen={"adresse": ascii(address)},
        remedies=("Donnez une seule adresse, de la forme « nom@domaine.fr ».",),
    )


def _attachment(text: str, told: str) -> Unwritable:
    return Unwritable(
        code="MAI-106",
        message=f"Une pièce jointe est refusée : {told}.",
        seen={"pièce jointe": ascii(text)},
        remedies=("Donnez à la pièce un nom simple, par exemple « convention.pdf ».",),
    )
