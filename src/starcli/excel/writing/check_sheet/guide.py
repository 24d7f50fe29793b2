"""The guide of a check sheet: what each verdict means, and what goes with it."""

from starcli.core.checking.words import METHODS, VERDICTS
from starcli.core.text import Text
from starcli.excel.layouts.check_sheet import CHECK_HEADINGS, CHECK_SHEETS
from starcli.excel.writing.page import Column, Content, Page, Workbook, widths

_MEANINGS = {
    "as-reported": (
        Text("填报的数和佐证一致", "the figures agree with the evidence"),
        Text("核验值可以不填；填了的必须与填报值相同", "no verified value, or the same one as reported"),
    ),
    "differs": (
        Text("数不对，多了或少了", "the figures are wrong, too high or too low"),
        Text("填核验值（填在数据项上）和原因", "the verified value, on the fact that is wrong, and the reason"),
    ),
    "rejected": (
        Text("没有佐证、不真实，整项不予认定，计0分", "no evidence, or not true: the claim counts for nothing"),
        Text("不填核验值，写原因", "no value; the reason"),
    ),
    "not-applicable": (
        Text("这一项对该村社确不适用，分值折算", "the item does not apply to the unit: its weight is taken out"),
        Text("不填核验值，写理由", "no value; the reason"),
    ),
}
_LINES = (
    Text(
        "• 核验值写在填报值旁边，从不改动填报值。一项的几个数据项中，只填与填报不同的。",
        "• Verified values stand beside what was reported, which is never changed. Of several facts, enter those that "
        "differ.",
    ),
    Text(
        "• 每一行都要有结论、方式、核验人和日期；几行由同一个人同一天核的，可以合并单元格写一次。",
        "• Every row needs a verdict, a method, a checker and a day; for several rows these may be written once, in "
        "merged cells.",
    ),
    Text(
        "• 可以在 WPS 或 Excel 中填写、排序、插入行和列；不要改编码。校验码记着核查时的填报值："
        "填报表后来改过的，读回时会指出。",
        "• Fill it in with WPS or Excel; sort it, insert rows or columns, but leave the codes. The stamp remembers "
        "what was reported: what changes in the form afterwards is told when the sheet is read back.",
    ),
    Text(
        "• 这里的核验值是镇街一级的：部门数据排在它之下，县级的复核值排在它之上，仍填在填报表的复核值一列。",
        "• What is verified here is of the town's level: above the data of departments, and below what the county "
        "reviewed, which is entered in the form's own column.",
    ),
    Text(
        "• 读回：starcli verify --apply 核查表文件夹 填报表文件夹 --out 输出文件夹；"
        "或直接评定：starcli score 填报表文件夹 --data 核查表文件夹 --basis verified。",
        "• Read it back with: starcli verify --apply SHEETS FORMS --out FOLDER; or rate by it with: "
        "starcli score FORMS --data SHEETS --basis verified.",
    ),
)


def guide_page(book: Workbook) -> Page:
    """The sheet."""
    columns = (
        Column(CHECK_HEADINGS["verdict"], 18, "label_centre"),
        Column(Text("什么时候选", "When"), 52),
        Column(Text("还要填什么", "What goes with it"), 60),
    )
    page = book.page(CHECK_SHEETS["guide"], widths(columns), landscape=True)
    page.say(CHECK_SHEETS["guide"], "section", height=22)
    page.skip()
    rows: list[list[Content]] = [[VERDICTS[key], *_MEANINGS[key]] for key in VERDICTS]
    page.table(columns, rows)
    page.skip()
    methods = tuple(METHODS.values())
    zh, en = "、".join(m.zh for m in methods), ", ".join(m.en for m in methods)
    page.say(Text(f"核验方式：{zh}，可写几种。", f"Methods: {en}; several may be named."), "guide")
    for line in _LINES:
        page.say(line, "guide")
    return page
