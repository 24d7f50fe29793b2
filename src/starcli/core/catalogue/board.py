"""Findings about the board, and about showing it while forms come in."""

from starcli.core.catalogue.entry import entries

_ERRORS = entries(
    "error",
    (
        "port-in-use",
        "端口 {port} 已被占用",
        "port {port} is in use already",
        "请关闭占用它的程序，或用 --port 换一个端口（0 为任选）",
        "close the program that uses it, or choose another with --port (0 takes any)",
    ),
    (
        "cannot-serve",
        "无法在 {host} 的端口 {port} 上显示榜单：{reason}",
        "the board cannot be shown at port {port} of {host}: {reason}",
        "请核对 --host 和 --port",
        "check --host and --port",
    ),
    (
        "serve-writes-nothing",
        "--serve 只显示，不写文件，也不输出 JSON",
        "--serve shows the board, and writes neither files nor JSON",
        "请去掉 --out 和 --json，或去掉 --serve",
        "leave --out and --json out, or --serve",
    ),
)
_WARNINGS = entries(
    "warning",
    (
        "shown-to-others",
        "榜单在 {host} 上显示，同一网络里的人不用密码就能看到",
        "the board is shown at {host}: everybody in the same network sees it without a password",
        "只给本机看，请去掉 --host",
        "leave --host out to show it on this computer only",
    ),
    (
        "form-kept",
        "现在读不了（{reason}），榜单上暂按上次读到的内容显示",
        "it cannot be read now ({reason}), and stands on the board as it was last read",
        "请等它保存完；一直这样，请重新报送",
        "wait until it is saved; if it stays so, send it anew",
    ),
    (
        "board-other-period",
        "表中的周期是 {period}，多数表是 {season}：榜单上照样排名，并标明是哪一季的表",
        "the form is for {period}, and most forms are for {season}: it has its place on the board, with its season",
        "请核对周期；填错的改正，是别季的表请换成本季的",
        "check the period; correct it, or put this season's form in its place",
    ),
    (
        "roster-changed",
        "名册改过了，榜单仍按启动时的名册",
        "the roster has changed; the board goes by the one that it began with",
        "请按 Ctrl-C 后重新启动",
        "end it with Ctrl-C and begin anew",
    ),
)

BOARD = _ERRORS | _WARNINGS
