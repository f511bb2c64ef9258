"""Headers in the form they travel in, made once and kept: most mails share their sender."""

from collections.abc import Sequence
from email.headerregistry import Address
from email.policy import SMTP, SMTPUTF8
from functools import lru_cache
from typing import Self

from notifications.headers import Mailbox


class Wired(str):
    """A header whose wire form is made once; the library's policies take it as it is.

    As a text it is what a person reads; `wire` is what travels, already folded and encoded;
    `addresses` are those it holds, as the library's own headers give them.
    """

    __slots__ = ("addresses", "name", "wire")

    name: str
    wire: str
    addresses: tuple[Address, ...]

    def __new__(
        cls, name: str, value: str, *, wire: str | None = None, addresses: Sequence[Address] = ()
    ) -> Self:
        """Keep `wire`, or `value` itself when it travels as it reads."""
        made = super().__new__(cls, value)
        made.name, made.wire, made.addresses = name, value if wire is None else wire, tuple(addresses)
        return made

    def fold(self, *, policy: object) -> str:
        """Give the whole header line; `policy` has nothing left to decide."""
        del policy
        return f"{self.name}: {self.wire}\r\n"


def box_header(header: str, box: Mailbox, *, accented: bool) -> Wired:
    """Write one mailbox as the value of a header."""
    local, _, domain = box.address.rpartition("@")
    address = Address(display_name=box.name, username=local, domain=domain)
    return encoded(header, str(address), accented=accented, addresses=(address,))


def encoded(header: str, value: str, *, accented: bool, addresses: Sequence[Address] = ()) -> Wired:
    """Write a judged text as the value of a header; `accented` tells that an address bears accents."""
    return Wired(header, value, wire=_folded(header, value, accented=accented), addresses=addresses)


@lru_cache(maxsize=2_048)
def _folded(header: str, value: str, *, accented: bool) -> str:
    """Fold as the library does; accents go into encoded words unless the relay must take them."""
    policy = SMTPUTF8 if accented else SMTP
    line: str = policy.header_factory(header, value).fold(policy=policy)
    return line.partition(": ")[2].rstrip("\r\n")
