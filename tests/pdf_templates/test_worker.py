"""The printing process keeps its answers apart from whatever else is said."""

import subprocess
import sys
from pathlib import Path

from pdf_templates.frames import read, receive, send, spelt

ROOT = Path(__file__).resolve().parents[2]
NOISY = """
from pdf_templates.worker import serve
print('noise')
serve(b'{"memory": 600000000, "seconds": 20}')
"""


def test_orders_that_make_no_sense_are_answered_and_the_end_of_the_stream_ends_it(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-u", "-c", NOISY],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline() == b"noise\n"
        assert receive(process.stdout) == b"ready"

        send(process.stdin, spelt({"sources": 1, "letter": {}, "name": "receipt"}))
        answer, pdf = read(receive(process.stdout)), receive(process.stdout)
        process.stdin.close()

        assert (answer["code"], pdf, process.wait(timeout=60)) == ("DOC-107", b"", 0)
