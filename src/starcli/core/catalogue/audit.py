"""Findings of an audit: whom nobody has checked, quotas that cannot be met, texts that two units share."""

from starcli.core.catalogue.entry import entries

_ERRORS = entries(
    "error",
    (
        "audit-quota-unclear",
        "看不懂抽查比例 {text}",
        "'{text}' is no share of the units",
        "请写百分数，大于0、不超过100，如 15%",
        "give a percentage above 0 and not above 100: 15%",
    ),
)

_WARNINGS = entries(
    "warning",
    (
        "texts-copied",
        "与{unit}（{place}）的说明有 {count} 个字相同：“{passage}”{more}",
        "{count} letters of evidence and remarks are the same as those of {unit} ({place}): '{passage}'{more}",
        "疑似照抄，请镇街对照两份佐证材料核实",
        "this looks copied: let the town check the evidence of both",
    ),
    (
        "audit-quota-unusual",
        "抽查比例 {quota}% 不在通常的 {usual} 之内",
        "the quota of {quota}% is outside of the usual {usual}",
        "请核对 --quota；确需如此的不用处理",
        "check --quota; nothing to do where it is meant",
    ),
    (
        "audit-quota-short",
        "应抽 {wanted} 个单位，可抽的只有 {eligible} 个",
        "{wanted} units are to be checked, but only {eligible} can be",
        "催报未上报的单位，改正读不出的表，或用 --checked-by reviewed 改为只算县级复核",
        "chase those who have not reported, correct what cannot be rated, or use --checked-by reviewed",
    ),
)

_NOTES = entries(
    "note",
    (
        "audit-not-checked",
        "{of} 个单位中有 {count} 个没有任何核验，是否属实不得而知：{names}",
        "nobody has checked anything of {count} units of {of}: nothing is known of them, good or bad: {names}",
        "按抽查名单安排核验；没有差额不等于没有虚报",
        "check them by the list; no difference does not mean that nothing was claimed too much",
    ),
)

AUDIT = _ERRORS | _WARNINGS | _NOTES
