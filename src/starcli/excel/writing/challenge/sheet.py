"""The challenge of one unit on one sheet of paper: both sides, where the gap is, what to learn, and lines to sign."""

from collections.abc import Sequence

from starcli.core.challenge.challenge import Challenge, Item, Standoff
from starcli.core.challenge.words import caught_up_words, margin_words, overtaking_words, value_words
from starcli.core.explain import symbols
from starcli.core.gaps import name_of
from starcli.core.paths.path import Step
from starcli.core.rating import TIER_NAMES
from starcli.core.text import Text, listed
from starcli.excel.writing.halves import HALF, HUNDRED, LAST, NOBODY, RIGHT, WRAPPED, Paper, Piece, half, known, pieces
from starcli.excel.writing.page import Page
from starcli.excel.writing.radar import OTHERS, OWN, Ring, Spokes, radar
from starcli.excel.writing.styles import width_of

_CARD, _SIDES = half(4, 11), half(2, 5, 3, 3, 2)
_GAPS = half(2, 8, 5, 5, 3, 3, 2, 3)
_STEPS = _AHEAD = half(2, 5, 3, 3, 2)
_MOST_GAPS, _MOST_LEARNT, _MOST_ROWS = 8, 3, 6
_TALL, _PIXELS, _CHART_WIDTH = 20.5, 4 / 3, 392
_PLOT = {"x": 0.2, "y": 0.09, "width": 0.6, "height": 0.66}
_SIGN, _SHORT = 26.0, 12


class ChallengeSheet:
    """Writes the sheet of one challenge; `back` is the sheet to which a link leads, if there is one."""

    def __init__(self, page: Page, challenge: Challenge, back: str = "") -> None:
        self._paper = Paper(page)
        self._page = page
        self._challenge = challenge
        self._back = back

    def write(self) -> None:
        """The sheet, from the title to the signatures."""
        self._title()
        self._sides()
        if self._challenge.theirs is None:
            self._paper.paragraph(self._challenge.why, "key_line")
        else:
            self._paper.paragraph(margin_words(self._challenge), "key_line")
            self._dimensions(self._challenge.theirs)
            self._gaps()
            self._learn()
            self._overtake()
            self._sign(self._challenge.theirs)
        self._paper.finish()

    def _title(self) -> None:
        paper, rating = self._paper, self._challenge.own.rating
        paper.span(0, LAST, Text("打 擂 书", "Challenge"), "title")
        paper.end(32)
        unit, basis = rating.unit, TIER_NAMES[rating.basis]
        place = " ".join(part for part in (unit.city, unit.county) if part)
        parts = [part for part in (place, rating.assessment.period) if part]
        zh, en = " · ".join([*parts, f"口径：{basis.zh}"]), " · ".join([*parts, f"basis: {basis.en}"])
        paper.span(0, LAST - 6, Text(zh, en), "quiet")
        if self._back:
            words = Text("← 目录", "← Contents")[self._page.owner.language]
            paper.span(LAST - 5, LAST, None, "back")
            form = self._page.owner.format("back")
            self._page.sheet.write_url(paper.row, LAST - 5, f"internal:'{self._back}'!A1", form, words)
        paper.end(16)

    def _sides(self) -> None:
        """Both units beside each other."""
        own, theirs = self._challenge.own, self._challenge.theirs
        self._paper.section(Text("打擂单位", "Challenger"), Text("擂主单位", "Opponent"))
        right = _card(theirs) if theirs is not None else [[(0, HALF - 1, NOBODY, "line")]]
        self._paper.beside(_card(own), right, 17)
        if theirs is not None:
            why = self._challenge.why
            self._paper.paragraph(Text(f"选择理由：{why.zh}", f"Why this one: {why.en}"), "quiet")

    def _dimensions(self, theirs: Standoff) -> None:
        paper, own = self._paper, self._challenge.own
        paper.section(Text("各维度得分率", "Score of each dimension"))
        top, scores = paper.row, {dimension.id: dimension.score for dimension in theirs.rating.dimensions}
        rows = [_heads(_SIDES, Text("编码", "Code"), Text("维度", "Dimension"), *_SIDE_NAMES, Text("相差", "Diff."))]
        for dimension in own.rating.dimensions:
            mine, other = dimension.score, scores.get(dimension.id)
            difference = NOBODY if mine is None or other is None else (mine - other) * HUNDRED
            cells = (
                (Text.same(dimension.id), "tight_centre"), (dimension.name, WRAPPED), (known(mine), "tight_percent"),
                (known(other), "tight_percent"), (difference, "tight_change"),
            )  # fmt: skip
            rows.append(pieces(_SIDES, *cells))
        paper.beside(rows, (), _TALL)
        rings = [
            Ring(_named(own), _SIDES[2][0], OWN),
            Ring(_named(theirs), _SIDES[3][0], OTHERS, "dash"),
        ]
        height = int(_TALL * len(rows) * _PIXELS) - 4
        chart = radar(self._page, Spokes(0, top + 1, top + len(rows) - 1, 8), rings, _CHART_WIDTH, height, _PLOT)
        self._page.sheet.insert_chart(top, RIGHT, chart, {"x_offset": 2, "y_offset": 2, "object_position": 1})

    def _gaps(self) -> None:
        """Where the opponent leads, the most points first."""
        paper, behind = self._paper, self._challenge.on("behind")
        paper.section(Text("差在哪里", "Where the gap is"))
        if not behind:
            paper.paragraph(Text("没有一项落后。", "Behind in nothing."))
            return
        names = (
            Text("编码", "Code"), Text("指标", "Indicator"), Text("我方", "Own value"), Text("对方", "Their value"),
            Text("我方得分", "Own points"), Text("对方得分", "Their points"), Text("相差", "Diff."),
            Text("可学", "To learn"),
        )  # fmt: skip
        paper.across([_heads(_GAPS, *names), *map(_gap, behind[:_MOST_GAPS])])
        rest = len(behind) - _MOST_GAPS
        if rest > 0:
            paper.paragraph(Text(f"另有 {rest} 项，见逐项对比。", f"{rest} more: see the comparison."), "quiet")

    def _learn(self) -> None:
        """What the opponent does in full, with what the framework knows to do about it."""
        found = self._challenge.to_learn[:_MOST_LEARNT]
        if not found:
            return
        self._paper.section(Text("向对方学什么", "What to learn"))
        for item in found:
            self._paper.paragraph(_lesson(item))

    def _overtake(self) -> None:
        paper, challenge = self._paper, self._challenge
        paper.section(Text("怎样反超", "How to overtake"), Text("我方的优势", "Where we lead"))
        path = challenge.overtaking
        steps = path.steps if path is not None else ()
        names = (
            Text("编码", "Code"), Text("指标", "Indicator"), Text("现状", "Now"), Text("做到", "To"),
            Text("得分", "Gain"),
        )  # fmt: skip
        left = [_heads(_STEPS, *names), *map(_step, steps[:_MOST_ROWS])] if steps else []
        ahead = challenge.on("ahead")[:_MOST_ROWS]
        names = (
            Text("编码", "Code"), Text("指标", "Indicator"), Text("我方", "Own"), Text("对方", "Theirs"),
            Text("多", "More"),
        )  # fmt: skip
        nothing: list[list[Piece]] = [[(0, HALF - 1, Text("没有一项领先。", "In nothing."), "line")]]
        right = [_heads(_AHEAD, *names), *map(_ahead, ahead)] if ahead else nothing
        paper.beside(left, right)
        paper.paragraph(overtaking_words(challenge))
        rest = len(steps) - _MOST_ROWS
        if rest > 0:
            paper.paragraph(Text(f"另有 {rest} 项，见逐项对比。", f"{rest} more: see the comparison."), "quiet")
        words = caught_up_words(challenge)
        if words is not None:
            paper.paragraph(words)

    def _sign(self, theirs: Standoff) -> None:
        paper, aim = self._paper, self._challenge.aim
        own, other = _named(self._challenge.own), _named(theirs)
        goal = aim.name if aim is not None else NOBODY
        paper.section(Text("打擂承诺", "The pledge"))
        paper.paragraph(
            Text(
                f"{own.zh}向{other.zh}发起挑战，力争在______年第____季度总分超过对方，达到或保持{goal.zh}，请监督。",
                f"{own.en} challenges {other.en}: by the season ________ its total is to be higher, with "
                f"{goal.en.lower()} reached or kept.",
            ),
            "body",
        )
        for left, right in _SIGNATURES:
            paper.span(0, HALF - 1, left, "body")
            paper.span(RIGHT, LAST, right, "body")
            paper.end(_SIGN)


_SIDE_NAMES = (Text("我方", "Own"), Text("对方", "Theirs"))
_SIGNATURES = (
    (
        Text("打擂单位（盖章）：____________________", "Challenger (seal): ____________________"),
        Text("擂主单位（盖章）：____________________", "Opponent (seal): ____________________"),
    ),
    (
        Text("书记（签字）：______________________", "Secretary (signed): __________________"),
        Text("书记（签字）：______________________", "Secretary (signed): __________________"),
    ),
    (
        Text("镇街党(工)委（见证）：________________", "Witness, town: ______________________"),
        Text("日期：________年____月____日", "Date: ____________________"),
    ),
)


def _named(side: Standoff) -> Text:
    unit = side.member.unit
    return Text.same(f"{unit.town}{unit.name}" or "—")


def _card(side: Standoff) -> list[list[Piece]]:
    """What is known of a unit, a line each."""
    unit, rating = side.member.unit, side.rating
    scheme = rating.scheme
    grade = Text(f"{symbols(rating)} {rating.grade.name.zh}", f"{symbols(rating)} {rating.grade.name.en}")
    place = Text(f"{side.place}/{side.of}（本县同类）", f"{side.place} of {side.of} of its like")
    lines = (
        (Text("单位", "Unit"), Text.same(unit.name or "—"), "tight_strong"),
        (Text("镇街", "Town"), Text.same(unit.town or "—"), "tight"),
        (Text("类型", "Kind"), listed([scheme.kind.name, scheme.profile.name]), "tight"),
        (Text("星级", "Grade"), grade, "tight"),
        (Text("总分", "Total"), Text.same(str(rating.total)), "tight_strong"),
        (Text("名次", "Place"), place, "tight"),
    )  # fmt: skip
    return [pieces(_CARD, (label, "tight_group"), (words, style)) for label, words, style in lines]


def _value(words: Text) -> tuple[Text, str]:
    """A value with its style: figures and short words in one line, longer ones in as many as they take."""
    return words, "tight_centre" if max(width_of(words.zh), width_of(words.en)) <= _SHORT else WRAPPED


def _gap(item: Item) -> list[Piece]:
    theirs = item.theirs
    learn = Text("对方满分", "full marks") if item.to_learn else NOBODY
    return pieces(
        _GAPS, (Text.same(item.id), "tight_centre"), (item.own.indicator.name, WRAPPED),
        _value(value_words(item.own)), _value(value_words(theirs)),
        (item.own.points, "tight_points"),
        (known(theirs.points if theirs is not None else None), "tight_points"),
        (known(item.lead), "tight_points"), (learn, "tight_centre"),
    )  # fmt: skip


def _ahead(item: Item) -> list[Piece]:
    return pieces(
        _AHEAD, (Text.same(item.id), "tight_centre"), (item.own.indicator.name, WRAPPED),
        _value(value_words(item.own)), _value(value_words(item.theirs)),
        (known(None if item.lead is None else -item.lead), "tight_points"),
    )  # fmt: skip


def _step(step: Step) -> list[Piece]:
    return pieces(
        _STEPS, (Text.same(step.result.indicator.id), "tight_centre"), (step.result.indicator.name, WRAPPED),
        _value(value_words(step.result)), _value(name_of(step.result, step.value)),
        (step.gain, "tight_points"),
    )  # fmt: skip


def _lesson(item: Item) -> Text:
    """What the opponent has, and what is usually done about it."""
    definition, theirs = item.own.indicator.definition, value_words(item.theirs)
    mine = value_words(item.own)
    zh = f"● {item.id} {definition.name.zh}：对方 {theirs.zh}，得满分；我方 {mine.zh}，差 {item.lead} 分"
    en = f"● {item.id} {definition.name.en}: theirs {theirs.en}, full marks; ours {mine.en}, {item.lead} points less"
    if definition.remedies:
        what = listed(list(definition.remedies[:2]))
        return Text(f"{zh}。可做：{what.zh}", f"{en}. What helps: {what.en}")
    return Text(zh, en)


def _heads(spans: Sequence[tuple[int, int]], *texts: Text) -> list[Piece]:
    return pieces(spans, *((text, "tight_head") for text in texts))
