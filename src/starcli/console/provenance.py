"""Where the values of one unit's rating come from, and which of its own they displaced."""

from collections import Counter
from collections.abc import Iterator

from starcli.core.judgement import Result
from starcli.core.provenance import Figure, cells_in, home_of, is_mixed, provenance_of
from starcli.core.rating import Rating
from starcli.core.text import Text

_MOST = 12


def provenance_lines(rating: Rating) -> Iterator[Text]:
    """How many values are whose, and a line for each that was displaced; nothing where all are the unit's own."""
    if not is_mixed(rating):
        return
    known = [(result, provenance_of(rating, result)) for result in rating.results]
    whose = Counter(each.counting[0].whose for _, each in known if each.counting)
    zh = "，".join(f"{name.zh} {count}" for name, count in whose.items())
    en = ", ".join(f"{name.en} {count}" for name, count in whose.items())
    yield Text(f"  数据来源：{zh}", f"  values from: {en}")
    displaced = [(result, each.counting, each.differing) for result, each in known if each.differing]
    home = home_of(rating)
    for result, counting, aside in displaced[:_MOST]:
        yield _line(result, counting, aside, home)
    if len(displaced) > _MOST:
        rest = len(displaced) - _MOST
        yield Text(f"  另有 {rest} 项见得分明细", f"  {rest} more in the ledger")


def _line(result: Result, counting: tuple[Figure, ...], aside: tuple[Figure, ...], home: str) -> Text:
    now = [_said(figure, home) for figure in counting]
    then = [_said(figure, home) for figure in aside]
    return Text(
        f"  {result.indicator.id} {'、'.join(one.zh for one in now)} 代替 {'、'.join(one.zh for one in then)}",
        f"  {result.indicator.id} {', '.join(one.en for one in now)} in place of {', '.join(one.en for one in then)}",
    )


def _said(figure: Figure, home: str) -> Text:
    cell = cells_in((figure.answer.location,), home)
    return Text(f"{figure.whose.zh} {figure.shown}（{cell}）", f"{figure.whose.en} {figure.shown} ({cell})")
