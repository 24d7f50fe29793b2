"""Who should have reported: how a roster is read, and how one of its units is looked up."""

from pathlib import Path

import pytest
from sheets import Rows, framework, grid, write

from starcli.core.assessment import Unit
from starcli.core.findings import Location, Read
from starcli.core.roster import Roster, RosterUnit, stem
from starcli.excel.reading.roster import read_roster

CODE = "33019900120{}"
ENDINGS = ("村", "社区", "村委会", "居委会")


def entry(number: int, name: str, town: str = "云溪镇") -> RosterUnit:
    """An entry of the roster."""
    return RosterUnit(
        Unit(CODE.format(number), name, "village", "", town, "示例县"), (), Location("r", "s", f"B{number}")
    )


ROSTER = Roster.of(
    [
        entry(1, "石门村"),
        entry(2, "青坞村"),
        entry(3, "上田村"),
        entry(4, "上田村", "松岭乡"),
        entry(5, "茶园村(新)"),
        entry(6, "上田坂村"),
        entry(7, "云溪社区"),
    ],
    ENDINGS,
)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("石门村", "石门"),
        ("石门村委会", "石门"),
        ("云溪社区居委会", "云溪"),
        ("茶园村（新）", "茶园"),
        ("云溪镇石门村", "石门"),
        ("示例县 云溪镇 石门", "石门"),
        ("村", "村"),
        ("", ""),
    ],
)
def test_what_is_telling_in_a_name(name: str, told: str) -> None:
    """County and town before a name, brackets and endings behind it say nothing of which unit is meant."""
    assert stem(Unit(name=name, town="云溪镇", county="示例县"), ("村委会", "居委会", "社区", "村")) == told


@pytest.mark.parametrize(
    ("number", "unit", "alike"),
    [
        (1, Unit(name="石门村"), True),
        (1, Unit(name=" 石 门 村 "), True),
        (1, Unit(name="石门社区"), True),
        (1, Unit(name="石门村委会"), True),
        (1, Unit(name="云溪镇石门"), True),
        (1, Unit(name="青坞村"), False),
        (1, Unit(name="青坞村委会"), False),
        (1, Unit(name="别的名字"), False),
        (3, Unit(name="上田坂村"), False),
        (3, Unit(name="上田坂"), False),
        (3, Unit(name="上田头村"), True),
        (3, Unit(name="上田村", town="松岭乡"), False),
        (3, Unit(name="上田村", town="平桥镇"), True),
        (5, Unit(name="茶园村"), True),
    ],
)
def test_whether_a_name_is_that_of_an_entry(number: int, unit: Unit, alike: bool) -> None:
    """A name comes near an entry's where what is telling in both agrees, and no other entry's name is nearer."""
    assert ROSTER.alike(number - 1, unit) is alike


def test_a_name_with_one_letter_amiss_is_still_near() -> None:
    """Of a long name one letter in five may differ; of a short one none, for it may be another village."""
    roster = Roster.of([entry(1, "Tangjia"), entry(2, "枫树岭村")], ENDINGS)
    assert (roster.alike(0, Unit(name="Tangjja")), roster.alike(1, Unit(name="枫树领村"))) == (True, False)


@pytest.mark.parametrize(
    ("unit", "hint", "near"),
    [
        (Unit(name="上田", town="松岭乡"), "", ["松岭乡上田村", "云溪镇上田村", "云溪镇上田坂村"]),
        (Unit(code=CODE.format(8), name="别处"), "", ["云溪镇石门村", "云溪镇青坞村", "云溪镇上田村"]),
        (Unit(code="330199001120", name="别处"), "", []),
        (Unit(code="330199001021", name="别处"), "", ["云溪镇石门村"]),
        (Unit(), "石门村自评表(最终版)", ["云溪镇石门村"]),
        (Unit(name="别处"), "", []),
    ],
)
def test_what_comes_near(unit: Unit, hint: str, near: list[str]) -> None:
    """Names that are alike are proposed, those of the same town first; codes with one slip; names in a file's name."""
    roster = Roster.of([*ROSTER.units[:3], *ROSTER.units[3:]], ENDINGS)
    assert [one.unit.town + one.unit.name for one in roster.nearest(unit, hint)] == near


def roster(path: Path, table: str | Rows, **more: str | Rows) -> Read[Roster | None]:
    """What is read of a roster workbook of one sheet, or more."""
    return read_roster(write(path / "r.xlsx", {"名册": table, **more}), framework())


def faults(path: Path, table: str) -> list[tuple[str, str]]:
    """Cell and code of everything found in a roster."""
    return [(f.location.within.removeprefix("名册!"), f.code) for f in roster(path, table).findings]


TABLE = """
    示例县村社名册
    ---
    | 镇街 | 单位名称 | 区划代码 | 类型 | 分类 | 县(市、区) | 标签 |
    | 云溪镇 | 石门村 | `330199001201` | 村 | 山区 | 示例县 | 老旧、山区 |
    ---
    | ^ | 云溪社区 | 330199001206 | 社区 | | 示例县 | |
    | 合计 | 2 | | | | | |
"""


def test_a_roster_is_read_by_its_headings(tmp_path: Path) -> None:
    """Titles, blank rows and totals are passed over; kind and profile become ids; tags are parted."""
    read = roster(tmp_path, TABLE.replace("| ^ |", "| 云溪镇 |"))
    assert read.findings == ()
    assert [(e.unit, e.tags, e.location.cell) for e in read.value.units] == [  # type: ignore[union-attr]
        (Unit("330199001201", "石门村", "village", "mountain", "云溪镇", "示例县"), ("老旧", "山区"), "B4"),
        (Unit("330199001206", "云溪社区", "community", "", "云溪镇", "示例县"), (), "B6"),
    ]


def test_a_town_that_is_written_once_for_several_rows(tmp_path: Path) -> None:
    """What stands in a cell that is merged over several rows is said of all of them, and of no other."""
    table = """
        | 镇街 | 名称 | 代码 | 标签 |
        | 云溪镇 | 石门村 | `330199001201` | 山区 |
        | ^ | 青坞村 | `330199001202` | ^ |
        | | 松岭村 | `330199002201` | |
    """
    read = roster(tmp_path, table)
    assert [(e.unit.name, e.unit.town, e.tags) for e in read.value.units] == [  # type: ignore[union-attr]
        ("石门村", "云溪镇", ("山区",)),
        ("青坞村", "云溪镇", ("山区",)),
        ("松岭村", "", ()),
    ]


def test_a_roster_in_several_sheets(tmp_path: Path) -> None:
    """Every sheet with the headings is read; one without them is a note, one without one of them an error."""
    village = "| 名称 | 代码 |\n| 石门村 | `330199001201` |"
    community = "| code | name |\n| `330199001206` | 云溪社区 |"
    read = roster(tmp_path, village, 社区=community, 说明="请勿改动", 缺="| 镇街 | 名称 |\n| 云溪镇 | 桥头社区 |")
    assert [e.unit.name for e in read.value.units] == ["石门村", "云溪社区"]  # type: ignore[union-attr]
    assert [(f.location.sheet, f.code) for f in read.findings] == [
        ("说明", "roster-sheet-not-read"),
        ("缺", "roster-column-missing"),
    ]


@pytest.mark.parametrize(
    ("table", "found"),
    [
        ("| 镇街 | 单位名称 |\n| 云溪镇 | 石门村 |", [("A1", "roster-column-missing")]),
        ("---\n| 镇街 | 代码 |\n| 云溪镇 | `330199001201` |", [("A2", "roster-column-missing")]),
        ("| 甲 | 乙 |\n| 1 | 2 |", [("名册", "roster-sheet-not-read"), ("", "roster-unreadable")]),
        ("| 代码 | 名称 |", [("", "roster-unreadable")]),
        (
            "| 代码 | 名称 |\n| `330199001201` | 石门村 |\n| `330199001201` | 青坞村 |",
            [("B3", "roster-row-repeated")],
        ),
        (
            "| 代码 | 名称 | 镇街 |\n| `330199001201` | 上田村 | 甲镇 |\n| `330199001202` | 上 田村 | 甲镇 |",
            [("B3", "roster-name-repeated")],
        ),
        (
            "| 代码 | 名称 | 镇街 |\n| `330199001201` | 上田村 | 甲镇 |\n| `330199002202` | 上田村 | 乙镇 |",
            [],
        ),
        (
            "| 代码 | 名称 |\n| `330199001201` | 上田村 |\n| | 上田村 |",
            [("A3", "roster-code-missing"), ("B3", "roster-row-repeated")],
        ),
        ("| 代码 | 名称 |\n| 12 | 石门村 |", [("A2", "roster-code-irregular")]),
        ("| 代码 | 名称 |\n| `330199001000` | 石门村 |", [("A2", "roster-code-irregular")]),
        ("| 代码 | 名称 |\n| `3.30199E+11` | 石门村 |", [("A2", "code-lost-precision")]),
        ("| 代码 | 名称 |\n| | 石门村 |", [("A2", "roster-code-missing")]),
        ("| 代码 | 名称 |\n| `330199001201` | |", [("B2", "roster-name-missing")]),
        ("| 代码 | 名称 | 类型 |\n| `330199001201` | 石门村 | 村改居 |", [("C2", "roster-kind-unknown")]),
        ("| 代码 | 名称 | 分类 |\n| `330199001201` | 石门村 | 海岛 |", [("C2", "roster-profile-unknown")]),
        (
            "| 代码 | 名称 | 类型 | 分类 |\n| `330199001201` | 云溪社区 | 社区 | 山区 |",
            [("D2", "roster-profile-unknown")],
        ),
        (
            "| 代码 | 名称 | 市 |\n| `330199001201` | 甲村 | 甲市 |\n| `330199002202` | 乙村 | 乙市 |",
            [("C2", "roster-area-named-twice")],
        ),
    ],
)
def test_faults_of_a_roster_are_found_at_their_cells(tmp_path: Path, table: str, found: list[tuple[str, str]]) -> None:
    """Columns that are missing, codes that are doubled or none, names, kinds and profiles: each fault has its cell."""
    assert faults(tmp_path, table) == found


def test_words_that_the_framework_does_not_know_are_kept_in_mind(tmp_path: Path) -> None:
    """An entry says of which of its fields the roster says something unknown; a blank cell says nothing."""
    table = """
        | 代码 | 名称 | 类型 | 分类 |
        | `330199001201` | 石门村 | 村改居 | 海岛 |
        | `330199001202` | 青坞村 | 村 | 海岛 |
        | `330199001203` | 上田村 | | |
    """
    read = roster(tmp_path, table)
    assert [entry.unclear for entry in read.value.units] == [("kind", "profile"), ("profile",), ()]  # type: ignore[union-attr]


def test_which_columns_are_missing(tmp_path: Path) -> None:
    """The finding names the column that a roster lacks."""
    (found,) = roster(tmp_path, grid("| 镇街 | 单位名称 |\n| 云溪镇 | 石门村 |")).findings
    assert (found.message("zh"), found.message("en")) == (
        "名册这一行表头里没有“单位代码”列",
        "this heading row of the roster has no column for the Unit code",
    )


def test_a_file_that_is_no_workbook(tmp_path: Path) -> None:
    """A roster that cannot be opened gives the finding that any workbook would."""
    (tmp_path / "r.xlsx").write_bytes(b"")
    read = read_roster(tmp_path / "r.xlsx", framework())
    assert (read.value, [f.code for f in read.findings]) == (None, ["file-empty"])
