"""Whatever a command reads, a file that cannot be read is refused alike, naming it and what is expected."""

from pathlib import Path

import pytest

from tests.commands.shell import Shell, plain

READING = (
    (("case", "create", "generaliste-2025", "--from"), "un fichier YAML ou JSON"),
    (("case", "amend", "GEN25-0001", "--from"), "un fichier YAML ou JSON"),
    (("case", "answers", "import", "GEN25-0001"), "un fichier YAML ou JSON"),
    (("case", "budget", "import", "GEN25-0001"), "un tableur ou un dossier de demande"),
    (("rules", "ceiling"), "un fichier YAML ou JSON"),
)


@pytest.mark.parametrize(("words", "wanted"), READING, ids=[" ".join(words) for words, _ in READING])
@pytest.mark.parametrize("name", ["absent.yaml", ".", "x" * 300], ids=["absent", "folder", "too long"])
def test_a_file_that_cannot_be_read_is_refused_alike(
    shell: Shell, tmp_path: Path, words: tuple[str, ...], wanted: str, name: str
) -> None:
    ran = shell.run(*words, str(tmp_path / name), person="aude", at="2025-05-20")

    first, remedy, who = plain(ran.err).splitlines()
    assert ran.status == 3
    assert first.startswith("FIC-404 : Le fichier « ")
    assert first.endswith(" » n'existe pas ou ne peut être lu.")
    assert remedy == (
        f"  pour y remédier : vérifier son nom et vos droits : {wanted} est attendu, non un dossier"
    )
    assert who == "  qui : vous"
