"""The address of a mail relay, read from one URL."""

import re
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from notifications.errors import InvalidRelay

_PORTS = {"smtp": 587, "smtps": 465}
_OPTIONS = frozenset({"starttls", "timeout", "helo"})
_TIMEOUT = 30
_LONGEST_TIMEOUT = 600
_HOST_NAME = re.compile(r"[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})*")
_EXAMPLE = "smtp://utilisateur:secret@relais.exemple.fr:587/?starttls=required"


@dataclass(frozen=True, slots=True)
class Relay:
    """Where and how to reach a relay. `encryption` is `tls` from the start, `starttls`, or `none`.

    `timeout` is in seconds, for each exchange; `helo` is the name given to the relay, empty for the
    sender's domain.
    """

    host: str
    port: int
    encryption: str
    timeout: int
    helo: str
    user: str
    password: str = field(repr=False)


def read_relay(url: str) -> Relay:
    """Read `smtp://user:secret@host:port/?starttls=required|never&timeout=30&helo=name` or `smtps://…`.

    `starttls` is required unless the host is this machine; a secret is never sent in clear to
    another one. Ports default to 587 and 465. Raises `InvalidRelay`; the secret is never shown.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS[parts.scheme]
    except (ValueError, KeyError):
        raise _refused("l'adresse est mal formée") from None
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    if unknown := sorted(options.keys() - _OPTIONS):
        raise _refused(f"l'option « {unknown[0]} » n'existe pas")
    if not _is_host(parts.hostname or "") or parts.path not in {"", "/"} or parts.fragment:
        raise _refused("le nom du relais manque ou n'en est pas un, ou quelque chose le suit")
    relay = Relay(
        host=parts.hostname or "",
        port=port,
        encryption=_encryption(parts, options.get("starttls")),
        timeout=_seconds(options.get("timeout", str(_TIMEOUT))),
        helo=_name(options.get("helo", "")),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )
    if relay.user and relay.encryption == "none" and not _is_here(relay.host):
        raise _refused("un mot de passe ne part pas en clair vers une autre machine")
    return relay


def _encryption(parts: SplitResult, starttls: str | None) -> str:
    if parts.scheme == "smtps":
        if starttls is not None:
            raise _refused("« starttls » n'a pas de sens avec « smtps » : la liaison est déjà chiffrée")
        return "tls"
    asked = starttls or ("never" if _is_here(parts.hostname or "") else "required")
    if asked not in {"required", "never"}:
        raise _refused("« starttls » vaut « required » ou « never »")
    return "starttls" if asked == "required" else "none"


def _seconds(text: str) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text) <= _LONGEST_TIMEOUT:
        return int(text)
    raise _refused(f"« timeout » est un nombre de secondes entre 1 et {_LONGEST_TIMEOUT}")


def _name(text: str) -> str:
    if text and not _HOST_NAME.fullmatch(text):
        raise _refused("« helo » est un nom de machine")
    return text


def _is_host(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return bool(_HOST_NAME.fullmatch(host))
    return True


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _refused(told: str) -> InvalidRelay:
    return InvalidRelay(
        message=f"L'adresse du relais de courriel ne peut pas être lue : {told}.",
        remedies=(f"Écrivez-la sous la forme « {_EXAMPLE} ».",),
    )
