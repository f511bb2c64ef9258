"""What a rehearsal sends, printed and written where one can look at it: mails and documents, each once."""

import shutil
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from notifications.registry import known as known_mails
from notifications.transport import Memory
from pdf_templates.catalogue import known as known_documents
from pdf_templates.child import Press
from workflow.deliveries import Delivered, deliver
from workflow.effects import DONE
from workflow.rehearsal.house import Rehearsal
from workflow.rehearsal.told import Told
from workflow.rehearsal.witness import Sent

MAILS, DOCUMENTS = "courriels", "documents"
_SENDER = "Essai de Jalon <essai@example.org>"


@dataclass(frozen=True, slots=True)
class Leaf:
    """One mail or document written: its title, to whom, where it lies (relative), or what went wrong."""

    title: str
    recipient: str
    path: str
    other: str = ""
    problem: str = ""


class Shelves:
    """The two folders in which the mails and the documents of a rehearsal are put."""

    def __init__(self, folder: Path, *, press: Press) -> None:
        """Make the folders."""
        self.folder, self._press = folder, press
        self._printed: dict[str, str] = {}
        for name in (MAILS, DOCUMENTS):
            (folder / name).mkdir(parents=True, exist_ok=True)

    def take(self, house: Rehearsal, told: Told) -> dict[str, Leaf]:
        """Print and write what a step sends, while the house stands where it led; give it by id."""
        tray = Memory()
        done = {
            one.id: one for one in deliver(house.house, transport=tray, press=self._press, sender=_SENDER)
        }
        mails = {str(mail["Message-ID"]).strip("<>").partition("@")[0]: mail for mail in tray.sent}
        return {
            one.id: self._leaf(told, rank, one, done=done.get(one.id), mail=mails.get(one.id), house=house)
            for rank, one in enumerate(told.sent, start=1)
        }

    def _leaf(
        self, told: Told, rank: int, sent: Sent, *, done: Delivered | None, mail: EmailMessage | None,
        house: Rehearsal,
    ) -> Leaf:  # fmt: skip
        name = f"{told.number:03d}-{rank:02d}-{sent.name}"
        if mail is not None:
            subject = str(mail["Subject"])
            return Leaf(subject, sent.recipient, self._write(name, mail), f"{MAILS}/{name}.eml")
        if done is not None and done.status == DONE:
            return Leaf(title_of(sent), sent.recipient, self._keep(name, house.house.documents / done.detail))
        problem = done.detail if done else "personne à qui écrire : ni titulaire, ni adresse connue"
        return Leaf(title_of(sent), sent.recipient, "", problem=problem)

    def _write(self, name: str, mail: EmailMessage) -> str:
        (self.folder / MAILS / f"{name}.eml").write_bytes(mail.as_bytes())
        read = mail.get_body(("html",))
        path = f"{MAILS}/{name}.html"
        (self.folder / path).write_text(read.get_content() if read else "", encoding="utf-8")
        return path

    def _keep(self, name: str, printed: Path) -> str:
        """Put a document beside the others; the same bytes are kept once."""
        path = self._printed.get(printed.name)
        if path is None:
            path = self._printed[printed.name] = f"{DOCUMENTS}/{name}.pdf"
            shutil.copyfile(printed, self.folder / path)
        return path


def title_of(sent: Sent) -> str:
    """Give the French title of a mail or a document."""
    if sent.is_mail:
        return known_mails()[sent.name].title if sent.name in known_mails() else sent.name
    return known_documents()[sent.name].title if sent.name in known_documents() else sent.name
