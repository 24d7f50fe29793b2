"""Units with plans for the tests: the village of the article, and a unit that just meets a grade."""

from datetime import date
from decimal import Decimal
from functools import cache

from make_samples import HUJIAPING
from sheets import framework, rated, scheme

from starcli.core.assessment import Unit
from starcli.core.filling import Filling, Row
from starcli.core.formulas.live import Moment
from starcli.core.gaps import find_gaps
from starcli.core.paths.path import Path, Step
from starcli.core.plans.plan import Plan, draft_plan
from starcli.core.rating import Rating, rate_with
from starcli.core.seasons import Season

DAY = date(2022, 10, 8)
FIVE = framework().grade("five-star")
VILLAGE = Unit("330127208203", "胡家坪村", "village", "mountain", "王阜乡", "淳安县", "杭州市")


@cache
def hujiaping() -> Rating:
    """The rating of the village of the article: enough points for five stars, but too little income."""
    rows = {key: Row({"self": value}) for key, value in HUJIAPING.items()}
    return Moment(scheme("village", "mountain"), Filling(VILLAGE, "2022Q3", rows)).rating


@cache
def plan(by: Season | None = None) -> Plan:
    """Its plan to five stars: the path needs the income, and nothing else."""
    return planned_by_hand(hujiaping(), {"DEV-01": Decimal(50)}, by)


def planned_by_hand(rating: Rating, needed: dict[str, Decimal], by: Season | None = None) -> Plan:
    """A plan to five stars whose path consists of these values."""
    results = {result.indicator.id: result for result in rating.results}
    reached = rate_with(rating, needed)
    steps = tuple(
        Step(results[key], value, reached.result(key).points - results[key].points, Decimal(150), gate=True)
        for key, value in needed.items()
    )
    path = Path(steps, Decimal(150) * len(steps), reached)
    return draft_plan(find_gaps(rating, FIVE), path, DAY, by)


def at(grade: str, name: str = "石门村", town: str = "云溪镇") -> Plan:
    """The plan to five stars of a village that just meets a grade, without a path."""
    rating = rated(Unit("330199004201", name, "village", "default", town, "示例县", "示例市"), grade)
    return draft_plan(find_gaps(rating, FIVE), None, DAY)
