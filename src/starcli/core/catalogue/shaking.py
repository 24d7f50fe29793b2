"""Findings about how sure places are: what was asked for."""

from starcli.core.catalogue.entry import entries

SHAKING = entries(
    "error",
    (
        "not-a-share",
        "“{text}”不是变动幅度",
        "'{text}' is no share by which weights may be moved",
        "请写 1% 至 99% 之间的幅度，如 --shake 10%",
        "give a share between 1% and 99%, such as --shake 10%",
    ),
    (
        "draws-out-of-range",
        "抽取次数 {draws} 不在 1 至 {most} 之间",
        "{draws} draws: not between 1 and {most}",
        "请改 --draws，通常 1000 次足够",
        "change --draws; 1000 are usually enough",
    ),
    (
        "swap-needs-two",
        "换位要指明两个单位，现有 {count} 个",
        "a swap needs two units; {count} given",
        "请写两次 --swap，各跟一个代码或名称",
        "give --swap twice, each with a code or a name",
    ),
    (
        "swap-unit-unclear",
        "已评定的单位中叫“{name}”的有 {count} 个",
        "{count} of the rated units have the code or name '{name}'",
        "请核对代码；重名的用12位代码指明",
        "check the code; where names are shared, give the 12-digit code",
    ),
)
