"""Findings about rating sheets that are put into a village's own workbook."""

from starcli.core.catalogue.entry import entries

_ERRORS = entries(
    "error",
    (
        "graft-not-xlsx",
        "不能写回：只有 .xlsx 和 .xlsm 工作簿能写回，文件未改动",
        "cannot be written back: only .xlsx and .xlsm workbooks can; the file is unchanged",
        "请用 WPS 或 Excel 另存为 .xlsx，或不用 --write-back",
        "save it as .xlsx in Excel or WPS, or leave out --write-back",
    ),
    (
        "graft-encrypted",
        "不能写回：工作簿有打开密码，文件未改动",
        "cannot be written back: the workbook has a password to open; the file is unchanged",
        "请先取消密码，或不用 --write-back",
        "remove the password first, or leave out --write-back",
    ),
    (
        "graft-signed",
        "不能写回：工作簿有数字签名，写入会使签名失效；文件未改动",
        "cannot be written back: the workbook is digitally signed and the signature would break; it is unchanged",
        "请不用 --write-back，评定结果会写在旁边的文件里；或写回副本后重新签名",
        "leave out --write-back to get the rating in a file beside it, or write into a copy and sign that again",
    ),
    (
        "graft-shared",
        "不能写回：工作簿是带修订记录的共享工作簿，文件未改动",
        "cannot be written back: the workbook is shared and keeps a log of changes; the file is unchanged",
        "请先取消共享工作簿，或不用 --write-back",
        "stop sharing the workbook first, or leave out --write-back",
    ),
    (
        "graft-strict",
        "不能写回：工作簿是 Strict Open XML 格式（{part}），文件未改动",
        "cannot be written back: the workbook is in the Strict Open XML format ({part}); the file is unchanged",
        "请用 Excel 另存为普通的“Excel 工作簿 (.xlsx)”，或不用 --write-back",
        "save it as an ordinary 'Excel Workbook (.xlsx)', or leave out --write-back",
    ),
    (
        "graft-not-understood",
        "不能写回：看不懂工作簿的内部结构（{part}），文件未改动",
        "cannot be written back: the inside of the workbook is not understood ({part}); the file is unchanged",
        "请用 WPS 或 Excel 打开后另存为 .xlsx 再试，或不用 --write-back",
        "open it in Excel or WPS, save it as .xlsx and try again, or leave out --write-back",
    ),
    (
        "graft-check-failed",
        "不能写回：写入前的核对发现 {part} 与原来不一致，文件未改动",
        "cannot be written back: the check before writing found {part} not as it should be; the file is unchanged",
        "请把这一行连同文件告诉开发者，并先不用 --write-back",
        "tell the developers this line and the file, and leave out --write-back for now",
    ),
    (
        "graft-changed-meanwhile",
        "不能写回：评定期间文件被别的程序改动，已保留那次改动",
        "cannot be written back: another program changed the file meanwhile; that change is kept",
        "请关闭打开着的文件，再运行一次",
        "close the file where it is open, and run again",
    ),
    (
        "write-back-and-out",
        "--write-back 把结果写进工作簿本身，不能和 --out 同用",
        "--write-back puts the rating into the workbook itself and does not go with --out",
        "请去掉其中一个",
        "leave out one of the two",
    ),
)

GRAFTING = _ERRORS
