"""Findings about whole files: what they are instead of a workbook, and what to do with them."""

from starcli.core.catalogue.entry import entries

FILES = entries(
    "error",
    (
        "workbook-unreadable",
        "工作簿打不开：{reason}",
        "the workbook cannot be opened: {reason}",
        "请用 WPS 或 Excel 打开后另存为 .xlsx 再试",
        "open it in WPS or Excel, save it as .xlsx and try again",
    ),
    (
        "file-empty",
        "文件是空的（0 字节）",
        "the file is empty (0 bytes)",
        "请让报送单位重新发送",
        "ask for it to be sent again",
    ),
    (
        "workbook-broken-off",
        "文件不完整，可能没有传完",
        "the file is incomplete: it broke off on the way",
        "请让报送单位重新发送",
        "ask for it to be sent again",
    ),
    (
        "password-protected",
        "工作簿设了打开密码",
        "the workbook opens only with a password",
        "请用 WPS 或 Excel 打开，取消打开密码后另存",
        "open it in WPS or Excel, take the password off and save it",
    ),
    (
        "xml-spreadsheet",
        "这是 XML 表格（2003），不是工作簿",
        "this is an XML spreadsheet of 2003, not a workbook",
        "请用 WPS 或 Excel 打开后另存为 .xlsx",
        "open it in WPS or Excel and save it as .xlsx",
    ),
    (
        "archive-unread",
        "这是压缩包，不是工作簿",
        "this is an archive, not a workbook",
        "请解压后再读",
        "unpack it first",
    ),
    (
        "not-a-workbook",
        "这个文件不是工作簿，也不是表格",
        "the file is neither a workbook nor a table",
        "请核对是否发错了文件",
        "check whether the wrong file was sent",
    ),
    (
        "file-too-large",
        "文件有 {megabytes} MB，远大于任何一张表",
        "the file has {megabytes} MB, far more than any form",
        "请删去图片和无关的表后再发",
        "take out pictures and other sheets and send it again",
    ),
    (
        "package-oversized",
        "文件解开后过大或含有不该有的内容（{part}）",
        "the file unpacks to far more than a form holds, or holds what it must not ({part})",
        "请用 WPS 或 Excel 打开，把内容复制到新表后另存",
        "open it in WPS or Excel, copy the contents to a new workbook and save that",
    ),
)
