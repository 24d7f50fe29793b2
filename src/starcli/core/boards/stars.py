"""Which grades a board shows: those that the forms earn, and what the rules of the seasons would still change."""

from starcli.core.model import Framework
from starcli.core.racing.awarded import Awards
from starcli.core.racing.movement import Movement
from starcli.core.racing.rules import CARRY, PRORATE, ROLLING
from starcli.core.seasons import season_of
from starcli.core.text import Text, counted

_FIGURES = (
    (PRORATE, Text("全年目标折算", "annual targets pro rata")),
    (ROLLING, Text("近12个月滚动", "twelve months rolling")),
    (CARRY, Text("沿用已公布值", "published values carried on")),
)


def stars_note(framework: Framework) -> Text:
    """What a reader must know of the totals and grades of a board; empty where a framework has no rules of seasons."""
    rules, known = framework.season_rules, {entry.definition.season_rule for entry in framework.entries.values()}
    most = rules.most_grades_up
    parts = [text for rule, text in _FIGURES if rule in known]
    if most is not None:
        parts.append(Text(f"一季最多升 {most} 星", f"at most {counted(most, 'grade')} up in a season"))
    if rules.trial:
        parts.append(Text("试评季不授星", "no grade in a trial season"))
    if not parts:
        return Text("", "")
    zh, en = "、".join(part.zh for part in parts), ", ".join(part.en for part in parts)
    award = rules.award
    return Text(
        f"总分和星级按这一季的表评定，不是授星结果：季度规则（{zh}）未计入" + (f"；{award.zh}" if award.zh else ""),
        "Totals and grades are what the forms of this season earn, not what is awarded: "
        f"the season rules ({en}) do not count here" + (f"; {_within(award.en)}" if award.en else ""),
    )


def held_back(movement: Movement, framework: Framework) -> Text | None:
    """What would keep a unit's grade from being awarded after the one that it earned the season before.

    None where nothing would, and where there is no season before.
    """
    if movement.before is None:
        return None
    grades = {grade.id for grade in framework.grades}
    before, now = movement.before.standing, movement.now.standing
    if before.grade not in grades:
        return None
    rules = framework.season_rules
    season = season_of(now.period, rules.per_year)
    trial = {str(season_of(label, rules.per_year) or label) for label in rules.trial}
    awards = Awards()
    awards.season({"": before.grade}, framework)
    is_trial = str(season or now.period) in trial
    return awards.proposed({"": now.grade}, framework, trial=is_trial)[""].held


def _within(text: str) -> str:
    """A sentence after a semicolon."""
    return text[:1].lower() + text[1:]
