"""Problems of reading told as findings: what cannot be judged is shown like what is refused."""

from forms.codes import TITLES
from forms.problems import Problem
from rules.findings import Explanation, Finding, Source

_FORMAT = "Format public du dossier de demande"


def from_problem(problem: Problem) -> Finding:
    """Tell a problem as a blocking finding bearing its code and its path."""

    def explain() -> Explanation:
        place = {"place": str(problem.mark)} if problem.mark else {}
        remedies = (problem.remedy,) if problem.remedy else ()
        return Explanation(problem.message, seen=place, remedies=remedies)

    return Finding(
        rule=problem.code,
        level="block",
        where=problem.where,
        explain=explain,
        cite=lambda: Source(_FORMAT, TITLES.get(problem.code, problem.code)),
    )
