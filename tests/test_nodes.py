"""Reading YAML: every scalar as typed, every line known, and nothing lost."""

import subprocess
import sys
from pathlib import Path

import pytest

from starcli.core.findings import Location, finding
from starcli.definitions.nodes import Document, read_document

Found = list[tuple[int, str]]
_READ = """
import sys
from pathlib import Path
from starcli.definitions.nodes import read_document
sys.exit(not read_document(Path(sys.argv[1]), "x").findings)
"""


def _read(folder: Path, text: str | bytes) -> tuple[Document | None, Found]:
    """A text as a document, with line and code of each finding."""
    file = folder / "x.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    read = read_document(file, "x.yaml")
    return read.value, [(f.location.line, f.code) for f in read.findings]


def _content(folder: Path, text: str | bytes) -> object:
    """What a text without faults says."""
    document, found = _read(folder, text)
    assert found == []
    return document.content if document else None


@pytest.mark.parametrize(
    "typed",
    ["0101", "yes", "No", "on", "1e3", "0x1F", "0o17", "1_000", "12:30:45", "2022-09-19", "~", "null", "True", ".5",
     "1.10", "-0", "+3", ".inf", "85%", "８５％", "=", "3A"],
)  # fmt: skip
def test_a_scalar_stays_as_typed(typed: str, tmp_path: Path) -> None:
    """Nothing that YAML would turn into a number, a date, a truth value or nothing is turned into one."""
    assert _content(tmp_path, f"key: {typed}") == {"key": typed}


@pytest.mark.parametrize("typed", ["0101", "yes", "1e3", "null"])
def test_a_key_stays_as_typed(typed: str, tmp_path: Path) -> None:
    """A key is the text that stands there."""
    assert _content(tmp_path, f"{typed}: x") == {typed: "x"}


def test_a_tag_changes_nothing(tmp_path: Path) -> None:
    """A tag asks for a type or an object and gets the text."""
    assert _content(tmp_path, "a: !!int '7'\nb: !!python/name:os.system x") == {"a": "7", "b": "x"}


def test_a_quoted_or_folded_scalar_is_its_text(tmp_path: Path) -> None:
    """Quotes, folds and literal blocks mean what YAML says."""
    text = "a: 'it''s'\nb: \"x\\ty\"\nc: >-\n  one\n  two\nd: |\n  one\n  two\n"
    assert _content(tmp_path, text) == {"a": "it's", "b": "x\ty", "c": "one two", "d": "one\ntwo\n"}


def test_a_value_left_out_is_an_empty_text(tmp_path: Path) -> None:
    """A key with nothing after it has an empty text."""
    assert _content(tmp_path, "a:\nb: ''\n") == {"a": "", "b": ""}


def test_mappings_and_lists_nest(tmp_path: Path) -> None:
    """Block and flow style say the same."""
    assert _content(tmp_path, "a:\n  - b: [1, 2]\n  - {c: d}\n") == {"a": [{"b": ["1", "2"]}, {"c": "d"}]}


def test_a_byte_order_mark_is_not_part_of_the_first_key(tmp_path: Path) -> None:
    """A file saved by Notepad with a mark reads as one without."""
    assert _content(tmp_path, b"\xef\xbb\xbfa: 1\n") == {"a": "1"}


def test_windows_line_ends_do_not_stay_in_the_text(tmp_path: Path) -> None:
    """A file with carriage returns reads as one without."""
    assert _content(tmp_path, b"a: 1\r\nb: 2\r\n") == {"a": "1", "b": "2"}


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "\ufeff"])
def test_an_empty_file_is_an_empty_mapping(text: str, tmp_path: Path) -> None:
    """A file that says nothing has no keys, so what is missing can be named."""
    assert _content(tmp_path, text) == {}


def test_every_path_has_the_line_of_its_key(tmp_path: Path) -> None:
    """A mapping's entry stands on the line of its key, a list's item on its own."""
    document, _ = _read(tmp_path, "# head\na: 1\nb:\n  c:\n    - x\n    - {d: y,\n       e: z}\n")
    assert document is not None
    assert dict(document.lines) == {
        (): 2,
        ("a",): 2,
        ("b",): 3,
        ("b", "c"): 4,
        ("b", "c", 0): 5,
        ("b", "c", 1): 6,
        ("b", "c", 1, "d"): 6,
        ("b", "c", 1, "e"): 7,
    }


@pytest.mark.parametrize(
    ("path", "line"), [(("b", "c"), 3), (("b", "missing"), 2), (("b", "c", "deeper", 0), 3), (("x",), 1), ((), 1)]
)
def test_a_path_without_a_line_is_located_at_the_nearest_above(
    path: tuple[str | int, ...], line: int, tmp_path: Path
) -> None:
    """What is not in the file is said to be where it would belong."""
    document, _ = _read(tmp_path, "a: 1\nb:\n  c: 2\n")
    assert document is not None
    assert document.locate(path) == Location("x.yaml", line=line)


def test_a_duplicate_key_names_the_first_line_and_keeps_its_value(tmp_path: Path) -> None:
    """The second of two equal keys is a finding that says where the first is."""
    file = tmp_path / "x.yaml"
    file.write_text("a: 1\nb:\n  c: 2\n  d: 3\n  c: 4\na: 5\n", encoding="utf-8")
    read = read_document(file, "x.yaml")
    assert read.findings == (
        finding("duplicate-key", Location("x.yaml", line=5), key="c", line=3),
        finding("duplicate-key", Location("x.yaml", line=6), key="a", line=1),
    )


def test_the_first_of_two_equal_keys_counts(tmp_path: Path) -> None:
    """What a duplicate key says is left out."""
    document, _ = _read(tmp_path, "a: 1\na: 2\n")
    assert document is not None
    assert document.content == {"a": "1"}


def test_a_key_may_stand_in_two_mappings(tmp_path: Path) -> None:
    """Equal keys of different mappings are no duplicates."""
    assert _content(tmp_path, "a: {x: 1}\nb: {x: 2}\n") == {"a": {"x": "1"}, "b": {"x": "2"}}


def test_an_alias_says_what_its_anchor_says(tmp_path: Path) -> None:
    """A value given once by an anchor can be used again."""
    assert _content(tmp_path, "a: &one {x: [1]}\nb: *one\n") == {"a": {"x": ["1"]}, "b": {"x": ["1"]}}


def test_a_fault_below_an_alias_is_located_at_the_anchor(tmp_path: Path) -> None:
    """What an alias brings stands where it was written; the alias itself on its own line."""
    document, _ = _read(tmp_path, "a: &one\n  x: 1\nb: *one\n")
    assert document is not None
    assert [document.locate(path).line for path in [("b",), ("b", "x")]] == [3, 2]


def test_a_merge_key_is_an_ordinary_key(tmp_path: Path) -> None:
    """`<<` merges nothing, so that every key stands where it is read."""
    assert _content(tmp_path, "a: &one {x: 1}\nb: {<<: *one}\n") == {"a": {"x": "1"}, "b": {"<<": {"x": "1"}}}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: [1, 2\nc: 3\n", 3),
        ("a: 1\n b: 2\n", 2),
        ("a:\n\tb: 2\n", 2),
        ("a: 1\nb: 'open\n", 3),
        ("a: 1\nb: *nothing\n", 2),
        ("a: 1\n---\nb: 2\n", 2),
        ("a: 1\nb: 2\nc: \x07\n", 3),
        ("a: {b: 1\n", 2),
        ("a: @b\n", 1),
    ],
    ids=["bracket", "indent", "tab", "quote", "alias", "two documents", "control character", "brace", "sign"],
)
def test_a_mistake_of_syntax_is_one_finding_at_its_line(text: str, line: int, tmp_path: Path) -> None:
    """A file that is no YAML is one finding, on the line where reading stopped."""
    assert _read(tmp_path, text) == (None, [(line, "yaml-syntax")])


def test_nesting_deeper_than_anyone_writes_is_a_finding(tmp_path: Path) -> None:
    """A level too deep is named with its line and left out."""
    text = "".join(f"{'  ' * depth}k:\n" for depth in range(41))
    _, found = _read(tmp_path, text)
    assert found == [(41, "yaml-too-deep")]


def test_nesting_as_deep_as_the_limit_is_read(tmp_path: Path) -> None:
    """The deepest level allowed has no finding."""
    _, found = _read(tmp_path, "".join(f"{'  ' * depth}k:\n" for depth in range(40)))
    assert found == []


def test_nesting_by_the_thousand_is_one_finding(tmp_path: Path) -> None:
    """Brackets by the thousand are named once."""
    assert _read(tmp_path, "a: " + "[" * 5_000 + "]" * 5_000)[1] == [(1, "yaml-too-deep")]


def test_an_anchor_that_holds_itself_is_too_deep(tmp_path: Path) -> None:
    """An anchor within its own value ends at the deepest level allowed."""
    _, found = _read(tmp_path, "a: 1\nb: &b [*b]\n")
    assert found == [(2, "yaml-too-deep")]


@pytest.mark.parametrize(
    "text", ["a: &a [*a, *a, *a]\n", "a: " + "[" * 60_000], ids=["anchors that multiply", "brackets without end"]
)
def test_a_hostile_file_is_a_finding_soon(text: str, tmp_path: Path) -> None:
    """A file that stands for millions of values, or nests without end, neither hangs nor crashes the program."""
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")
    run = subprocess.run([sys.executable, "-c", _READ, "x.yaml"], cwd=tmp_path, check=False, timeout=3)
    assert run.returncode == 0


@pytest.mark.parametrize(
    "content", ["名称: 村\n".encode("gbk"), b"a: \xff\xfe\n", "a: 1\n".encode("utf-16")], ids=["GBK", "bytes", "UTF-16"]
)
def test_a_file_that_is_not_utf_8_is_one_finding(content: bytes, tmp_path: Path) -> None:
    """A file in another encoding cannot be read and says so."""
    assert _read(tmp_path, content) == (None, [(0, "file-unreadable")])


def test_a_file_that_is_not_there_is_one_finding(tmp_path: Path) -> None:
    """A missing file is a finding, not an exception."""
    read = read_document(tmp_path / "none.yaml", "none.yaml")
    assert [(str(f.location), f.code) for f in read.findings] == [("none.yaml", "file-unreadable")]


def test_a_folder_in_place_of_a_file_is_one_finding(tmp_path: Path) -> None:
    """A folder cannot be read as a file and says so."""
    assert [f.code for f in read_document(tmp_path, "x").findings] == ["file-unreadable"]
