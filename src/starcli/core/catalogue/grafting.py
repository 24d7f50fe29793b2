"""Findings about rating sheets that are put into a village's own workbook."""

from starcli.core.catalogue.entry import entries

_KIND_OF_WORKBOOK = entries(
    "error",
    (
        "graft-not-xlsx",
        "不能写回：只有 .xlsx 和 .xlsm 工作簿能写回，文件未改动",
        "cannot be written back: only .xlsx and .xlsm workbooks can; the file is unchanged",
        "请用 WPS 或 Excel 另存为 .xlsx，或不用 --write-back",
        "save it as .xlsx in Excel or WPS, or leave out --write-back",
    ),
    (
        "graft-strict",
        "不能写回：工作簿是 Strict Open XML 格式，文件未改动",
        "cannot be written back: the workbook is in the Strict Open XML format; the file is unchanged",
        "请用 Excel 另存为普通的“Excel 工作簿 (.xlsx)”，或不用 --write-back",
        "save it as an ordinary 'Excel Workbook (.xlsx)', or leave out --write-back",
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
        "graft-structure-locked",
        "不能写回：工作簿的结构受保护，不许增加工作表；文件未改动",
        "cannot be written back: the structure of the workbook is protected and no sheet may be added; it is unchanged",
        "请先在“审阅”中取消保护工作簿，或不用 --write-back",
        "take off the protection of the workbook first (Review), or leave out --write-back",
    ),
    (
        "graft-write-reserved",
        "不能写回：工作簿设了修改密码，文件未改动",
        "cannot be written back: the workbook has a password to modify; the file is unchanged",
        "请知道密码的人先取消修改密码，或不用 --write-back",
        "have it taken off by whoever knows it, or leave out --write-back",
    ),
)

_INSIDE = entries(
    "error",
    (
        "graft-mark-lost",
        "不能写回：以前写回的评定结果（{part}）失去了标记，再写会重复；文件未改动",
        "cannot be written back: sheets of an earlier rating ({part}) lost their mark and would be doubled; unchanged",
        "请删去这些工作表再运行，要留存的先移到别的工作簿；如果是自己做的表，请改一下 A1 格的标题",
        "delete them and run again, or move them to another workbook first; if they are your own, change what A1 says",
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
)

_FILE = entries(
    "error",
    (
        "workbook-changed-meanwhile",
        "不能写回：评定期间文件被改动，已保留那次改动",
        "cannot be written back: the file was changed while it was being rated; that change is kept",
        "请关闭打开着的文件，再运行一次",
        "close the file where it is open, and run again",
    ),
    (
        "workbook-open-elsewhere",
        "不能写回：工作簿正在别的程序中打开（旁边有 {part}），文件未改动",
        "cannot be written back: the workbook is open in another program (there is {part} beside it); it is unchanged",
        "请保存并关闭它再运行；如果没有人打开着，请删去那个文件",
        "save and close it and run again; if nobody has it open, delete that file",
    ),
    (
        "workbook-read-only",
        "不能写回：文件是只读的，未改动",
        "cannot be written back: the file is read-only; it is unchanged",
        "请在文件属性中取消“只读”，或不用 --write-back",
        "make it writable in the properties of the file, or leave out --write-back",
    ),
    (
        "write-back-and-out",
        "--write-back 把结果写进工作簿本身，不能和 --out 同用",
        "--write-back puts the rating into the workbook itself and does not go with --out",
        "请去掉其中一个",
        "leave out one of the two",
    ),
)

GRAFTING = _KIND_OF_WORKBOOK | _INSIDE | _FILE
