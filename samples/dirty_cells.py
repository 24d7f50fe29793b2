"""Dirty workbooks, one cell at a time: units, words, blanks, errors and doubts as people type them."""

from decimal import Decimal

from dirty_books import Shown
from dirty_forms import Dirty, form, never_reckoned, own_form, patched

from starcli.core.filling import Filled, Row

NOTE = "interpreted"
PENDING = ("value-pending", "missing-value")
BY_FORMULAS = ("form-total-differs", "填报表!B2")
"""The form's own formulas make nothing of a text that starcli reads, so that its own total is another."""


def wide(figure: Filled) -> str:
    """A figure in full-width digits."""
    return str(figure).translate({ord("0") + digit: ord("０") + digit for digit in range(10)})


def _all(code: str, where: str, keys: str) -> tuple[tuple[str, str], ...]:
    """The same finding for several rows: of the form's column `E`, or of a county's own sheet `自评`."""
    return tuple((code, f"{where}:{key}") for key in keys.split())


MEASURES = (
    Dirty(
        "measures-typed", "石门村", "数字带单位", ".xlsx",
        form({"total_income": "1,200万元", "assets": "0.24亿元", "liabilities": "￥356,000元", "SVC-01": "640㎡",
              "posts_filled": "5人", "posts_approved": "5人", "held": "12次", "planned": "12次",
              "settled": "30件", "disputes": "30件", "GOV-04": "零起"}),
        (*_all(NOTE, "E", "total_income assets liabilities SVC-01 posts_filled posts_approved held planned settled "
                          "disputes GOV-04"), BY_FORMULAS),
    ),
    Dirty(
        "full-width", "青坞村", "全角数字和逗号", ".xlsx",
        form({"households": wide, "grids": wide, "total_income": "１，２００．５", "SVC-03": "５６"}),
        (*_all(NOTE, "E", "households grids total_income SVC-03"), BY_FORMULAS),
    ),
    Dirty(
        "yuan-for-ten-thousands", "枫树岭村", "把元填成万元", ".xlsx",
        form({"total_income": 1_356_000, "assets": 4_860_000}),
        (*_all("measure-doubtful", "E", "total_income assets"), *_all("far-above-peers", "E", "total_income assets")),
    ),
    Dirty(
        "unit-line", "茶园村", "表头写单位元", ".xlsx",
        own_form({"DEV-01": 1_056_000}, above=[["2022年三季度村社争星晋位自评表"], ["", "", "", "", "单位：元"]]),
        (("measure-stated", "自评/3:DEV-01"),),
    ),
    Dirty(
        "percent-signs", "松岭村", "百分数各种写法", ".xlsx",
        own_form({"ORG-01": "100%", "ORG-03": "85％", "ORG-04": "92 %", "ORG-05": "百分之九十八", "GRD-08": "985‰"}),
        (*_all(NOTE, "自评", "ORG-01 ORG-03 ORG-04 GRD-08"), ("number-in-words", "自评:ORG-05")),
    ),
    Dirty(
        "percent-formats", "大坪村", "百分比格式不一", ".xlsx",
        own_form({"ORG-03": Shown(0.85, "0%"), "ORG-04": Shown(0.9225, "0.00%"), "GRD-09": 0.98, "GOV-01": "0.97"}),
        (*_all(NOTE, "自评", "ORG-03 ORG-04"), *_all("percent-or-share", "自评", "GRD-09 GOV-01")),
    ),
    Dirty(
        "above-a-hundred-per-cent", "里坞村", "超过百分之百", ".xlsx", own_form({"ORG-04": "105%", "DEV-03": "105%"}),
        ((NOTE, "自评:ORG-04"), ("value-out-of-bounds", "自评:ORG-04"), (NOTE, "自评:DEV-03")),
    ),
    Dirty(
        "estimates-and-ranges", "外塘村", "约数和区间", ".xlsx",
        own_form({"ORG-04": "约85%", "ORG-05": "≥95%", "GRD-08": "近90%", "GRD-09": "98%以上", "GOV-02": "85-90%",
                  "GOV-07": "95~98", "SVC-03": "48至56"}),
        (*_all("value-not-exact", "自评", "ORG-04 ORG-05 GRD-08 GRD-09"),
         *_all("value-is-a-range", "自评", "GOV-02 GOV-07 SVC-03")),
    ),
    Dirty(
        "fractions", "渔溪村", "分数和比", ".xlsx",
        own_form({"ORG-03": "3/4", "ORG-08": "12÷13", "GRD-02": "3比3", "GRD-09": Shown(44624, "m/d")}),
        (*_all("value-worked-out", "自评", "ORG-03 ORG-08 GRD-02"),
         ("not-readable-as-number", "自评:GRD-09")),
    ),
    Dirty(
        "sums", "平坦村", "算式", ".xlsx",
        patched(form({"SVC-01": "200+120", "SVC-05": 26}), {"SVC-05": "><f>12+14</f><v>26</v>"}),
        (("value-worked-out", "E:SVC-01"), BY_FORMULAS),
    ),
    Dirty(
        "numerals", "湖畔村", "中文数字和万", ".xlsx",
        form({"total_income": "300万5千", "assets": "900w", "SVC-05": "二十六", "held": "十二", "planned": "十二"}),
        (*_all("number-in-words", "E", "total_income assets SVC-05 held planned"), BY_FORMULAS),
    ),
    Dirty(
        "remarks-in-values", "东岸村", "数字里夹说明", ".xlsx",
        form({"SVC-01": "320(其中办公80)", "assets": "635.6\n其中固定资产600", "SVC-05": "26场（含文化礼堂）"}),
        (*_all("remark-in-value", "E", "SVC-01 assets SVC-05"), BY_FORMULAS),
    ),
    Dirty(
        "minus-and-decimal-signs", "西陈村", "负数和小数点", ".xlsx",
        form({"inc_operate": 80, "inc_contract": 40, "inc_invest": "（0.5）", "inc_this": Decimal("119.5"),
              "inc_last": "△3", "total_income": "160。5", "assets": "1200. 5", "liabilities": "35,6"}),
        (("brackets-as-minus", "E:inc_invest"), (NOTE, "E:inc_last"), ("check-failed", "E:inc_this"),
         *_all("decimal-sign-unclear", "E", "total_income assets liabilities"), BY_FORMULAS),
    ),
)  # fmt: skip

WORDS = (
    Dirty(
        "none", "前溪村", "填无和没有", ".xlsx",
        form({"GOV-03": "无", "GOV-04": "没有", "ORG-10": "零", "SVC-01": "无"}),
        (*_all(NOTE, "E", "GOV-03 GOV-04 ORG-10"), ("none-or-unknown", "E:SVC-01"), BY_FORMULAS),
    ),
    Dirty(
        "blank-marks", "后坞村", "横线斜杠和不涉及", ".xlsx",
        form({"contacted": "—", "migrant_total": "/", "SVC-06": "×", "SVC-01": "无此项",
              "units_ok": Row({"self": "不涉及", "verified": "不适用"}),
              "units": Row({"self": "N/A", "verified": "不适用"})}),
        (*_all("not-applicable-unconfirmed", "E", "contacted migrant_total SVC-06 SVC-01"),
         *_all("not-applicable-without-reason", "I", "units_ok units")),
    ),
    Dirty(
        "blanks", "上坪村", "空白和空格", ".xlsx",
        form({"SVC-03": "", "ORG-09": " ", "SVC-01": "\u3000", "disclosed": "\u00a0"}),
        _all("missing-value", "E", "SVC-03 ORG-09 SVC-01 disclosed"),
    ),
    Dirty(
        "pending", "中坪村", "待定同上见附件", ".xlsx",
        form({"SVC-03": "待定", "SVC-05": "同上", "ORG-09": "见附件3", "GOV-08": "TBD"}),
        tuple((code, f"E:{key}") for key in ("SVC-03", "SVC-05", "ORG-09", "GOV-08") for code in PENDING),
    ),
    Dirty(
        "yes-and-no", "桃源村", "是否写法不一", ".xlsx",
        form({"DEV-06": "×", "GOV-06": 1, "SVC-03": str, "households": str, "grids": str}),
        (("yes-as-number", "E:GOV-06"),),
    ),
    Dirty(
        "levels", "龙井坑村", "等次写法不一", ".xlsx",
        form({"SVC-06": "ＡＡＡＡ", "ORG-09": "优秀", "GOV-08": "正在创建", "DEV-06": "基本完成",
              "GOV-06": "正在推进"}),
        (("level-of-another-scale", "E:ORG-09"), *_all("not-a-level", "E", "GOV-08 DEV-06 GOV-06"), BY_FORMULAS),
    ),
    Dirty(
        "errors-and-formulas", "梅溪村", "公式报错或没有结果", ".xlsx",
        patched(never_reckoned(form()),
                {"SVC-01": ' t="e"><f>320/0</f><v>#DIV/0!</v>', "assets": ' t="e"><f>#REF!</f><v>#REF!</v>',
                 "inc_this": "><f>SUM(E39:E41)</f><v></v>"}),
        (*_all("cell-error", "E", "SVC-01 assets"), ("formula-without-value", "E:inc_this")),
    ),
)  # fmt: skip

COVERS = (
    Dirty(
        "code-as-number", "洋坪村", "代码成了科学计数", ".xlsx", form(code="3.30127E+11"),
        (("code-lost-precision", "基本信息!B2"),),
    ),
    Dirty(
        "code-with-apostrophe", "西坞村", "代码带撇号", ".xlsx",
        form(code="'330199011212"), (("code-mended", "基本信息!B2"),),
    ),
    Dirty(
        "rare-characters", "里 坪村", "名称有空格和生僻字", ".xlsx",
        form(), (("name-with-rare-character", "基本信息!B6"),), ("里坪村",),
        town="南（氵甸）乡",
    ),
    # The form alone is sound: that the roster spells the name otherwise shows when the two are compared.
    Dirty("name-off-the-roster", "汾口村", "名称和名册差一字", ".xlsx", form(code="")),
    # Kind and profile are not for typing: the form's formulas are made for them.
    Dirty(
        "no-kind", "源口村", "没填类型", ".xlsx", form(kind=""),
        (("kind-missing", "基本信息!B4"),), (),
    ),
    Dirty(
        "unknown-profile", "金坑村", "分类不认识", ".xlsx",
        form(profile="海岛村"),
        (("profile-unknown", "基本信息!B5"), ("form-for-another-kind", "基本信息!B5")), (),
    ),
    # The rating asks for no date: what is written here is nobody's loss.
    Dirty(
        "dates", "沙坪村", "日期写法不一", ".xlsx",
        form(date="2022.6", period="2022年三季度", filled_in_by="6月底前"),
    ),
)  # fmt: skip

CELLS = (*MEASURES, *WORDS, *COVERS)
"""Dirty workbooks whose cells are wrong."""
