"""Where results go: beside their input or below --out, never two in one place."""

from pathlib import Path, PurePosixPath

import pytest
from sheets import rated, touched

from starcli.batch import Rated
from starcli.bundles import Member
from starcli.core.assessment import Unit
from starcli.core.findings import Location, finding
from starcli.excel.writing.rating_book import write_rating
from starcli.sources import Source
from starcli.targets import file_name, folder_target, refused, unit_targets


def result(source: Source, name: str = "") -> Rated:
    """What a workbook gave, as far as its target is concerned."""
    return Rated(source, Unit(name=name), None, ())


def results(root: Path, *paths: str) -> list[Rated]:
    """What workbooks below one folder gave."""
    return [result(Source(root / path, root)) for path in paths]


def test_results_stand_beside_their_input() -> None:
    """Without --out a result is written beside the workbook that it is about."""
    read = unit_targets(results(Path("d"), "甲/a.xlsx", "b.xls"), "rating", None)
    assert [path.as_posix() for path in read.value] == ["d/甲/a-rating.xlsx", "d/b-rating.xlsx"]


def test_results_keep_their_folders_below_out() -> None:
    """With --out the folders of the input are kept below it."""
    read = unit_targets(results(Path("d"), "甲/a.xlsx", "乙/a.xlsx"), "gaps", Path("out"))
    assert [path.as_posix() for path in read.value] == ["out/甲/a-gaps.xlsx", "out/乙/a-gaps.xlsx"]


def test_out_may_name_the_file_of_a_single_result() -> None:
    """A file named with --out is taken where there is one result, and a folder of that name where there are more."""
    one = unit_targets(results(Path("d"), "a.xlsx"), "rating", Path("r.xlsx")).value
    two = unit_targets(results(Path("d"), "a.xlsx", "b.xlsx"), "rating", Path("out")).value
    assert [p.as_posix() for p in (*one, *two)] == [
        "r.xlsx",
        "out/a-rating.xlsx",
        "out/b-rating.xlsx",
    ]


def test_workbooks_that_differ_in_their_suffix_have_different_results() -> None:
    """Two workbooks of one name and different suffixes do not share a result."""
    read = unit_targets(results(Path("d"), "a.xls", "a.xlsx"), "rating", None)
    assert ([path.name for path in read.value], read.findings) == (["a-rating.xlsx", "a.xlsx-rating.xlsx"], ())


def test_results_that_would_collide_are_found() -> None:
    """Where three workbooks of one name would end in one place, the last is a finding that names another."""
    three = [result(Source(Path(root) / "a.xlsx", Path(root))) for root in ("甲", "乙", "丙")]
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


def test_the_results_of_several_units_in_one_workbook() -> None:
    """Where a workbook holds several units, each result bears the unit's name too, without what systems forbid."""
    source = Source(Path("d/a.xlsx"), Path("d"))
    read = unit_targets([result(source, "石门村"), result(source, "a/b:c")], "rating", None)
    assert [path.as_posix() for path in read.value] == ["d/a-石门村-rating.xlsx", "d/a-abc-rating.xlsx"]


def test_the_results_of_an_archive() -> None:
    """Results of workbooks in an archive stand in a folder of its name, as they stood in it."""
    source = Source(Path("d/松岭乡.zip"), Path("d"), Member(0, PurePosixPath("甲/石门村.xls")))
    targets = [unit_targets([result(source)], "rating", out).value[0].as_posix() for out in (None, Path("out"))]
    assert targets == ["d/松岭乡/甲/石门村-rating.xlsx", "out/松岭乡/甲/石门村-rating.xlsx"]


@pytest.mark.parametrize(("text", "name"), [("a\nb", "ab"), (" .. ", "_"), ("石门村", "石门村"), ('<>:"/|?*', "_")])
def test_a_text_as_a_file_name(text: str, name: str) -> None:
    """What a system forbids in names is left out, and something is always left."""
    assert file_name(text) == name
