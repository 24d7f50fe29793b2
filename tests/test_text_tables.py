"""CSV and HTML tables, as exports and messengers leave them."""

import pytest

from starcli.excel.opening.book import CellValue
from starcli.excel.opening.guard import Oversized
from starcli.excel.opening.text_tables import decode, read_csv, read_html


def cells(html: str) -> list[list[CellValue]]:
    """The rows of the only table of a page."""
    (table,) = read_html(html)
    return [list(row) for row in table.rows]


@pytest.mark.parametrize(
    "content",
    [
        "编码,填报值\n".encode(),
        "编码,填报值\n".encode("utf-8-sig"),
        "编码,填报值\n".encode("gb18030"),
        "编码,填报值\n".encode("utf-16"),
    ],
    ids=["UTF-8", "UTF-8 with mark", "GB18030", "UTF-16"],
)
def test_every_encoding_of_an_office_is_read(content: bytes) -> None:
    """The same text comes out of each encoding, without its mark."""
    assert decode(content) == "编码,填报值\n"


def test_a_declared_encoding_is_believed() -> None:
    """An HTML page that says how it is encoded is read so."""
    page = '<meta charset="big5"><td>編碼</td>'
    assert decode(page.encode("big5")) == page


def test_an_unknown_declaration_is_not() -> None:
    """A page that declares an encoding that does not exist is read as if it declared none."""
    page = '<meta charset="nonsense"><td>编码</td>'
    assert decode(page.encode()) == page


def test_bytes_that_are_no_text() -> None:
    """What is text in none of the encodings is not read."""
    assert decode(b"\xff\x00\xff") is None


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_commas_tabs_and_semicolons_part_cells(delimiter: str) -> None:
    """The delimiter of the first line is taken; quoted cells keep theirs; short rows are filled up."""
    head = delimiter.join(("编码", "填报值", "备注"))
    text = f'{head}\r\nORG-02{delimiter}0\r\n"A{delimiter}B"{delimiter}1{delimiter}"两\n行"\r\n'
    assert read_csv(text, "f").rows == (
        ("编码", "填报值", "备注"),
        ("ORG-02", "0", ""),
        (f"A{delimiter}B", "1", "两\n行"),
    )


def test_a_csv_of_nothing_has_no_rows() -> None:
    """An empty text gives an empty sheet."""
    assert read_csv("", "f").rows == ()


def test_an_html_table_keeps_its_merged_cells() -> None:
    """A spanning cell stands once, at its first place, and the cells that it covers are blank."""
    page = (
        "<table><tr><th rowspan=2>编码</th><th colspan='2'>完成情况</th></tr>"
        "<tr><th>数据项1</th><th>指标值</th></tr><tr><td>ORG-02</td><td></td><td> 0 </td></tr></table>"
    )
    assert cells(page) == [["编码", "完成情况", ""], ["", "数据项1", "指标值"], ["ORG-02", "", "0"]]
    assert read_html(page)[0].merged == (((0, 0), (1, 0)), ((0, 1), (0, 2)))


def test_unclosed_and_escaped_html() -> None:
    """Entities are resolved and line breaks kept; a script's text is no cell's."""
    page = "<script>var a = '<td>x</td>'</script><table><tr><td>&lt;3&nbsp;&amp; 4<br>行</td></tr>"
    assert cells(page) == [["<3\xa0& 4\n行"]]


def test_tables_inside_tables_stand_apart() -> None:
    """A nested table is a table of its own."""
    page = "<table><tr><td>外</td></tr><tr><td><table><tr><td>内</td></tr></table></td></tr></table>"
    assert [[list(row) for row in table.rows] for table in read_html(page)] == [[["外"], [""]], [["内"]]]


@pytest.mark.parametrize("span", ["999999999", "-5", "x", "", "²"])
def test_absurd_spans_do_no_harm(span: str) -> None:
    """A span that is no number, or beyond any sheet, takes no memory."""
    assert len(read_html(f'<table><tr><td rowspan="{span}" colspan="2">a</td></tr></table>')[0].rows) == 1


def test_a_page_without_a_table_has_no_sheets() -> None:
    """Text outside tables is not read."""
    assert read_html("<p>编码</p>") == ()


@pytest.mark.parametrize(
    "page",
    [
        "<table>" + "<tr><td colspan=1000>a</td></tr>" * 3000 + "</table>",
        "<table>" + "<tr><td rowspan=1000 colspan=1000>a</td></tr>" * 3000 + "</table>",
        "<table><tr>" + "<td colspan=1000></td>" * 100 + "</tr>" + "<tr><td></td></tr>" * 30 + "</table>",
    ],
)
def test_a_page_that_stands_for_millions_of_cells_is_refused(page: str) -> None:
    """A short page may stand for more cells than any memory holds."""
    with pytest.raises(Oversized, match="table1"):
        read_html(page)


@pytest.mark.parametrize("text", [",,,\n" + "a\n" * 600_000, "," * 3_000_000, '"' + "a" * 200_000 + '"'])
def test_a_text_that_is_no_table_of_people_is_refused(text: str) -> None:
    """Rows are laid out as wide as the widest: too many cells, or one too long, are no form."""
    with pytest.raises(Oversized):
        read_csv(text, "表")


@pytest.mark.parametrize("charset", ["undefined", "idna", "punycode", "rot13", "zlib", "utf-7", "cp437", "\xff"])
def test_a_declared_encoding_is_believed_only_if_people_use_it(charset: str) -> None:
    """Whatever else a page declares is read as UTF-8, else as GB18030."""
    content = f'<meta charset="{charset}"><table>编码</table>'
    assert decode(content.encode()) == content


def test_big5_is_read() -> None:
    """A page in Big5 that says so is read as such."""
    content = '<meta charset="big5"><table>編碼</table>'
    assert decode(content.encode("big5")) == content
