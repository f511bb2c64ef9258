import subprocess
import sys
from pathlib import Path

import pytest

from notifications.errors import InvalidRelay
from notifications.folder import Folder
from notifications.smtp import Smtp
from notifications.transport import open_transport


@pytest.mark.parametrize("url", [None, ""])
def test_without_a_relay_mails_go_to_the_folder(url: str | None, tmp_path: Path) -> None:
    assert isinstance(open_transport(url, folder=tmp_path), Folder)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("url", ["smtp://relais.exemple.fr", "SMTPS://relais.exemple.fr"])
def test_with_a_relay_mails_go_there(url: str, tmp_path: Path) -> None:
    assert isinstance(open_transport(url, folder=tmp_path), Smtp)


@pytest.mark.parametrize("url", ["http://relais.fr", "relais.fr", "file:///tmp", "smtp://user:hush@"])
def test_any_other_address_is_refused_without_its_secret(url: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidRelay) as refused:
        open_transport(url, folder=tmp_path)

    assert "hush" not in str(refused.value)


@pytest.mark.parametrize(
    ("module", "kept_out"),
    [
        ("notifications.transport", ("jinja2", "smtplib", "ruamel", "babel", "num2words")),
        ("notifications.messages", ("jinja2", "smtplib", "babel", "num2words")),
        ("notifications.rendering", ("jinja2", "smtplib", "babel", "num2words")),
    ],
)
def test_what_is_slow_is_imported_only_when_used(module: str, kept_out: tuple[str, ...]) -> None:
    code = f"import sys, {module}; print([name for name in {kept_out!r} if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ran.stdout == "[]\n"
