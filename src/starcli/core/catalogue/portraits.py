"""Findings about portraits of areas and about challenges."""

from starcli.core.catalogue.entry import entries

_ERRORS = entries(
    "error",
    (
        "level-unknown",
        "没有“{text}”这个层级",
        "there is no level '{text}'",
        "可用：{known}",
        "use one of: {known}",
    ),
    (
        "challenge-of-nobody",
        "没有说是哪个单位打擂",
        "nobody is said to challenge",
        "请用 --unit 写单位代码或名称，或用 --town 写镇街名称",
        "name units with --unit, by code or name, or a town with --town",
    ),
    (
        "challenge-chosen-twice",
        "--places 和 --against 不能同时用",
        "--places and --against exclude each other",
        "请只留一个",
        "keep one of them",
    ),
    (
        "challenge-unit-unclear",
        "叫“{text}”的单位有 {count} 个",
        "{count} units have the code or name '{text}'",
        "请核对；重名的写 12 位代码，或在名称前写镇街",
        "check it; where names are shared, give the 12-digit code, or the town before the name",
    ),
    (
        "challenge-town-unclear",
        "叫“{text}”的镇街在 {count} 个县(市、区)里有",
        "towns called '{text}' are in {count} counties",
        "请核对；重名的在前面写县(市、区)",
        "check it; where names are shared, write the county before it",
    ),
    (
        "challenge-not-rated",
        "{name}没有评定，不能打擂",
        "{name} is not rated: there is nothing to compare",
        "请先处理它的数据问题，或催报",
        "put its form right first, or ask for it",
    ),
    (
        "challenge-of-itself",
        "{name}不能向自己打擂",
        "{name} cannot challenge itself",
        "请另选对手，或去掉 --against",
        "name another opponent, or leave --against out",
    ),
    (
        "challenge-other-kind",
        "{name}和{other}类型不同，不能对标",
        "{name} and {other} are of different kinds and cannot be compared",
        "请选同类型的对手，或去掉 --against",
        "name an opponent of the same kind, or leave --against out",
    ),
)

_NOTES = entries(
    "note",
    (
        "challenge-other-profile",
        "{name}和{other}分类不同，标准不同，得分只能参考",
        "{name} and {other} are judged by different profiles; compare their points with care",
        "最好选同分类的对手",
        "an opponent of the same profile says more",
    ),
)

PORTRAITS = _ERRORS | _NOTES
