"""Recording what a step asks of the base, so that a floor can run the very same statements."""

from dataclasses import dataclass, field

from workflow.act import Act
from workflow.store.base import Parameters, Row, Transaction
from workflow.store.statements import Prepared


@dataclass(slots=True)
class Step:
    """The statements of one transaction, in order, with their values."""

    statements: list[tuple[Prepared, Parameters, bool]] = field(default_factory=list)


class Recorder(Transaction):
    """Passes everything on to the real transaction, and keeps it."""

    def __init__(self, real: Transaction, step: Step) -> None:
        """Stand before a transaction."""
        super().__init__()
        self._real, self._step = real, step

    def read(self, *asked: tuple[Prepared, Parameters]) -> list[list[Row]]:
        """Keep and pass on."""
        self._step.statements += [(statement, named, True) for statement, named in asked]
        return self._real.read(*asked)

    def write_now(self, statement: Prepared, parameters: Parameters) -> list[Row]:
        """Keep and pass on."""
        self._step.statements.append((statement, parameters, True))
        return self._real.write_now(statement, parameters)

    def write(self, statement: Prepared, parameters: Parameters, *, checked: bool = False) -> None:
        """Keep and pass on."""
        self._step.statements.append((statement, parameters, False))
        self._real.write(statement, parameters, checked=checked)

    def send(self) -> None:
        """Pass on."""
        self._real.send()


def record(act: Act) -> Step:
    """Put a recorder before the act's transaction and give what it will hold."""
    step = Step()
    act.tx = Recorder(act.tx, step)
    return step
