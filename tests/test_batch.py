"""Many workbooks: which are read, in what order, what each gives, and where results go."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from sheets import form, framework, rated, scheme

from starcli.batch import SUFFIXES, Rated, Rater, Source, find_workbooks, without_doubles
from starcli.core.assessment import Unit
from starcli.core.findings import Location, finding
from starcli.excel.form import write_form
from starcli.excel.rating_book import write_rating
from starcli.targets import folder_target, refused, unit_targets

TABLE = "| 编码 | 填报值 |\n| ORG-02 | 3 |"


def touched(folder: Path, *names: str) -> Path:
    """A folder with empty files of these names."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    return folder


def names(paths: Sequence[Path], below: Path) -> list[str]:
    """The workbooks found, as paths below a folder."""
    return [source.path.relative_to(below).as_posix() for source in find_workbooks(paths).value]


def test_every_sort_of_workbook_is_found(tmp_path: Path) -> None:
    """Every suffix of a spreadsheet counts, in any case, and nothing else does."""
    touched(tmp_path, *(f"f{suffix}" for suffix in SUFFIXES), "G.XLSX", "a.docx", "a.csv", "a.xlsx.bak", "xlsx")
    assert names([tmp_path], tmp_path) == ["G.XLSX", "f.et", "f.ods", "f.xls", "f.xlsb", "f.xlsm", "f.xlsx"]


def test_folders_below_are_searched_in_a_stable_order(tmp_path: Path) -> None:
    """Workbooks come in the order of their paths, however deep they lie."""
    touched(tmp_path, "乙/b.xlsx", "甲/a.xlsx", "甲/丙/c.xlsx", "z.xlsx", "a.xlsx")
    assert names([tmp_path], tmp_path) == ["a.xlsx", "z.xlsx", "乙/b.xlsx", "甲/a.xlsx", "甲/丙/c.xlsx"]


def test_lock_files_and_hidden_files_are_passed_over(tmp_path: Path) -> None:
    """What a spreadsheet program leaves beside an open file, and hidden files, are no workbooks."""
    touched(tmp_path, "~$a.xlsx", ".a.xlsx", ".~lock.a.xlsx", "._a.xlsx", "a.xlsx")
    assert names([tmp_path], tmp_path) == ["a.xlsx"]


def test_a_folder_called_like_a_workbook_is_none(tmp_path: Path) -> None:
    """A folder whose name ends like a workbook's is searched, not read."""
    touched(tmp_path, "a.xlsx/b.xlsx")
    assert names([tmp_path], tmp_path) == ["a.xlsx/b.xlsx"]


def test_our_own_results_are_passed_over(tmp_path: Path) -> None:
    """Results below a folder are not read as input, and forms are, whatever they are called."""
    write_rating(rated(Unit(name="石门村")), (), tmp_path / "石门村.xlsx", "zh")
    write_form(scheme(), tmp_path / "石门村-rating.xlsx", "zh")
    assert names([tmp_path], tmp_path) == ["石门村-rating.xlsx"]


def test_our_own_results_are_passed_over_when_named(tmp_path: Path) -> None:
    """Results that a shell's `*.xlsx` names beside the forms are not read as input either."""
    write_form(scheme(), tmp_path / "a.xlsx", "zh")
    write_rating(rated(Unit(name="石门村")), (), tmp_path / "a-rating.xlsx", "zh")
    assert names([tmp_path / "a-rating.xlsx", tmp_path / "a.xlsx"], tmp_path) == ["a.xlsx"]


def test_nothing_is_found_twice(tmp_path: Path) -> None:
    """A workbook that is named, lies below a named folder and has a link to it is one workbook."""
    touched(tmp_path, "甲/a.xlsx", "甲/b.xlsx")
    (tmp_path / "甲" / "c.xlsx").symlink_to(tmp_path / "甲" / "a.xlsx")
    paths = [tmp_path / "甲" / "b.xlsx", tmp_path, tmp_path / "甲", tmp_path / "甲" / ".." / "甲" / "b.xlsx"]
    assert names(paths, tmp_path) == ["甲/b.xlsx", "甲/a.xlsx"]


def test_the_folder_below_which_a_workbook_was_found(tmp_path: Path) -> None:
    """A workbook below a named folder belongs to that folder, a named one to its own."""
    touched(tmp_path, "甲/乙/a.xlsx", "b.xlsx")
    found = find_workbooks([tmp_path / "甲", tmp_path / "b.xlsx"]).value
    assert [source.root for source in found] == [tmp_path / "甲", tmp_path]


def test_a_missing_path_is_found(tmp_path: Path) -> None:
    """A path that is not there is a finding, and the others are still searched."""
    touched(tmp_path, "a.xlsx")
    read = find_workbooks([tmp_path / "gone", tmp_path / "a.xlsx"])
    assert (len(read.value), read.findings) == (1, (finding("path-missing", Location(str(tmp_path / "gone"))),))


def test_an_empty_folder_is_found(tmp_path: Path) -> None:
    """A folder without a workbook is a finding."""
    touched(tmp_path, "notes.txt")
    read = find_workbooks([tmp_path])
    assert (read.value, read.findings) == ((), (finding("no-workbooks", Location(str(tmp_path))),))


def test_a_file_that_is_no_workbook_is_read_when_it_is_named(tmp_path: Path) -> None:
    """A file of any other sort that is named is tried, and gives a finding rather than silence."""
    touched(tmp_path, "notes.txt")
    [source] = find_workbooks([tmp_path / "notes.txt"]).value
    [one] = Rater(framework(), "self").rate(source)
    assert [f.code for f in one.findings] == ["file-empty"]


def test_an_unreadable_workbook_does_not_stop_the_others(tmp_path: Path) -> None:
    """Every workbook gives a result in its order, rated or not."""
    form(tmp_path / "a.xlsx", TABLE)
    (tmp_path / "b.xlsx").write_bytes(b"no workbook")
    form(tmp_path / "c.xlsx", TABLE)
    done: list[None] = []
    results = list(Rater(framework(), "self").rate_all(find_workbooks([tmp_path]).value, lambda: done.append(None)))
    assert [(one.unit.name, one.rating is not None) for one in results] == [("a", True), ("b", False), ("c", True)]


def test_every_workbook_is_counted_as_done(tmp_path: Path) -> None:
    """The progress moves on by one for each workbook, rated or not."""
    touched(tmp_path, "a.xlsx", "b.xlsx")
    done: list[None] = []
    list(Rater(framework(), "self").rate_all(find_workbooks([tmp_path]).value, lambda: done.append(None)))
    assert len(done) == 2


@pytest.mark.parametrize(
    ("cover", "code"), [("| 类型 | |", "kind-missing"), ("| 类型 | 村 |\n| 分类 | 海岛 |", "profile-unknown")]
)
def test_a_unit_without_a_known_scheme_is_not_rated(tmp_path: Path, cover: str, code: str) -> None:
    """Without a known kind and profile there is no rating, but the unit and the reason are known."""
    form(tmp_path / "f.xlsx", f"| 单位名称 | 石门村 |\n{cover}\n{TABLE}", 基本信息="")
    [one] = Rater(framework(), "self").rate(Source(tmp_path / "f.xlsx", tmp_path))
    assert (one.rating, one.unit.name, [f.code for f in one.findings]) == (None, "石门村", [code])


@pytest.mark.parametrize("digits", ["9" * 70, "-" + "9" * 400, "0." + "1" * 80], ids=["70", "400", "0.1"])
def test_a_number_of_any_length_stops_nothing(tmp_path: Path, digits: str) -> None:
    """A number with more digits than anybody has use for does not bring the run down."""
    table = [["编码", "填报值"], *[[key, digits] for key in (*framework().facts, *framework().entries)]]
    [one] = Rater(framework(), "self").rate(Source(form(tmp_path / "f.xlsx", table), tmp_path))
    assert one.rating is not None


def result(name: str, unit: Unit, *, is_rated: bool = True) -> Rated:
    """What one workbook gave."""
    return Rated(Source(Path(name), Path()), unit, rated(unit) if is_rated else None, ())


def test_two_workbooks_of_one_code_are_not_rated() -> None:
    """A unit with two workbooks is rated by neither, and each names both."""
    one, other = Unit("330199001201", "石门村"), Unit("330199001201", "石门")
    results = without_doubles([result("a.xlsx", one), result("b.xlsx", other), result("c.xlsx", Unit(name="青坞村"))])
    double = {"first": "a.xlsx", "second": "b.xlsx"}
    assert [(r.rating is None, r.findings) for r in results] == [
        (True, (finding("unit-twice", Location("a.xlsx"), **double),)),
        (True, (finding("unit-twice", Location("b.xlsx"), **double),)),
        (False, ()),
    ]


def test_units_without_a_code_are_told_apart_by_place_and_name() -> None:
    """Without codes, the same name in the same town is one unit, and in another town it is another."""
    units = [Unit(name="新村", town="甲镇"), Unit(name="新村", town="乙镇"), Unit(name="新村", town="甲镇")]
    results = without_doubles([result(f"{number}.xlsx", unit) for number, unit in enumerate(units)])
    assert [r.rating is None for r in results] == [True, False, True]


def test_a_workbook_without_a_rating_doubles_nothing() -> None:
    """An unreadable second workbook of a unit does not cost the first its rating."""
    unit = Unit("330199001201", "石门村")
    results = without_doubles([result("a.xlsx", unit), result("b.xlsx", unit, is_rated=False)])
    assert [r.rating is None for r in results] == [False, True]


def sources(root: Path, *paths: str) -> list[Source]:
    """Workbooks below one folder."""
    return [Source(root / path, root) for path in paths]


def test_results_stand_beside_their_input() -> None:
    """Without --out a result is written beside the workbook that it is about."""
    read = unit_targets(sources(Path("d"), "甲/a.xlsx", "b.xls"), "rating", None)
    assert [path.as_posix() for path in read.value.values()] == ["d/甲/a-rating.xlsx", "d/b-rating.xlsx"]


def test_results_keep_their_folders_below_out() -> None:
    """With --out the folders of the input are kept below it."""
    read = unit_targets(sources(Path("d"), "甲/a.xlsx", "乙/a.xlsx"), "gaps", Path("out"))
    assert [path.as_posix() for path in read.value.values()] == ["out/甲/a-gaps.xlsx", "out/乙/a-gaps.xlsx"]


def test_out_may_name_the_file_of_a_single_result() -> None:
    """A file named with --out is taken where there is one result, and a folder of that name where there are more."""
    one = unit_targets(sources(Path("d"), "a.xlsx"), "rating", Path("r.xlsx")).value
    two = unit_targets(sources(Path("d"), "a.xlsx", "b.xlsx"), "rating", Path("out")).value
    assert [p.as_posix() for p in (*one.values(), *two.values())] == [
        "r.xlsx",
        "out/a-rating.xlsx",
        "out/b-rating.xlsx",
    ]


def test_workbooks_that_differ_in_their_suffix_have_different_results() -> None:
    """Two workbooks of one name and different suffixes do not share a result."""
    read = unit_targets(sources(Path("d"), "a.xls", "a.xlsx"), "rating", None)
    assert ([path.name for path in read.value.values()], read.findings) == (["a-rating.xlsx", "a.xlsx-rating.xlsx"], ())


def test_results_that_would_collide_are_found() -> None:
    """Where three workbooks of one name would end in one place, the last is a finding that names another."""
    three = [Source(Path(root) / "a.xlsx", Path(root)) for root in ("甲", "乙", "丙")]
    read = unit_targets(three, "rating", Path("out"))
    target = str(Path("out") / "a.xlsx-rating.xlsx")
    other = str(Path("乙") / "a.xlsx")
    place = Location(str(Path("丙") / "a.xlsx"))
    assert read.findings == (finding("outputs-collide", place, other=other, target=target),)


def test_the_result_about_a_folder() -> None:
    """A ranking stands in its folder, below --out, or is the file that --out names."""
    targets = [folder_target(Path("d"), "ranking", out) for out in (None, Path("out"), Path("r.xlsx"))]
    assert [path.as_posix() for path in targets] == ["d/ranking.xlsx", "out/ranking.xlsx", "r.xlsx"]


def test_targets_that_may_not_be_overwritten_are_found(tmp_path: Path) -> None:
    """Every foreign file among the targets is named before anything is written."""
    touched(tmp_path, "a.xlsx", "c.xlsx")
    write_rating(rated(Unit(name="石门村")), (), tmp_path / "b.xlsx", "zh")
    targets = [tmp_path / f"{name}.xlsx" for name in "abcd"]
    assert [(Path(f.location.file).name, f.code) for f in refused(targets)] == [
        ("a.xlsx", "output-not-ours"),
        ("c.xlsx", "output-not-ours"),
    ]


def test_hidden_folders_are_passed_over(tmp_path: Path) -> None:
    """What lies in a hidden folder, such as a rubbish bin, is not read."""
    (tmp_path / ".trash").mkdir()
    write_form(scheme(), tmp_path / ".trash" / "old.xlsx", "zh")
    write_form(scheme(), tmp_path / "new.xlsx", "zh")
    assert [source.path.name for source in find_workbooks([tmp_path]).value] == ["new.xlsx"]
