"""From a rating to its plan: the gaps, the path of least effort among them, and the draft that holds both."""

from datetime import date

from starcli.core.gaps import find_gaps
from starcli.core.model import Grade
from starcli.core.paths.path import PathFinder
from starcli.core.plans.plan import Plan, draft_plan
from starcli.core.rating import Rating
from starcli.core.seasons import Season


def planned(
    rating: Rating, target: Grade, drawn_up: date | None, by: Season | None = None, finder: PathFinder | None = None
) -> Plan:
    """The plan of a rated unit to a grade, drawn up on a day; with `by`, all is due in that season at the latest.

    `finder` is that of the unit's scheme and the target, where there is one already.
    """
    paths = finder or PathFinder(rating.scheme, target)
    return draft_plan(find_gaps(rating, target), paths.best(rating), drawn_up, by)
