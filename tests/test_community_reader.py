"""Lists of compounds, buildings and natural settlements, as people send them: read with every slip named."""

from pathlib import Path

import pytest
from communities import LABELS, book, codes, community, pairs, told
from sheets import Rows

HEAD = "| 小区 | 楼栋 | 户数 |"

LISTS: dict[str, tuple[str, list[str], list[tuple[str, str]]]] = {
    "buildings of compounds": (
        f"{HEAD}\n| 桂苑 | 1幢 | 60 |\n| 桂苑 | 2幢 | 54 |\n| 橘苑 | 1幢 | 48 |",
        ["桂苑1幢 60", "桂苑2幢 54", "橘苑1幢 48"],
        [],
    ),
    "a compound merged over its rows": (
        f"{HEAD}\n| 桂苑 | 1幢 | 60 |\n| ^ | 2幢 | 54 |\n| 橘苑 | 1幢 | 48 |",
        ["桂苑1幢 60", "桂苑2幢 54", "橘苑1幢 48"],
        [],
    ),
    "merging that was taken back": (
        f"{HEAD}\n| 桂苑 | 1幢 | 60 |\n| | 2幢 | 54 |\n| 橘苑 | 1幢 | 48 |",
        ["桂苑1幢 60", "桂苑2幢 54", "橘苑1幢 48"],
        [("A4", "part-name-carried")],
    ),
    "natural settlements": ("| 自然村 | 户数 |\n| 上坪 | 120 |\n| 外坞 | 95 |", ["上坪 120", "外坞 95"], []),
    "groups of settlements": (
        "| 自然村 | 村民小组 | 户数 |\n| 上坪 | 1组 | 40 |\n| 上坪 | 2组 | 38 |",
        ["上坪1组 40", "上坪2组 38"],
        [],
    ),
    "a name that has its compound already": (
        f"{HEAD}\n| 桂苑 | 桂苑1幢 | 60 |",
        ["桂苑1幢 60"],
        [],
    ),
    "numbers in every spelling": (
        f"{HEAD}\n| 桂苑 | 1幢 | 60户 |\n| 桂苑 | 2幢 | `６０` |\n| 桂苑 | 3幢 | 六十 |\n| 桂苑 | 4幢 | 约60 |",
        ["桂苑1幢 60", "桂苑2幢 60", "桂苑3幢 60", "桂苑4幢 60"],
        [("C4", "interpreted"), ("C5", "interpreted"), ("C6", "number-in-words"), ("C7", "value-not-exact")],
    ),
    "no number": (
        f"{HEAD}\n| 桂苑 | 1幢 | |\n| 桂苑 | 2幢 | 待核 |\n| 桂苑 | 3幢 | 很多 |\n| 桂苑 | 4幢 | 0 |",
        ["桂苑1幢 ?", "桂苑2幢 ?", "桂苑3幢 ?", "桂苑4幢 0"],
        [
            ("C5", "value-pending"),
            ("C6", "not-readable-as-number"),
            ("C4", "part-without-households"),
            ("C5", "part-without-households"),
            ("C6", "part-without-households"),
        ],
    ),
    "a number that cannot be": (
        f"{HEAD}\n| 桂苑 | 1幢 | -5 |\n| 桂苑 | 2幢 | 5.5 |",
        ["桂苑1幢 ?", "桂苑2幢 ?"],
        [
            ("C4", "part-households-impossible"),
            ("C5", "part-households-impossible"),
            ("C4", "part-without-households"),
            ("C5", "part-without-households"),
        ],
    ),
    "households merged over two buildings": (
        f"{HEAD}\n| 桂苑 | 1幢 | 120 |\n| 桂苑 | 2幢 | ^ |",
        ["桂苑1幢 ?", "桂苑2幢 ?"],
        [("C4", "part-households-shared"), ("C4", "part-without-households"), ("C4", "part-without-households")],
    ),
    "a total that is right, a note and a signature": (
        f"{HEAD}\n| 桂苑 | 1幢 | 60 |\n| 桂苑 | 2幢 | 54 |\n| 合计 | | 114 |\n注：不含沿街店铺\n填表人：某某",
        ["桂苑1幢 60", "桂苑2幢 54"],
        [],
    ),
    "subtotals and a total that is wrong": (
        f"{HEAD}\n| 桂苑 | 1幢 | 60 |\n| 小计 | | 60 |\n| 橘苑 | 2幢 | 54 |\n| 小计 | | 54 |\n| 合计 | | 115 |",
        ["桂苑1幢 60", "橘苑2幢 54"],
        [("C8", "part-total-differs")],
    ),
    "lines that name the compound": (
        "| 楼栋 | 户数 |\n一、桂苑\n| 1幢 | 60 |\n| 2幢 | 54 |\n二、橘苑\n| 1幢 | 48 |",
        ["桂苑1幢 60", "桂苑2幢 54", "橘苑1幢 48"],
        [("A4", "part-compound-from-line"), ("A7", "part-compound-from-line")],
    ),
    "a line that is merged": (
        "| 楼栋 | 户数 |\n| 桂苑 | < |\n| 1幢 | 60 |\n| 2幢 | |",
        ["桂苑1幢 60", "桂苑2幢 ?"],
        [("A4", "part-compound-from-line"), ("B6", "part-without-households")],
    ),
    "one building twice": (
        f"{HEAD}\n| 桂苑 | 1幢 | 60 |\n| 桂苑 | 1幢 | 54 |",
        ["桂苑1幢 60", "桂苑1幢(2) 54"],
        [("B5", "part-twice")],
    ),
    "headings printed again, and a row that numbers them": (
        f"{HEAD}\n| 甲 | 乙 | 1 |\n| 桂苑 | 1幢 | 60 |\n{HEAD}\n| 桂苑 | 2幢 | 54 |",
        ["桂苑1幢 60", "桂苑2幢 54"],
        [],
    ),
    "headings in two rows": (
        (
            "| 序号 | 小区 | 楼栋 | 户数 | < | 坐标 | < |\n| ^ | ^ | ^ | 总户数 | 出租户数 | X | Y |\n"
            "| 1 | 桂苑 | 1幢 | 60 | 20 | 1 | 1 |\n| 2 | 桂苑 | 2幢 | 54 | 10 | 2 | 1 |"
        ),
        ["桂苑1幢 60", "桂苑2幢 54"],
        [("A3", "neighbours-from-coordinates")],
    ),
    "columns that nobody needs, and one that nobody knows": (
        "| 小区 | 楼栋 | 层数 | 户数 | 门牌 |\n| 桂苑 | 1幢 | 18 | 60 | 云溪路1号 |",
        ["桂苑1幢 60"],
        [("E3", "part-column-not-read")],
    ),
    "English headings": ("| Compound | Building | Households |\n| East | 1 | 60 |", ["East1 60"], []),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_read_with_every_slip_named(name: str, tmp_path: Path) -> None:
    """Parts, households, and the findings with their cells."""
    table, parts, expected = LISTS[name]
    whole, found = community(tmp_path / "list.xlsx", {"清单": LABELS + table})
    assert (told(whole.parts), codes(found)) == (parts, expected)


STAIRCASES = {
    "by a row each": "| 楼栋 | 单元 | 户数 |\n| 1幢 | 1 | 60 |\n| 1幢 | 2 | 54 |\n| 2幢 | 1 | 30 |",
    "merged": "| 楼栋 | 单元 | 户数 |\n| 1幢 | 1 | 60 |\n| ^ | 2 | 54 |\n| 2幢 | 1 | 30 |",
    "in one cell": "| 楼栋 | 户数 | 各单元户数 |\n| 1幢 | 114 | 1单元60、2单元54 |\n| 2幢 | 30 | |",
    "as a sum": "| 楼栋 | 户数 | 各单元户数 |\n| 1幢 | 114 | 60+54 |\n| 2幢 | 30 | |",
    "with colons and no whole": "| 楼栋 | 户数 | 各单元户数 |\n| 1幢 | | 1单元：60户；2单元：54户 |\n| 2幢 | 30 | |",
}


@pytest.mark.parametrize("name", STAIRCASES)
def test_staircases_are_parts_of_their_building(name: str, tmp_path: Path) -> None:
    """However they are written, a building has those households, and its staircases are known."""
    whole, found = community(tmp_path / "list.xlsx", {"清单": LABELS + STAIRCASES[name]})
    first = [(each.name, each.households) for each in whole.parts[0].staircases]
    assert (told(whole.parts), first, codes(found)) == (["1幢 114", "2幢 30"], [("1单元", 60), ("2单元", 54)], [])


@pytest.mark.parametrize(
    ("cell", "code"), [("60+50", "part-staircases-differ"), ("东边多西边少", "part-staircases-unclear")]
)
def test_staircases_that_are_not_known_are_not_guessed(cell: str, code: str, tmp_path: Path) -> None:
    """What does not add up, or cannot be read, is named, and the building stays whole."""
    table = f"| 楼栋 | 户数 | 各单元户数 |\n| 1幢 | 114 | {cell} |"
    whole, found = community(tmp_path / "list.xlsx", {"清单": LABELS + table})
    assert (whole.parts[0].staircases, codes(found)) == ((), [("C4", code)])


NEIGHBOURS: dict[str, tuple[str, list[str], list[str]]] = {
    "said by both": ("| 1幢 | 60 | 2幢 |\n| 2幢 | 54 | 1幢 |", ["1幢-2幢"], []),
    "said once by each pair": (
        "| 1幢 | 60 | 2幢 |\n| 2幢 | 54 | 3幢 |\n| 3幢 | 54 | |",
        ["1幢-2幢", "2幢-3幢"],
        ["part-neighbours-once"],
    ),
    "forgotten by one": (
        "| 1幢 | 60 | 2幢、3幢 |\n| 2幢 | 54 | 1幢、3幢 |\n| 3幢 | 54 | 1幢 |",
        ["1幢-2幢", "1幢-3幢", "2幢-3幢"],
        ["part-neighbour-one-sided"],
    ),
    "in other words": ("| 1幢 | 60 | 2号楼 |\n| 2幢 | 54 | 1# |", ["1幢-2幢"], []),
    "a row of numbers": (
        "| 1幢 | 60 | 2-3幢 |\n| 2幢 | 54 | 1、3 |\n| 3幢 | 54 | 1，2 |",
        ["1幢-2幢", "1幢-3幢", "2幢-3幢"],
        [],
    ),
    "not in the list": (
        "| 1幢 | 60 | 2幢、9幢 |\n| 2幢 | 54 | 1幢 |", ["1幢-2幢"], ["part-neighbour-unknown"],
    ),
    "itself": ("| 1幢 | 60 | 1幢、2幢 |\n| 2幢 | 54 | 1幢 |", ["1幢-2幢"], ["part-neighbour-itself"]),
    "nobody": (
        "| 1幢 | 60 | 2幢 |\n| 2幢 | 54 | 1幢 |\n| 3幢 | 54 | 无 |", ["1幢-2幢"], ["part-without-neighbour"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", NEIGHBOURS)
def test_neighbours_are_taken_both_ways(name: str, tmp_path: Path) -> None:
    """Pairs of neighbours, and what is said of statements that do not fit."""
    rows, expected, about = NEIGHBOURS[name]
    whole, found = community(tmp_path / "list.xlsx", {"清单": f"{LABELS}| 楼栋 | 户数 | 相邻 |\n{rows}"})
    assert (pairs(whole), [one.code for one in found]) == (expected, about)
    assert whole.source == "stated"


def test_a_building_is_known_by_its_number_within_its_compound(tmp_path: Path) -> None:
    """`2幢` is that of the own compound; another compound's needs its name; a compound is all its buildings."""
    table = (
        f"{LABELS}| 小区 | 楼栋 | 户数 | 相邻 |\n| 桂苑 | 1幢 | 60 | 2幢 |\n| 桂苑 | 2幢 | 60 | 1幢、橘苑1幢 |\n"
        "| 橘苑 | 1幢 | 60 | 2幢、桂苑2幢 |\n| 橘苑 | 2幢 | 60 | 1幢、老街 |\n"
        "| 老街 | 1弄 | 60 | |\n| 老街 | 2弄 | 60 | |"
    )
    whole, found = community(tmp_path / "list.xlsx", {"清单": table})
    assert pairs(whole) == [
        "桂苑1幢-桂苑2幢",
        "桂苑2幢-橘苑1幢",
        "橘苑1幢-橘苑2幢",
        "橘苑2幢-老街1弄",
        "橘苑2幢-老街2弄",
        "老街1弄-老街2弄",
    ]
    assert [one.code for one in found] == [
        "part-neighbour-compound",
        "part-neighbour-one-sided",
        "part-neighbour-one-sided",
        "part-compound-hangs-together",
    ]


COORDINATES = {
    "in two columns": ("| 楼栋 | 户数 | X | Y |", ["0 | 0", "10 | 0", "20 | 1"]),
    "in one": ("| 楼栋 | 户数 | 坐标 |", ["0,0", "10，0", "(20, 1)"]),
    "in degrees": ("| 楼栋 | 户数 | 经度 | 纬度 |", ["120.100 | 30.2", "120.101 | 30.2", "东经120.102° | 30.2001"]),
}


@pytest.mark.parametrize("name", COORDINATES)
def test_neighbours_follow_from_coordinates(name: str, tmp_path: Path) -> None:
    """Three in a row: those at the ends are no neighbours, because the middle one lies between them."""
    head, points = COORDINATES[name]
    rows = "\n".join(f"| {number}幢 | 60 | {point} |" for number, point in enumerate(points, 1))
    whole, found = community(tmp_path / "list.xlsx", {"清单": f"{LABELS}{head}\n{rows}"})
    assert (pairs(whole), whole.source) == (["1幢-2幢", "2幢-3幢"], "coordinates")
    assert [one.code for one in found] == ["neighbours-from-coordinates"]


@pytest.mark.parametrize(
    ("head", "cell", "code"),
    [("X | Y", "东边 | 3", "part-point-unclear"), ("经度 | 纬度", "30.2 | 120.1", "part-point-impossible")],
)
def test_coordinates_that_cannot_be_are_left_out(head: str, cell: str, code: str, tmp_path: Path) -> None:
    """They are named, and the part has none."""
    table = f"{LABELS}| 楼栋 | 户数 | {head} |\n| 1幢 | 60 | {cell} |"
    whole, found = community(tmp_path / "list.xlsx", {"清单": table})
    assert (whole.parts[0].point, codes(found)) == (None, [("C4", code)])


LEDGER = "| 网格名称 | 户数 | 网格长 |\n| 第一网格 | 114 | 网格长甲 |\n| 第二网格 | 50 | |"


def test_the_ledger_of_today_stands_beside_the_list(tmp_path: Path) -> None:
    """Grids of today in the ledger's order; what list and ledger say differently is named."""
    table = (
        f"{LABELS}| 楼栋 | 户数 | 现网格 |\n| 1幢 | 60 | 第二网格 |\n| 2幢 | 54 | 第一网格 |\n| 3幢 | 60 | 第一网格 |\n"
        "| 4幢 | 5 | 西网格 |\n| 5幢 | 5 | |"
    )
    whole, found = community(tmp_path / "list.xlsx", {"清单": table, "台账": LEDGER})
    assert whole.today == ("第一网格", "第二网格", "西网格")
    assert [part.today for part in whole.parts] == ["第二网格", "第一网格", "第一网格", "西网格", ""]
    named = [(each.location.sheet, each.location.cell, each.code) for each in found if "part" in each.code]
    assert named == [
        ("清单", "C7", "part-grid-not-in-ledger"),
        ("台账", "B3", "grid-parts-differ"),
        ("清单", "C8", "part-without-grid"),
    ]


WHOSE: dict[str, tuple[str, str, str]] = {
    "labels": ("list.xlsx", LABELS, "云溪社区"),
    "a title": ("list.xlsx", "云溪镇桥头社区小区楼栋清单\n", "桥头社区"),
    "a column": ("list.xlsx", "", "江滨社区"),
    "the file": ("望潮社区小区楼栋.xlsx", "", "望潮社区"),
}


@pytest.mark.parametrize("name", WHOSE)
def test_whose_list_it_is(name: str, tmp_path: Path) -> None:
    """Labels, a title, a column or the file's name say it, and with it the kind."""
    file, above, unit = WHOSE[name]
    column = name == "a column"
    head, row = ("| 社区 | 楼栋 | 户数 |", "| 江滨社区 | 1幢 | 60 |") if column else ("| 楼栋 | 户数 |", "| 1幢 | 60 |")
    known, _ = book(tmp_path / file, {"清单": f"{above}{head}\n{row}"})
    assert known.unit is not None
    assert (known.unit.name, known.unit.kind, known.unit.profile) == (unit, "community", "default")


def test_a_list_of_several_units_is_an_error(tmp_path: Path) -> None:
    """Only one unit is planned at a time."""
    table = "| 社区 | 楼栋 | 户数 |\n| 江滨社区 | 1幢 | 60 |\n| 望潮社区 | 1幢 | 60 |"
    _, found = book(tmp_path / "list.xlsx", {"清单": table})
    assert [one.code for one in found] == ["parts-of-several-units"]


NO_LISTS: dict[str, str | Rows] = {
    "a ledger with extents": (
        "| 网格名称 | 小区 | 户数 | 网格长 |\n| 东网格 | 桂苑 | 400 | 甲 |\n| 西网格 | 橘苑 | 380 | 乙 |"
    ),
    "a list without households": "| 小区 | 楼栋 |\n| 桂苑 | 1幢 |",
    "prose": "小区情况说明",
}


@pytest.mark.parametrize("name", NO_LISTS)
def test_other_tables_are_no_lists(name: str, tmp_path: Path) -> None:
    """A ledger of grids, or a table without households, lists no parts."""
    known, _ = book(tmp_path / "list.xlsx", {"表": NO_LISTS[name]})
    assert known.parts is None


def test_a_list_that_names_grids_of_today_and_their_leaders_is_no_ledger(tmp_path: Path) -> None:
    """Several buildings are in one grid."""
    table = (
        f"{LABELS}| 网格名称 | 小区 | 户数 | 网格长 |\n| 第一网格 | 桂苑 | 200 | 甲 |\n| 第一网格 | 橘苑 | 180 | 甲 |\n"
        "| 第二网格 | 老街 | 190 | 乙 |"
    )
    whole, _ = community(tmp_path / "list.xlsx", {"清单": table})
    assert (told(whole.parts), whole.ledger) == (["桂苑 200", "橘苑 180", "老街 190"], None)


def test_a_sheet_that_is_not_read_is_named(tmp_path: Path) -> None:
    """What else stands in the workbook, so that nobody believes it counted."""
    sheets: dict[str, str | Rows] = {
        "清单": f"{LABELS}| 楼栋 | 户数 |\n| 1幢 | 60 |",
        "其他": "| 车位 | 数量 |\n| 东 | 3 |",
    }
    _, found = book(tmp_path / "list.xlsx", sheets)
    assert [(each.location.sheet, each.code) for each in found] == [("其他", "sheet-not-read")]
