"""What a file's name says of the unit that its form is about, when the form itself does not."""

import re

_OPEN, _CLOSE = "[(（\\[【]", "[)）\\]】]"
_WORDS = r"最终|最后|终|定|修改|修订|修正|更新|更正|校对|正式|新|初|[一二三四五六七八九十\d]+"
_VERSION = (
    rf"第?(?:{_WORDS})+[版稿]"
    r"|(?:最终|定稿|终稿|修改|修订|更新|更正|副本|复制|备份|拷贝)+"
    r"|v\d+(?:\.\d+)*|ver\.?\s?\d+|final|copy|revised|draft|new"
)
_BEHIND = re.compile(rf"(?:[\s_\-—–.·+]*(?:{_OPEN}\s*(?:{_VERSION}|\d{{1,2}})\s*{_CLOSE}|{_VERSION}))+$", re.IGNORECASE)
_BEFORE = re.compile(rf"^(?:{_OPEN}(?:{_VERSION}){_CLOSE}|副本|复件|copy of)[\s_\-]*", re.IGNORECASE)


def unit_in(stem: str) -> str:
    """The stem of a file's name without the words of its version: `石门村(2)`, `石门村-最终版`, `副本石门村`."""
    name = _BEFORE.sub("", _BEHIND.sub("", stem.strip())).strip(" _-")
    return name or stem
