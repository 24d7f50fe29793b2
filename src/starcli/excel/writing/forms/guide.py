"""The Guide: how the form is filled in, what it works out by itself, and which framework it was made for."""

from starcli.core.scheme import Scheme
from starcli.core.text import Text
from starcli.excel.layouts.form import PROFILE_LABELS, SHEETS
from starcli.excel.writing.forms.spots import Spot, Spots
from starcli.excel.writing.page import Page, Workbook

GUIDE = "guide"
_LABEL, _FIRST_SENTENCE = 1, 3
_STAMP = Text("表样编号", "Form")


def place_guide(spots: Spots) -> None:
    """Say where the label of a sample is, and the stamp of the form."""
    spots.put(GUIDE, "label", "value", Spot("guide", _LABEL, 0))
    spots.put(GUIDE, "stamp", "value", Spot("guide", _FIRST_SENTENCE + len(_GUIDANCE) + 4, 1))


def guide_page(book: Workbook, scheme: Scheme) -> Page:
    """The sheet."""
    framework = scheme.framework
    page = book.page(SHEETS["guide"], (22, 78))
    page.say(Text("填报说明", "How to fill in this form"), "title", height=30)
    page.say("", "subtitle")
    page.skip()
    for sentence in _GUIDANCE:
        page.say(sentence, "guide")
    page.skip()
    rows = (
        (PROFILE_LABELS["framework"], framework.id),
        (PROFILE_LABELS["version"], framework.version),
        (PROFILE_LABELS["fingerprint"], framework.fingerprint),
        (_STAMP, None),
    )
    for label, content in rows:
        page.put(page.row, 0, label, "label")
        page.put(page.row, 1, content, "text")
        page.row += 1
    page.skip()
    page.say(framework.disclaimer, "quiet")
    return page


_GUIDANCE = (
    Text(
        "1. 先填“基本信息”，再填“填报表”：只填浅黄色的格，其余的格已锁定（没有密码，请不要改动）。",
        "1. Fill in Profile, then Data: the pale yellow cells only. The others are locked, without a password.",
    ),
    Text(
        "2. 每个数只填一次，只填数字，不写单位；百分之八十五填 85。说明写在备注。",
        "2. Each figure is typed once: digits without units, 85 for 85 %. Words belong under remarks.",
    ),
    Text(
        "3. 填完一格，看旁边的“检查”：✓ 可用；✗ 不能用，旁边写着原因；！ 请核对。",
        "3. Look at 'Check' beside each cell: ✓ it can be used; ✗ it cannot, and why; ！ please look again.",
    ),
    Text(
        "4. 没有发生填 0；确不适用的在“不适用”栏打 √，并在备注写明理由，由镇街在核验值填“不适用”确认。",
        "4. Write 0 for none. Mark what does not apply with √ and give the reason under remarks; "
        "the town confirms by entering 'not applicable' as verified value.",
    ),
    Text(
        "5. 总分和星级随填随算：“填报表”第二行是结果，“自评表”是每一项的得分、要求和差距，以及卡在哪里。",
        "5. Total and stars follow what is typed: the second row of Data shows them, Scorecard every item's points, "
        "what is required, the gap, and what stands in the way.",
    ),
    Text(
        "6. 想知道改进一项能得多少分，在“自评表”的“试算值”栏填设想的数；不影响自评结果。",
        "6. To see what an improvement would bring, type a value under 'What if' on Scorecard; it changes no result.",
    ),
    Text(
        "7. 填报值由村社填，核验值由镇街填，复核值由县级填，加减分和一票否决由镇街、县级填；谁也不改别人的格。",
        "7. The unit fills in self-reported values, the town verified ones, the county reviewed ones, and both the "
        "adjustments and vetoes; nobody changes another's cells.",
    ),
    Text(
        "8. “上期值”是上期最后认定的值；不常变的已照上期填好，请逐项核对，变了就改。",
        "8. 'Last value' is what was found in the end last season; what seldom changes is filled in from it: "
        "look at each and correct what has changed.",
    ),
    Text(
        "9. 表内的分数是预览；正式结果以交回后程序计算为准，公式和锁定内容的改动会被逐格列出。",
        "9. The points in this form are a preview: the rating is reckoned when it is returned, and every changed "
        "formula or locked cell is listed.",
    ),
)
