"""Knowing mails and documents loads neither the template engine nor the layout engine."""

import subprocess
import sys

LOOK = (
    "import sys\n"
    "import notifications.messages, notifications.rendering, pdf_templates.documents, pdf_templates.child\n"
    "print(sorted({'jinja2', 'weasyprint'} & set(sys.modules)))"
)


def test_rooms_load_jinja2_and_weasyprint_at_first_use_only() -> None:
    ran = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, text=True, check=True)

    assert ran.stdout == "[]\n"
