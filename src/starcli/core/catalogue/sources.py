"""Findings about the files of a run: what must not be opened, archives, and readers that came to grief."""

from starcli.core.catalogue.entry import entries

_ERRORS = entries(
    "error",
    (
        "not-a-file",
        "这不是普通文件（可能是设备或管道），没有打开",
        "this is no ordinary file (a device or a pipe, perhaps): not opened",
        "请换成真正的工作簿文件",
        "put the workbook itself there",
    ),
    (
        "link-not-followed",
        "这是指向别处的链接，没有打开",
        "this is a link to another place: not followed",
        "请把文件本身复制到这里",
        "copy the file itself here",
    ),
    (
        "folder-unreadable",
        "文件夹打不开：{reason}",
        "the folder cannot be opened: {reason}",
        "请核对权限；里面的工作簿都没有读到",
        "check its permissions; no workbook in it was read",
    ),
    (
        "archive-broken",
        "压缩包读不出来：{reason}",
        "the archive cannot be read: {reason}",
        "请让报送单位重新压缩后发送，或解压后再读",
        "ask for it to be packed and sent again, or unpack it first",
    ),
    (
        "archive-locked",
        "压缩包设了密码",
        "the archive is locked with a password",
        "请用密码解压后再读",
        "unpack it with the password first",
    ),
    (
        "archive-oversized",
        "压缩包里有 {count} 个文件，超出任何一次报送",
        "the archive holds {count} files, more than anybody reports",
        "请核对是否发错了文件",
        "check whether the wrong file was sent",
    ),
    (
        "archive-without-workbooks",
        "压缩包里没有工作簿",
        "there is no workbook in the archive",
        "请核对是否发错了文件",
        "check whether the wrong file was sent",
    ),
    (
        "reading-crashed",
        "读取时程序崩溃（{reason}），文件可能已损坏或有恶意内容",
        "reading it crashed ({reason}): it may be damaged or hostile",
        "请用 WPS 或 Excel 打开后另存为 .xlsx 再试",
        "open it in WPS or Excel, save it as .xlsx and try again",
    ),
    (
        "reading-too-slow",
        "{seconds} 秒内没有读完，已放弃",
        "not read within {seconds} seconds: given up",
        "请用 WPS 或 Excel 打开，把内容复制到新表后另存",
        "open it in WPS or Excel, copy the contents to a new workbook and save that",
    ),
    (
        "reading-out-of-memory",
        "读取所需内存超过 {megabytes} MB，已放弃",
        "reading it takes more than {megabytes} MB of memory: given up",
        "请用 WPS 或 Excel 打开，把内容复制到新表后另存",
        "open it in WPS or Excel, copy the contents to a new workbook and save that",
    ),
    (
        "reading-fault",
        "程序处理这个文件时出错：{reason}",
        "a fault of the program itself on this file: {reason}",
        "其他文件不受影响；请把文件发给开发者",
        "other files are not affected; please send the file to the developers",
    ),
    (
        "findings-cut",
        "问题太多，另有 {count} 条没有列出",
        "too many findings: {count} more are not listed",
        "请先改正列出的问题，再检查一遍",
        "correct those that are listed, then check again",
    ),
)

_NOTES = entries(
    "note",
    (
        "files-passed-over",
        "另有 {count} 个文件不是工作簿，没有读：{names}",
        "{count} other files are no workbooks and were not read: {names}",
        "其中若有自评表，请另存为 .xlsx",
        "if one of them is a form, save it as .xlsx",
    ),
)

SOURCES = _ERRORS | _NOTES
