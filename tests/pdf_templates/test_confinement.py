"""A confined process reaches nothing but Python, ourselves, the fonts and the time zones."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONFINED = """
import socket, subprocess, os, zoneinfo, tempfile, pathlib, urllib.request
from pdf_templates.confinement import confine
from pdf_templates.typefaces import font_assets
confine()
try:
    {deed}
except PermissionError:
    print("refused")
else:
    print("done")
"""


def attempt(deed: str, folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", CONFINED.format(deed=deed)],
        cwd=ROOT,
        env={"TMPDIR": str(folder), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return done.stdout.strip()


@pytest.mark.parametrize(
    "deed",
    [
        "open('/etc/passwd')",
        "open('/etc/../etc/hostname', 'rb')",
        "pathlib.Path('README.md').read_text()",
        "open('pdf_templates/new.txt', 'w')",
        "os.open('/tmp/x', os.O_RDWR | os.O_CREAT)",
        "socket.create_connection(('127.0.0.1', 9))",
        "socket.getaddrinfo('example.org', 80)",
        "socket.socket().bind(('127.0.0.1', 0))",
        "subprocess.run(['true'])",
        "os.system('true')",
        "os.fork()",
        "os.execv('/bin/true', ['true'])",
        "urllib.request.urlopen('http://127.0.0.1:9/')",
    ],
)
def test_what_leaves_the_house_is_refused(deed: str, tmp_path: Path) -> None:
    assert attempt(deed, tmp_path) == "refused"


@pytest.mark.parametrize(
    "deed",
    [
        "font_assets()",
        "zoneinfo.ZoneInfo('Europe/Paris')",
        "open(os.path.join(tempfile.gettempdir(), 'x'), 'w').close()",
        "import json.tool",
    ],
)
def test_what_printing_needs_stays_open(deed: str, tmp_path: Path) -> None:
    assert attempt(deed, tmp_path) == "done"
