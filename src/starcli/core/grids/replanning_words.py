"""How a re-planning is put into words: its aims, what is impossible and why, where neighbours are known from."""

from collections.abc import Iterator, Mapping

from starcli.core.findings import Finding, Location, finding
from starcli.core.grids.community import Source
from starcli.core.grids.division import Aim, Solved
from starcli.core.grids.replanning import Obstacle, Proposal, merit_is_open
from starcli.core.grids.replanning_ledger import extent_of
from starcli.core.grids.replanning_report import ReplanningReport
from starcli.core.grids.state import Size
from starcli.core.grids.words import SIZE_NAMES
from starcli.core.text import Text, counted, listed

AIM_NAMES: Mapping[Aim, Text] = {
    "outside": Text("小于标准的网格", "grids that are too small"),
    "missing": Text("这些网格还差的户数", "households that these lack"),
    "cut": Text("被分开的小区", "compounds that are cut"),
    "pieces": Text("分成的块数", "pieces that these are cut into"),
    "moved": Text("换网格的楼栋", "parts that change grid"),
    "uneven": Text("各网格户数与标准中值之差的平方和", "squares of what sizes are off the middle, added up"),
}
SOURCES: Mapping[Source, Text] = {
    "stated": Text("相邻按清单所写", "neighbours as the list names them"),
    "coordinates": Text("相邻由坐标推出", "neighbours from coordinates"),
    "nothing": Text("没有相邻和坐标，不考虑连片", "neither neighbours nor coordinates: grids need not hang together"),
}


def open_aims(solved: Solved) -> Text:
    """The aims in which nothing is proven, as a list."""
    return listed([name for aim, name in AIM_NAMES.items() if aim in merit_is_open(solved)])


def about_obstacles(proposal: Proposal, place: Location) -> Iterator[Finding]:
    """A finding on everything that keeps grids from being within the size; parts that are too large have theirs."""
    low, high = str(proposal.size.low), str(proposal.size.high)
    for obstacle in proposal.obstacles:
        households = str(obstacle.households)
        if obstacle.why == "sum":
            fewest = str(obstacle.households // proposal.size.high)
            wanted = wider(obstacle, proposal)
            yield finding(
                "replanning-sum", place, households=households, low=low, high=high, fewest=fewest, wanted=wanted
            )
        elif obstacle.why == "stranded":
            names, wanted = extent_of(proposal, obstacle.pieces), wider(obstacle, proposal)
            yield finding(
                "replanning-stranded", place, names=names, households=households, low=low, high=high, wanted=wanted
            )
        elif obstacle.why == "coarse":
            names = extent_of(proposal, obstacle.pieces)
            yield finding("replanning-coarse", place, names=names, households=households, low=low, high=high)
        elif obstacle.why == "not-found":
            yield finding("replanning-none-in-range", place, low=low, high=high)


def wider(obstacle: Obstacle, proposal: Proposal) -> Text:
    """The sizes that would do: `258-500` or `300-515`."""
    size = proposal.size
    one = f"{obstacle.low}-{size.high}"
    if obstacle.high is None:
        return Text.same(one)
    other = f"{size.low}-{obstacle.high}"
    return Text(f"{one} 或 {other}", f"{one} or {other}")


def headline(proposal: Proposal) -> Text:
    """What becomes of the grids, in one sentence."""
    households, count = proposal.households, len(proposal.grids)
    low, high = proposal.size.low, proposal.size.high
    if not proposal.grids:
        return Text("没有可行的划分", "no division was found")
    today = len(proposal.community.today)
    former = f"{today} 个网格变为 " if today else ""
    zh = f"{households} 户：{former}{count} 个，{proposal.in_range} 个在 {low}-{high} 户之内"
    before = f"{counted(today, 'grid')} become {count}" if today else counted(count, "grid")
    en = f"{households} households: {before}, {proposal.in_range} of them with {low} to {high}"
    return Text(zh, en)


def quality(proposal: Proposal) -> Text:
    """Whether it is proven that no division is better."""
    if proposal.exempt:
        return Text("户数少，一个网格即可", "so few households may be one grid")
    if proposal.solved.proven:
        return Text("已证明没有更好的划分", "proven: no division is better")
    aims = open_aims(proposal.solved)
    return Text(f"没有证明最好：{aims.zh}", f"not proven to be the best in {aims.en}")


def best_at_most(proposal: Proposal) -> Iterator[Text]:
    """For every aim that is open, what is reached and what nothing can surpass."""
    solved = proposal.solved
    for aim in () if proposal.exempt else merit_is_open(solved):
        name, reached, bound = AIM_NAMES[aim], getattr(solved.merit, aim), getattr(solved.bound, aim)
        yield Text(f"  {name.zh}：本方案 {reached}，最好不低于 {bound}", f"  {name.en}: {reached}, {bound} at best")


def size_words(size: Size) -> Text:
    """How a grid stands to the standard, in one word."""
    return SIZE_NAMES[size]


def moved_words(proposal: Proposal) -> Text:
    """How many parts and households change their grid, and which compounds are cut."""
    moves = list(proposal.moves)
    households = sum(proposal.pieces[move.piece].households for move in moves)
    cut = listed([Text.same(name) for name in cut_compounds(proposal)])
    if any(piece.today for piece in proposal.pieces):
        zh = f"{len(moves)} 处、{households} 户换网格"
        en = f"{counted(len(moves), 'part')} with {households} households change grid"
    else:
        zh, en = "没有现网格，不计调整", "no grids of today are named: nothing counts as moved"
    if cut.zh:
        return Text(f"{zh}；分开的小区：{cut.zh}", f"{en}; compounds that are cut: {cut.en}")
    return Text(f"{zh}；没有分开任何小区", f"{en}; no compound is cut")


def cut_compounds(proposal: Proposal) -> tuple[str, ...]:
    """The compounds of which not all parts are in one grid."""
    grid_of, found = proposal.grid_of, dict[str, set[int]]()
    for at, piece in enumerate(proposal.pieces):
        if piece.compound and at in grid_of:
            found.setdefault(piece.compound, set()).add(grid_of[at].number)
    return tuple(name for name, numbers in found.items() if len(numbers) > 1)


def points_words(report: ReplanningReport) -> Iterator[Text]:
    """What it brings in points, and in the grade where the whole form is known."""
    if report.gains is None:
        return
    by_itself, filled = report.gains.points
    codes = "、".join(gain.today.indicator.id for gain in report.gains.each)
    if report.gains.ratings is None:
        zh = f"得分（只算台账能说明的 {codes}）：只划分 {by_itself:+}，岗位配齐后 {filled:+}"
        en_codes = codes.replace("、", ", ")
        en = f"points ({en_codes}: what the ledger alone tells): {by_itself:+} by the division, {filled:+} once staffed"
        yield Text(zh, en)
        return
    before, divided, staffed = report.gains.ratings
    for label, rating in (
        (Text("现在", "today"), before),
        (Text("只划分", "with the new grids and the people of today"), divided),
        (Text("岗位配齐后", "with every post filled"), staffed),
    ):
        grade = rating.grade.name
        yield Text(f"{label.zh}：{rating.total} 分，{grade.zh}", f"{label.en}: {rating.total}, {grade.en.lower()}")


def method(report: ReplanningReport) -> Iterator[Text]:
    """How the proposal was made, for the foot of a page."""
    proposal = report.proposal
    size, source = proposal.size, SOURCES[proposal.community.source]
    yield Text(
        f"每处楼栋只在一个网格里；每个网格 {size.low}-{size.high} 户，连成一片；先不拆小区，再少换网格，再求户数均匀。"
        f"{source.zh}。",
        f"Every part is in exactly one grid; a grid has {size.low} to {size.high} households and hangs together; "
        f"compounds stay whole where possible, then as few parts as possible change grid, then sizes are even. "
        f"{source.en[0].upper()}{source.en[1:]}.",
    )
    if report.ledger_file:
        yield Text(
            f"新台账：{report.ledger_file}（延续的网格保留原有人员，其余待填）。",
            f"The new ledger: {report.ledger_file} (grids that go on keep their people, the rest is to be filled in).",
        )
    if proposal.unplaced:
        names = listed([Text.same(name) for name in proposal.unplaced])
        yield Text(
            f"没有划入的（户数不明）：{names.zh}。", f"In no grid, as nobody knows their households: {names.en}."
        )
