"""Forms that change while the board is shown: only what has changed is read, and nothing half written replaces it."""

import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from sheets import form, framework

from starcli.batch import Batch, Rated
from starcli.board.live import Forms, Taken
from starcli.core.findings import Finding
from starcli.excel.imprint import stamped_page
from starcli.rater import Rater
from starcli.sources import Source

TABLE = "| 编码 | 填报值 |\n| ORG-02 | {} |"


def cover(name: str) -> str:
    """The cover of a village's form."""
    return f"| 单位名称 | {name} |\n| 类型 | 村 |\n| 镇街 | 云溪镇 |"


def village(folder: Path, name: str, days: int = 0) -> Path:
    """A village's form in a folder."""
    return form(folder / f"{name}.xlsx", TABLE.format(days), 基本信息=cover(name))


def archive(folder: Path, names: Sequence[str]) -> Path:
    """An archive of villages' forms in a folder."""
    with zipfile.ZipFile(folder / "forms.zip", "w") as package:
        for name in names:
            package.write(village(folder.parent / "away", name), f"{name}.xlsx")
    return folder / "forms.zip"


class Counting:
    """Rates workbooks, and keeps the names of all that it was asked for."""

    def __init__(self) -> None:
        self._rater = Rater(framework(), "self", whole=False, marks=True)
        self.read: list[str] = []

    def rate_all(self, sources: Sequence[Source]) -> Iterable[Rated]:
        """What every workbook gives."""
        self.read += [source.file.name for source in sources]
        return [one for source in sources for one in self._rater.rate(source)]

    def taken(self) -> list[str]:
        """The names since the last time."""
        names, self.read = self.read, []
        return sorted(names)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the forms of three villages."""
    for name in ("甲村", "乙村", "丙村"):
        village(tmp_path / "county", name)
    return tmp_path / "county"


@pytest.fixture
def counting() -> Counting:
    """What rates, and counts."""
    return Counting()


@pytest.fixture
def forms(folder: Path, counting: Counting) -> Forms:
    """The forms of the folder, read once."""
    made = Forms(folder, [], counting.rate_all, settled)
    made.take(made.found())
    counting.taken()
    return made


def settled(rated: tuple[Rated, ...], notes: tuple[Finding, ...]) -> Batch:
    """Everything together as it is."""
    return Batch(rated, notes)


def take(forms: Forms, *changed: Path) -> Taken | None:
    """What everything gives once some files have changed."""
    return forms.take(forms.found(changed), changed)


def totals(taken: Taken | None) -> dict[str, str]:
    """The total of each unit."""
    assert taken is not None
    return {one.unit.name: str(one.standing.total) if one.standing else "" for one in taken.batch.rated}


def codes(taken: Taken | None) -> list[str]:
    """The codes of all errors and warnings."""
    assert taken is not None
    everything = (found.code for one in taken.batch.rated for found in one.findings)
    return [code for code in everything if code in ("form-kept", "workbook-broken-off", "not-a-workbook")]


def test_everything_is_read_at_first(folder: Path, counting: Counting) -> None:
    """Nothing is known yet."""
    forms = Forms(folder, [], counting.rate_all, settled)
    assert forms.take(forms.found()) is not None
    assert counting.taken() == ["丙村.xlsx", "乙村.xlsx", "甲村.xlsx"]


def test_only_what_has_changed_is_read_again(forms: Forms, folder: Path, counting: Counting) -> None:
    """One form is changed and one is opened; the others keep what they gave."""
    before = totals(take(forms, village(folder, "乙村", 1)))
    counting.taken()
    taken = take(forms, village(folder, "甲村", 400))
    assert counting.taken() == ["甲村.xlsx"]
    after = totals(taken)
    assert {name for name in after if after[name] != before[name]} == {"甲村"}
    assert [source.file.name for source in taken.news] == ["甲村.xlsx"] if taken is not None else False


def test_a_new_form_is_read_and_a_form_that_is_gone_counts_no_longer(
    forms: Forms, folder: Path, counting: Counting
) -> None:
    """The others are not looked into for that."""
    new, gone = village(folder, "丁村"), folder / "乙村.xlsx"
    gone.unlink()
    taken = take(forms, new, gone)
    assert (counting.taken(), [*totals(taken)]) == (["丁村.xlsx"], ["丁村", "丙村", "甲村"])
    assert [source.file.name for source in taken.gone] == ["乙村.xlsx"] if taken is not None else False


def test_nothing_is_read_where_nothing_of_the_kind_has_changed(forms: Forms, folder: Path, counting: Counting) -> None:
    """A text beside the forms is none of them."""
    (folder / "说明.txt").write_text("x", encoding="utf-8")
    assert (take(forms, folder / "说明.txt"), counting.taken()) == (None, [])


def test_a_half_written_form_stands_as_it_was(forms: Forms, folder: Path, counting: Counting) -> None:
    """It is said that it cannot be read now; once it is whole again it counts anew, and nothing more is said."""
    before = totals(take(forms, village(folder, "甲村", 1)))
    path = folder / "甲村.xlsx"
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    broken = take(forms, path)
    assert (totals(broken), codes(broken), forms.kept) == (before, ["form-kept"], frozenset({path}))
    path.write_bytes(whole)
    mended = take(forms, path)
    assert (totals(mended), codes(mended), forms.kept) == (before, [], frozenset())
    assert counting.taken() == ["甲村.xlsx"] * 3


def test_a_form_that_was_never_read_is_not_kept(forms: Forms, folder: Path) -> None:
    """There is nothing that it could stand as."""
    path = folder / "丁村.xlsx"
    path.write_bytes(b"no workbook")
    assert (totals(take(forms, path))["丁村"], forms.kept) == ("", frozenset())


def test_a_form_that_says_something_else_is_not_kept(forms: Forms, folder: Path) -> None:
    """A form without a kind can be read: that it cannot be rated is its own fault, and is shown."""
    path = form(folder / "甲村.xlsx", TABLE.format(1), 基本信息="| 单位名称 | 甲村 |")
    assert (totals(take(forms, path))["甲村"], forms.kept) == ("", frozenset())


def test_a_kept_form_that_is_gone_is_gone(forms: Forms, folder: Path) -> None:
    """What was deleted in the end does not stand for ever."""
    path = folder / "甲村.xlsx"
    path.write_bytes(b"PK\x03\x04")
    take(forms, path)
    path.unlink()
    assert ([*totals(take(forms, path))], forms.kept) == (["丙村", "乙村"], frozenset())


def test_what_is_kept_is_said_again_only_where_it_changes(forms: Forms, folder: Path) -> None:
    """A workbook that is tried again, and still cannot be read, is no news."""
    path = folder / "甲村.xlsx"
    path.write_bytes(b"PK\x03\x04")
    first, second = take(forms, path), take(forms, path)
    assert first is not None
    assert second is not None
    assert ([source.path for source in first.news], second.news) == ([path], ())


def test_an_archive_is_read_again_as_a_whole(forms: Forms, folder: Path, counting: Counting) -> None:
    """Its forms come and go with it."""
    for names in (["丁村", "戊村"], ["戊村"]):
        taken = take(forms, archive(folder, names))
        assert counting.taken() == [f"{name}.xlsx" for name in names]
        assert {*totals(taken)} == {"甲村", "乙村", "丙村", *names}


def test_the_forms_of_a_broken_archive_stand_as_they_were(forms: Forms, folder: Path, counting: Counting) -> None:
    """Somebody is copying it: none of its forms is gone, and each says that it stands as it was."""
    path = archive(folder, ["丁村", "戊村"])
    before = totals(take(forms, path))
    counting.taken()
    whole = path.read_bytes()
    path.write_bytes(whole[:-30])
    broken = take(forms, path)
    assert (totals(broken), codes(broken), counting.taken()) == (before, ["form-kept"] * 2, [])
    path.write_bytes(whole)
    assert (codes(take(forms, path)), forms.kept) == ([], frozenset())


def test_results_of_the_program_are_no_forms(forms: Forms, folder: Path) -> None:
    """A board that is written into the folder changes nothing on the board."""
    page = folder / "board.html"
    page.write_bytes(stamped_page(b"<!doctype html><table><tr><td>x</td></tr></table>"))
    taken = take(forms, page)
    assert ([*totals(taken)], codes(taken)) == (["丙村", "乙村", "甲村"], [])
