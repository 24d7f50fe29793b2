"""Findings about making forms: for whom they are asked, and what is taken over from last season's."""

from starcli.core.catalogue.entry import entries

_ERRORS = entries(
    "error",
    (
        "form-for-whom",
        "没有说明给谁制表",
        "nothing says for whom a form is wanted",
        "请用 --kind 写明类型（{known}），或用 --roster 给出名册",
        "name a kind with --kind ({known}), or a roster with --roster",
    ),
    (
        "no-such-kind",
        "没有“{text}”这个类型，或有几个类型以此开头",
        "there is no kind '{text}', or more than one begins so",
        "可用：{known}",
        "kinds: {known}",
    ),
    (
        "no-such-profile",
        "{kind}没有“{text}”这个分类，或有几个分类以此开头",
        "'{text}' is no profile of the kind {kind}, or more than one begins so",
        "可用：{known}",
        "profiles: {known}",
    ),
    (
        "profile-without-kind",
        "只写了分类“{text}”，没有写类型",
        "the profile '{text}' is given without a kind",
        "请用 --kind 写明类型：{known}",
        "name the kind with --kind: {known}",
    ),
    (
        "kind-beside-roster",
        "给了名册，又写了 --kind 或 --profile",
        "--kind or --profile stands beside a roster",
        "类型和分类以名册为准，请去掉这两个选项",
        "leave them out: the roster says what each unit is",
    ),
    (
        "last-without-roster",
        "--last 要和 --roster 一起用",
        "--last is of use with --roster only",
        "请用 --roster 给出名册，上期值按名册对到各单位",
        "name a roster: it says whose form of last season is whose",
    ),
    (
        "roster-kind-missing",
        "“{unit}”没有写类型，没有制表",
        "'{unit}' has no kind in the roster: no form was made",
        "请在名册的类型栏填写：{known}",
        "write one of these as its kind: {known}",
    ),
)

_WARNINGS = entries(
    "warning",
    (
        "last-form-unread",
        "上期的表读不出来，里面的数没有带过来：{reason}",
        "last season's form could not be read, and nothing was taken over from it: {reason}",
        "请另存或换一份能读的，再制一次表",
        "save it anew or find one that can be read, then make the forms again",
    ),
    (
        "last-form-of-nobody",
        "上期 {count} 份表对不上名册里的单位，没有采用：{files}",
        "{count} forms of last season are of nobody in the roster and were not used: {files}",
        "请核对单位代码和名称；已撤并的单位不用处理",
        "check codes and names; nothing to do for a unit that is no more",
    ),
    (
        "last-form-twice",
        "“{unit}”上期有 {count} 份表，哪份都没有采用：{files}",
        "'{unit}' has {count} forms of last season, and none was used: {files}",
        "请只留一份，再制一次表",
        "keep one, then make the forms again",
    ),
)

_NOTES = entries(
    "note",
    (
        "last-form-missing",
        "{count} 个单位没有上期的表，上期值空着：{names}",
        "{count} units have no form of last season; the column of last values stays blank: {names}",
        "请核对单位代码和名称是否一致；新设单位不用处理",
        "check that codes and names agree; nothing to do for a new unit",
    ),
)

FORMS = _ERRORS | _WARNINGS | _NOTES
