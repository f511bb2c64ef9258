"""Why a template could not be filled.

Rooms turn `Unfilled` and `Defective` into refusals of their own; the others never leave a template.
"""


class Missing(Exception):
    """A value the letter does not give was about to be written; `path` names it."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(path)


class Misused(Exception):
    """A value was used for what it is not; the text tells it in French."""


class Unknown(Misused):
    """A template names something no letter has; `path` is what it wrote."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(f"« {path} » n'existe dans aucune lettre")


class Unfilled(Exception):
    """The letter does not give what a template needs: `path` names the value, `place` is `file:line`."""

    def __init__(self, path: str, *, place: str) -> None:
        self.path = path
        self.place = place
        super().__init__(f"{path} ({place})")


class Defective(Exception):
    """A template cannot be filled from any letter; `told` says in French what is wrong, and where."""

    def __init__(self, told: str) -> None:
        self.told = told
        super().__init__(told)
