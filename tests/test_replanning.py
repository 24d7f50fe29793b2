"""Grids planned anew: what is divided, what they are called, what is impossible and why, what people they need."""

import random
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from sheets import framework

from starcli.core.assessment import Unit
from starcli.core.findings import Location
from starcli.core.grids.community import Community, Part, Staircase
from starcli.core.grids.division import Solved, Task, merit_of
from starcli.core.grids.ledger import Grid, GridLedger
from starcli.core.grids.neighbours import gabriel
from starcli.core.grids.replanning import Proposal, propose
from starcli.core.grids.replanning_ledger import compressed, extent, needs, new_ledger
from starcli.core.grids.replanning_names import in_characters, new_names
from starcli.core.grids.replanning_points import gains
from starcli.core.grids.replanning_words import about_obstacles, cut_compounds
from starcli.core.grids.rules import GridRules, GridSize
from starcli.core.scheme import resolve
from starcli.numeric.replanning import solve
from starcli.numeric.tiles import lattice

SECONDS = 20.0
UNIT = Unit(name="云溪社区", kind="community", profile="default")
VILLAGE = Unit(name="石门村", kind="village", profile="default")
PLACE = Location("l.xlsx", "清单", "A1")


def rules() -> GridRules:
    """The rules of the reference framework: 300 to 500 in communities, 200 to 500 in villages."""
    known = framework().grids
    assert known is not None
    return known


def part(name: str, households: int | None, compound: str = "", today: str = "", stairs: Sequence[int] = ()) -> Part:
    """A part, in a compound where one is named."""
    staircases = tuple(Staircase(f"{number}单元", each) for number, each in enumerate(stairs, 1))
    return Part(f"{compound}{name}", households, compound, name, staircases, today=today, location=PLACE)


def row_of(parts: Sequence[Part], *, unit: Unit = UNIT, gaps: Sequence[int] = ()) -> Community:
    """A unit whose parts lie in a row, each beside the next, but for gaps behind some."""
    last = len(parts) - 1
    around = tuple(
        frozenset(
            other
            for other in (at - 1, at + 1)
            if 0 <= other <= last and min(at, other) not in gaps
        )
        for at in range(len(parts))
    )  # fmt: skip
    today = tuple(dict.fromkeys(each.today for each in parts if each.today))
    return Community(unit, tuple(parts), around, "stated", today=today, location=PLACE)


def proposed(community: Community) -> tuple[Proposal, list[str]]:
    """The proposal for a unit, and the codes of what is found."""
    size = rules().size(community.unit.kind, community.unit.profile)
    assert size is not None
    proposal, found = propose(community, rules(), size, lambda task: solve(task, SECONDS))
    return proposal, [one.code for one in (*found, *about_obstacles(proposal, PLACE))]


def told(proposal: Proposal) -> list[str]:
    """Every grid: name, households, size and extent."""
    return [f"{grid.name.zh} {grid.households} {grid.size} {extent(proposal, grid).zh}" for grid in proposal.grids]


def test_compounds_stay_whole_and_grids_go_on() -> None:
    """Two compounds of one grid become two grids; the one that keeps its name is that with more parts."""
    parts = [part(f"{at}幢", 100, "桂苑", "第一网格") for at in range(1, 5)]
    parts += [part(f"{at}幢", 120, "橘苑", "第一网格") for at in range(1, 4)]
    proposal, found = proposed(row_of(parts))
    assert told(proposal) == ["第一网格 400 in-range 桂苑", "第二网格 360 in-range 橘苑"]
    assert ([move.piece for move in proposal.moves], cut_compounds(proposal), found) == ([4, 5, 6], (), [])


def test_a_part_that_is_too_large_is_split_by_staircase() -> None:
    """Its staircases lie beside each other, and come into two grids."""
    parts = [part("1幢", 800, stairs=(200, 200, 200, 200))]
    proposal, found = proposed(row_of(parts))
    assert told(proposal) == ["第一网格 400 in-range 1幢（1-2单元）", "第二网格 400 in-range 1幢（3-4单元）"]
    assert found == ["part-split"]


def test_a_part_that_cannot_be_split_is_a_grid_by_itself() -> None:
    """It is named as too large, and the others are divided without it."""
    parts = [part("1幢", 400), part("2幢", 700), part("3幢", 350)]
    proposal, found = proposed(row_of(parts))
    assert told(proposal) == [
        "第一网格 400 in-range 1幢", "第二网格 700 too-large 2幢", "第三网格 350 in-range 3幢",
    ]  # fmt: skip
    assert found == ["part-too-large"]
    assert [one.why for one in proposal.obstacles] == ["too-large"]


def test_a_sum_that_cannot_be_divided_is_said() -> None:
    """550 households are too many for one grid and too few for two."""
    parts = [part(f"{at}幢", 55) for at in range(1, 11)]
    proposal, found = proposed(row_of(parts))
    (obstacle,) = proposal.obstacles
    assert (obstacle.why, obstacle.households, obstacle.low, obstacle.high) == ("sum", 550, 275, 550)
    assert (found, proposal.relaxed, sorted(grid.size for grid in proposal.grids)) == (
        ["replanning-sum"], True, ["in-range", "too-small"],
    )  # fmt: skip


def test_stranded_parts_are_named() -> None:
    """What neighbours only itself and is too small for a grid is a grid that is too small, and the rest is divided."""
    parts = [part("1幢", 200), part("2幢", 200), part("3幢", 100)]
    proposal, found = proposed(row_of(parts, gaps=(1,)))
    assert told(proposal) == ["第一网格 400 in-range 1幢；2幢", "第二网格 100 too-small 3幢"]
    assert ([(one.why, one.pieces) for one in proposal.obstacles], found) == (
        [("stranded", (2,))], ["replanning-stranded"],
    )  # fmt: skip


def test_parts_that_are_too_coarse_are_said() -> None:
    """Three parts of 290 make 870, which three grids could be, or two; but no whole parts do."""
    proposal, found = proposed(row_of([part(f"{at}幢", 290) for at in range(1, 4)]))
    assert ([one.why for one in proposal.obstacles], found) == (["coarse"], ["replanning-coarse"])
    assert sum(grid.households for grid in proposal.grids) == 870


def test_parts_without_households_are_in_no_grid() -> None:
    """They are listed, and nothing is guessed; who lies behind them is no longer reached."""
    proposal, _ = proposed(row_of([part("1幢", 400), part("2幢", None), part("3幢", 350)]))
    assert (told(proposal), proposal.unplaced) == (
        ["第一网格 400 in-range 1幢", "第二网格 350 in-range 3幢"], ("2幢",),
    )  # fmt: skip


def test_a_small_unit_may_be_one_grid() -> None:
    """Fewer than 300 households of a village are one grid, whatever its size, and nothing is searched."""
    community = row_of([part("上坪", 90), part("外坞", 80)], unit=VILLAGE)
    size = GridSize(200, 500)

    def never(task: Task) -> Solved:
        raise AssertionError(task)

    proposal, _ = propose(community, rules(), size, never)
    assert (told(proposal), proposal.exempt, proposal.in_range) == (["第一网格 170 exempt 上坪；外坞"], True, 1)


@pytest.mark.parametrize(
    ("today", "names"),
    [
        ((), ["第一网格", "第二网格"]),
        (("第一网格", "第六网格"), ["第七网格", "第八网格"]),
        (("1号网格", "9号网格"), ["10号网格", "11号网格"]),
        (("第十九网格",), ["第二十网格", "第二十一网格"]),
        (("东网格", "西网格"), ["第三网格", "第四网格"]),
        (("云溪1网格", "云溪2网格", "第九网格"), ["云溪3网格", "云溪4网格"]),
    ],
)
def test_new_grids_are_counted_on(today: tuple[str, ...], names: list[str]) -> None:
    """New names have the numbers behind those of today, spelled as these are."""
    assert [name.zh for name in new_names(today, 2)] == names


def test_numbers_in_characters() -> None:
    """As grids are numbered."""
    assert [in_characters(number) for number in (1, 10, 11, 20, 35, 100)] == [
        "一",
        "十",
        "十一",
        "二十",
        "三十五",
        "100",
    ]


def test_names_in_a_row_are_put_together() -> None:
    """Buildings by their numbers, and what has none as it stands."""
    names = ["1幢", "2幢", "3幢", "5幢", "会所", "8弄", "9弄", "A1幢"]
    assert compressed(names) == ["1-3幢", "5幢", "会所", "8-9弄", "A1幢"]


def _staffed(name: str, households: int, leader: str, full_time: str) -> Grid:
    return Grid(
        name=name, code="001", households=households, residents=900, micro_grids=9, leader=leader,
        leader_post="社区委员", full_time=full_time, functions=frozenset({"safety"}),
    )  # fmt: skip


def _with_ledger() -> Community:
    """Two grids of today: one of 760 that is divided, one of 350 that stays as it is."""
    parts = [part(f"{at}幢", 100, "桂苑", "第一网格") for at in range(1, 5)]
    parts += [part(f"{at}幢", 120, "橘苑", "第一网格") for at in range(1, 4)]
    parts += [part("1弄", 350, "老街", "第二网格")]
    ledger = GridLedger(UNIT, (_staffed("第一网格", 760, "甲", "乙"), _staffed("第二网格", 350, "甲", "")), PLACE)
    return replace(row_of(parts), ledger=ledger)


def test_what_is_needed_in_people_against_what_there_is() -> None:
    """One person who leads two grids is one; who stays with a grid that goes on is counted."""
    proposal, _ = proposed(_with_ledger())
    assert [(each.post, each.needed, each.there, each.kept, each.lacking) for each in needs(proposal)] == [
        ("leader", 3, 1, 2, 2),
        ("full_time", 3, 1, 1, 2),
        ("part_time", 3, 0, 0, 3),
        ("liaison", 3, 0, 0, 3),
    ]


def test_without_a_ledger_nobody_knows_who_there_is() -> None:
    """Needs are known, and nothing else."""
    proposal, _ = proposed(row_of([part("1幢", 400)]))
    assert [(each.needed, each.there, each.lacking) for each in needs(proposal)] == [(1, None, None)] * 4


def test_the_new_ledger_keeps_posts_and_not_what_was_counted_in_other_bounds() -> None:
    """A grid that goes on keeps its people; residents only where its parts are the same; a new one is blank."""
    proposal, _ = proposed(_with_ledger())
    rows = [
        (grid.name, grid.households, grid.extent, grid.leader, grid.full_time, grid.residents, len(grid.functions))
        for grid in new_ledger(proposal, "zh").grids
    ]
    assert rows == [
        ("第一网格", 400, "桂苑", "甲", "乙", None, 1),
        ("第二网格", 350, "老街", "甲", "", 900, 1),
        ("第三网格", 360, "橘苑", "", "", None, 0),
    ]


def test_the_points_that_the_ledger_tells() -> None:
    """Sizes come into range by the division alone, posts fall behind until they are filled."""
    proposal, _ = proposed(_with_ledger())
    brought = gains(proposal, rules(), resolve(framework(), "community", "default"), None, "self")
    assert brought is not None
    values = {
        gain.today.indicator.id: tuple(str(result.value) for result in (gain.today, gain.divided, gain.filled))
        for gain in brought.each
    }
    assert brought.ratings is None
    assert values["GRD-02"] == ("50.00", "100.00", "100.00")
    assert values["GRD-04"] == ("100.00", "66.67", "100.00")
    assert values["GRD-05"] == ("50.00", "33.33", "100.00")
    assert brought.points[1] > brought.points[0]


def _random(dice: random.Random) -> Community:
    """A unit of some compounds anywhere, with grids of today or none."""
    parts: list[Part] = []
    for number in range(dice.randint(1, 5)):
        today = dice.choice(["", "第一网格", "第二网格", "第三网格"])
        for at in range(dice.randint(1, 5)):
            households = dice.choice([0, 30, 60, 90, 120, 150, 260, 620])
            stairs = (households // 2, households - households // 2) if dice.random() < 0.5 else ()
            parts.append(part(f"{at + 1}幢", households, f"小区{number}", today, stairs))
    points = [(Decimal(dice.randint(0, 99)), Decimal(dice.randint(0, 99))) for _ in parts]
    around: list[set[int]] = [set() for _ in parts]
    for one, other in gabriel(points):
        around[one].add(other)
        around[other].add(one)
    names = tuple(dict.fromkeys(each.today for each in parts if each.today))
    neighbours = tuple(map(frozenset, around)) if dice.random() < 0.8 else None
    return Community(UNIT, tuple(parts), neighbours, "coordinates", today=names, location=PLACE)


@pytest.mark.parametrize("seed", range(40))
def test_every_household_is_in_exactly_one_grid(seed: int) -> None:
    """Whatever the unit: nothing is lost, nothing is doubled, and moves lead from today to tomorrow."""
    dice = random.Random(seed)  # noqa: S311 invented units
    community = _random(dice)
    proposal, _ = propose(community, rules(), GridSize(300, 500), lambda task: solve(task, 2.0))
    placed = sorted(at for grid in proposal.grids for at in grid.pieces)
    assert placed == list(range(len(proposal.pieces)))
    assert proposal.households == community.households == sum(grid.households for grid in proposal.grids)
    by_part: dict[int, int] = {}
    for piece in proposal.pieces:
        by_part[piece.part] = by_part.get(piece.part, 0) + piece.households
    assert by_part == {at: each.households for at, each in enumerate(community.parts)}
    assert len({grid.name.zh for grid in proposal.grids}) == len(proposal.grids)
    moved = {move.piece for move in proposal.moves}
    for at, piece in enumerate(proposal.pieces):
        assert (at in moved) == (bool(piece.today) and proposal.grid_of[at].carries != piece.today)
    groups = proposal.solved.groups
    assert groups is not None
    assert merit_of(replace(proposal.prepared.task, relaxed=proposal.relaxed), groups) == proposal.solved.merit


def test_a_gabriel_graph_joins_everybody_without_crossing() -> None:
    """The corners of a square are joined by its sides and not by its diagonals, which the middle point blocks."""
    corners = [(Decimal(x), Decimal(y)) for x, y in ((0, 0), (4, 0), (4, 4), (0, 4), (2, 2))]
    assert gabriel(corners) == {(0, 1), (1, 2), (2, 3), (0, 3), (0, 4), (1, 4), (2, 4), (3, 4)}


def test_degrees_of_longitude_are_shorter_than_those_of_latitude() -> None:
    """Far in the north two points that are many degrees of longitude apart are neighbours."""
    north = [(Decimal(x), Decimal(y)) for x, y in ((0, 80), (10, 80), (5, 81), (5, 79))]
    assert (0, 1) not in gabriel(north)
    assert (0, 1) in gabriel(north, geographic=True)


@pytest.mark.parametrize("known", ["points", "neighbours", "nothing"])
def test_a_picture_has_a_tile_for_each_part(known: str) -> None:
    """No two parts are on one tile; a row of parts is laid out with neighbours beside each other."""
    count = 12
    points = [(Decimal(10 * at), Decimal(at % 2)) if known == "points" else None for at in range(count)]
    around = [frozenset({at - 1, at + 1} & set(range(count))) for at in range(count)]
    tiles = lattice(points, around if known == "neighbours" else None)
    assert len(set(tiles)) == count
    assert min(column for column, _ in tiles) >= 0
    assert min(row for _, row in tiles) >= 0


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_picture_of_next_to_nothing(count: int) -> None:
    """Nothing, one part, and two parts have their tiles."""
    assert len(set(lattice([None] * count, [frozenset(set(range(count)) - {at}) for at in range(count)]))) == count
