"""What a relay answered, told in French and sorted by whether trying again is of use."""

import re
from collections.abc import Mapping

from notifications.errors import GiveUp, TryAgain

_SHOWN = 200
_NOT_PRINTABLE = re.compile("[^\x20-\x7e\xa0-\u017f]+")
_SERVICE_CLOSING = 421
_PERMANENT = range(500, 600)
_IDENTIFICATION = frozenset({530, 534, 535, 538, 454})

Reply = tuple[int, bytes]


def refusal(reply: Reply, *, of_recipient: bool) -> TryAgain | GiveUp:
    """Say what a refusing answer means: 5xx is final, save for our own identification; the rest may pass."""
    if reply[0] in _IDENTIFICATION:
        return unidentified(reply)
    if reply[0] not in _PERMANENT:
        return TryAgain(
            code="MAI-202",
            message=f"Le relais de courriel remet l'envoi à plus tard (réponse {reply[0]}).",
            seen=_seen(reply),
            remedies=("Rien à faire : l'envoi sera tenté de nouveau.",),
        )
    if of_recipient:
        return GiveUp(
            code="MAI-301",
            message=f"Le relais de courriel refuse ce destinataire (réponse {reply[0]}).",
            seen=_seen(reply),
            remedies=("Vérifiez l'adresse auprès du destinataire, ou prévenez-le par un autre moyen.",),
        )
    return GiveUp(
        code="MAI-302",
        message=f"Le relais de courriel refuse ce courriel (réponse {reply[0]}).",
        seen=_seen(reply),
        remedies=(
            "Lisez la réponse du relais ; prévenez le destinataire par un autre moyen si elle persiste.",
        ),
    )


def unreachable(error: OSError) -> TryAgain:
    """Say that the relay did not answer, or hung up, before it was given the whole mail."""
    return TryAgain(
        code="MAI-201",
        message="Le relais de courriel ne répond pas ou a coupé la liaison.",
        seen={"cause": _printable(str(error))},
        remedies=("Rien à faire si cela passe ; sinon vérifiez l'adresse du relais et le réseau.",),
    )


def unknown_fate() -> TryAgain:
    """Say that the whole mail was given and no answer came back."""
    return TryAgain(
        code="MAI-203",
        message="Le relais a reçu le courriel entier sans dire s'il l'acceptait.",
        remedies=(
            "Rien à faire : un second envoi portera le même identifiant, que les relais reconnaissent.",
        ),
        perhaps_sent=True,
    )


def closed_door(reply: Reply) -> TryAgain:
    """Say that the relay takes no connection from us now, whatever the mail."""
    return TryAgain(
        code="MAI-202",
        message=f"Le relais de courriel n'accepte pas la liaison (réponse {reply[0]}).",
        seen=_seen(reply),
        remedies=("Rien à faire si cela passe ; sinon demandez au gestionnaire du relais de l'autoriser.",),
    )


def unidentified(reply: Reply) -> TryAgain:
    """Say that the relay did not accept who we are: no mail is at fault, none is given up."""
    return TryAgain(
        code="MAI-204",
        message="Le relais de courriel refuse notre identification.",
        seen=_seen(reply),
        remedies=("Vérifiez l'utilisateur et le mot de passe dans l'adresse du relais.",),
    )


def unencrypted(told: str) -> TryAgain:
    """Say that no encrypted connection could be made."""
    return TryAgain(
        code="MAI-205",
        message="La liaison avec le relais de courriel ne peut pas être chiffrée.",
        seen={"cause": _printable(told)},
        remedies=("Vérifiez le certificat du relais, ou écrivez « smtps:// » s'il chiffre dès l'ouverture.",),
    )


def accents_refused(address: str) -> GiveUp:
    """Say that an address with accents needs what this relay does not offer (SMTPUTF8)."""
    return GiveUp(
        code="MAI-303",
        message="L'adresse du destinataire comporte des accents, que le relais de courriel n'accepte pas.",
        seen={"adresse": address},
        remedies=("Demandez une adresse sans accent au destinataire.",),
    )


def is_closing(reply: Reply) -> bool:
    """Whether the relay says it is about to hang up."""
    return reply[0] == _SERVICE_CLOSING


def _seen(reply: Reply) -> Mapping[str, str]:
    return {"réponse": f"{reply[0]} {_printable(reply[1].decode('utf-8', 'replace'))}".strip()}


def _printable(text: str) -> str:
    return " ".join(_NOT_PRINTABLE.sub(" ", text).split())[:_SHOWN]
