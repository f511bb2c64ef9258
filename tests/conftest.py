"""What every test may rely on: a place that is not Paris, no settings of ours, no way out of this machine."""

import gc
import ipaddress
import os
import socket
import time
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

# A zone with an odd offset and a plain locale: whoever reads the machine's time or language is seen at once.
os.environ["TZ"] = "Pacific/Chatham"
os.environ["LC_ALL"] = "C.UTF-8"
time.tzset()

for name in [name for name in os.environ if name.startswith("JALON_") and name != "JALON_TEST_POSTGRES"]:
    del os.environ[name]

# No verdict depends on how busy the machine is.
settings.register_profile(
    "plain", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True, max_examples=30
)
settings.register_profile("soak", settings.get_profile("plain"), max_examples=500)

Address = tuple[str, int] | tuple[str, int, int, int] | str | bytes


def pytest_configure(config: pytest.Config) -> None:
    """Look longer for counter-examples when the long repetitions were asked for."""
    settings.load_profile("plain" if config.getoption("markexpr") == "not soak" else "soak")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that hold long repetitions, so that no process waits for another at the end."""
    long = {item.path for item in items if item.get_closest_marker("soak") is not None}
    items.sort(key=lambda item: item.path not in long)


def pytest_collection_finish() -> None:
    """Spare the collector what lives until the end: it would walk through it again and again."""
    gc.collect()
    gc.freeze()


class LeavesTheMachine(AssertionError):
    """A test tried to reach something beyond the loopback."""


def is_here(host: str) -> bool:
    """Whether `host` names this machine: a loopback address, or its usual name."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@pytest.fixture(scope="session", autouse=True)
def nothing_leaves_the_machine() -> Iterator[None]:
    """Refuse every connection and name look-up that is not for this machine."""
    connect, resolve = socket.socket.connect, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: Address) -> None:
        if isinstance(address, tuple) and not is_here(address[0]):
            raise LeavesTheMachine(f"a test connects to {address[0]}")
        connect(self, address)

    def guarded_resolve(host: str | bytes | None, *rest: object, **named: object) -> object:
        if host and not is_here(host if isinstance(host, str) else host.decode()):
            raise LeavesTheMachine(f"a test looks up {host!r}")
        return resolve(host, *rest, **named)  # type: ignore[arg-type]  # handed on as it came

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded_connect)
        patch.setattr(socket, "getaddrinfo", guarded_resolve)
        yield
