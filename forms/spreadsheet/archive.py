"""The zip behind a spreadsheet: weighed before it is unpacked, and given back as bare parts."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

from forms.errors import LimitExceeded, Unreadable
from forms.problems import report
from forms.spreadsheet.layout import Bounds

_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK"
_ENCRYPTED = 0x1
_WORKBOOK = "xl/workbook.xml"
_SAVE_AS = "Enregistrez le classeur au format Excel (.xlsx), sans mot de passe."


def unpack(content: bytes, *, name: str, bounds: Bounds) -> Mapping[str, bytes]:
    """Give the parts of a spreadsheet by their names.

    What the archive says of its parts is checked first, then each is read no further than it said.
    Raises `LimitExceeded` above a bound, `Unreadable` when this is no `.xlsx` file.
    """
    if len(content) > bounds.bytes:
        raise too_much("bytes", f"Le classeur dépasse {bounds.bytes} octets.", "Retirez images et feuilles.")
    if content.startswith(_OLD_OR_LOCKED):
        raise _no_workbook(name, "c'est un ancien classeur (.xls), ou il est protégé par un mot de passe")
    if not content.startswith(_ZIP):
        raise _no_workbook(name, "ce n'est pas un classeur Excel, quelle que soit son extension")
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _weigh(archive.infolist(), name=name, bounds=bounds)
            parts = {one.filename: archive.read(one) for one in archive.infolist()}
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError) as error:
        raise _no_workbook(name, "le fichier est abîmé ou incomplet") from error
    except zipfile.zlib.error as error:  # type: ignore[attr-defined] # the module keeps it without saying so
        raise _no_workbook(name, "le fichier est abîmé ou incomplet") from error
    if _WORKBOOK not in parts:
        raise _no_workbook(name, "c'est une archive, mais non un classeur Excel (.xlsx)")
    return parts


def repack(parts: Mapping[str, bytes]) -> bytes:
    """Put checked parts in an archive that is not compressed: what reads it can meet no surprise."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return target.getvalue()


def too_much(limit: str, message: str, remedy: str) -> LimitExceeded:
    """Make the refusal of a spreadsheet above one of its bounds."""
    return LimitExceeded(limit=limit, problem=report(code="XLS-002", message=message, remedy=remedy))


def _weigh(entries: list[zipfile.ZipInfo], *, name: str, bounds: Bounds) -> None:
    if len(entries) > bounds.parts:
        raise too_much("parts", f"Le classeur a plus de {bounds.parts} parties.", "Partez du modèle livré.")
    if len({entry.filename for entry in entries}) < len(entries):
        raise _no_workbook(name, "deux de ses parties portent le même nom")
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise _no_workbook(name, "il est protégé par un mot de passe")
    if sum(entry.file_size for entry in entries) > bounds.unpacked:
        raise too_much(
            "unpacked",
            f"Le classeur dépasse {bounds.unpacked} octets une fois décompressé.",
            "Recopiez les lignes dans le modèle livré.",
        )


def _no_workbook(name: str, why: str) -> Unreadable:
    problem = report(code="XLS-001", message=f"« {name} » ne peut pas être ouvert : {why}.", remedy=_SAVE_AS)
    return Unreadable(name=name, problems=(problem,))


def damaged(name: str) -> Unreadable:
    """Make the refusal of a spreadsheet whose parts do not hold together."""
    return _no_workbook(name, "le fichier est abîmé ou incomplet")
