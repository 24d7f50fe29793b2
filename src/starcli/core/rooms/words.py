"""What the figures of a proposal for rooms are called."""

from collections.abc import Mapping
from decimal import Decimal

from starcli.core.numbers import plain
from starcli.core.rooms.report import RoomsReport
from starcli.core.rooms.streets import Within
from starcli.core.text import Text

AIM_NAMES: Mapping[str, Text] = {
    "met": Text("达标单位", "units over the requirement"),
    "covered": Text("补上的缺口", "shortfall covered"),
    "away": Text("跨镇街的调剂", "pieces to another street"),
    "pieces": Text("调剂次数", "pieces"),
    "taken": Text("动用的面积", "area taken"),
}
"""What a proposal is to be good at, in this order."""
WITHIN_NAMES: Mapping[Within, Text] = {
    "town": Text("本镇街内", "within each town"),
    "county": Text("本县（市、区）内", "within each county"),
    "city": Text("全市范围内", "within the whole city"),
}


def area_words(value: Decimal) -> Text:
    """A figure as a text, in groups of three digits."""
    whole, _, decimals = plain(value).partition(".")
    return Text.same(f"{int(whole):,}{f'.{decimals}' if decimals else ''}")


def method_of(report: RoomsReport) -> tuple[Text, ...]:
    """How a proposal is made, a sentence each."""
    step = plain(report.proposal.step)
    return (
        Text(
            "先让最多的单位达标；再让补上的缺口最多（超过需要的部分不算）；再让跨镇街的最少；再让次数最少；再让动用的面积最少。",
            "First as many units as can be meet the requirement; then as much as can be of what is lacking is covered, "
            "area beyond a need not counting; then as few pieces as can be go to another street; then as few as can be "
            "are given; then as little area as can be is taken.",
        ),
        Text(
            f"缺口是达标还差的最少面积，以 {step} 为最小单位，按指标的小数位数四舍五入后判断。",
            f"What is lacking is the least area, in steps of {step}, with which the requirement is met once the "
            "indicator is rounded as the framework says.",
        ),
        Text(
            "季末以前移交的房屋算在单位表里填的面积之内；其余已调剂的，另加。",
            "Rooms handed over by the end of the season are taken to be in the units' forms; others that were given "
            "are added.",
        ),
        Text(
            "这是建议：办理栏改成“确认”后，把本簿作为 --resources 再用，就按已调剂计。",
            "This is a proposal: write 'agreed' as the status, use this workbook as --resources again, and the room "
            "counts as given.",
        ),
    )


def requirement_of(report: RoomsReport) -> Text:
    """What is required of units; several wordings where kinds or profiles differ."""
    words = list(dict.fromkeys(one.served.requirement.words() for one in report.proposal.outlooks))
    return Text(" / ".join(word.zh for word in words), " / ".join(word.en for word in words))


def requirement_words(report: RoomsReport) -> Text:
    """The requirement with its indicator and grade, and how far rooms may be given."""
    question = report.proposal.question
    name = question.framework.entries[question.rules.indicator].definition.name
    wanted, within = requirement_of(report), WITHIN_NAMES[report.proposal.within]
    return Text(
        f"{name.zh} {wanted.zh}（{question.grade.name.zh}）· {within.zh}调剂",
        f"{name.en} {wanted.en} ({question.grade.name.en.lower()}) · {within.en}",
    )
