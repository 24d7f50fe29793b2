"""Findings about a run over many files: what was asked for, what is there, and what may be written."""

from starcli.core.catalogue.entry import entries

_ERRORS = entries(
    "error",
    (
        "path-missing",
        "没有这个文件或文件夹",
        "no such file or folder",
        "请核对路径",
        "check the path",
    ),
    (
        "no-workbooks",
        "这里没有可读的工作簿（starcli 自己写出的结果不算）",
        "no workbook to read here (results that starcli wrote do not count)",
        "请放入 .xlsx 文件，或换一个文件夹",
        "put .xlsx files there, or name another folder",
    ),
    (
        "framework-missing",
        "没有指标体系“{name}”",
        "there is no framework '{name}'",
        "自带的有：{known}；也可写指标体系文件夹的路径",
        "bundled: {known}; or give the path of a framework's folder",
    ),
    (
        "target-unknown",
        "没有“{text}”这个星级",
        "there is no grade '{text}'",
        "可用：{known}",
        "grades: {known}",
    ),
    (
        "output-not-ours",
        "文件已存在，且不是 starcli 写的或写后有人改过，未覆盖",
        "the file exists and was not written by starcli, or was edited since: not overwritten",
        "请把它移走或改名，或用 --out 另选位置",
        "move or rename it, or choose another place with --out",
    ),
    (
        "output-failed",
        "写不进去：{reason}",
        "cannot be written: {reason}",
        "请核对磁盘空间和权限，并关闭已打开的同名文件",
        "check disk space and permissions, and close the file if it is open",
    ),
    (
        "outputs-collide",
        "它和 {other} 的结果会写到同一个文件 {target}",
        "its result and that of {other} would both be {target}",
        "请分开运行，或改名",
        "run them apart, or rename one",
    ),
    (
        "write-back-impossible",
        "结果写不回去：它在压缩包里，或一个工作簿有几个单位",
        "the result cannot be put back: it is in an archive, or one workbook holds several units",
        "请解压或拆成一村一簿，或不用 --write-back",
        "unpack it or give each unit its own workbook, or leave --write-back out",
    ),
    (
        "out-is-a-file",
        "--out 应是文件夹：要写出不止一个文件",
        "--out must be a folder: more than one file is written",
        "请写文件夹名",
        "name a folder",
    ),
    (
        "not-a-framework",
        "这里没有 framework.yaml",
        "there is no framework.yaml here",
        "请写指标体系文件夹的路径，如 indicators/reference-47",
        "give the path of a framework's folder, such as indicators/reference-47",
    ),
    (
        "internal-fault",
        "程序自身出错：{reason}",
        "a fault of the program itself: {reason}",
        "请把这一行连同文件告诉开发者；设 STARCLI_DEBUG=1 可看到详情",
        "tell the developers this line and the file; STARCLI_DEBUG=1 shows the details",
    ),
)

RUNNING = _ERRORS
