"""What a guidance group may find of an indicator, and how it looked: the words of a check sheet."""

from collections.abc import Mapping
from typing import Literal

from starcli.core.text import Text
from starcli.core.words import NOT_APPLICABLE, REJECTED

Verdict = Literal["as-reported", "differs", "rejected", "not-applicable"]
Method = Literal["papers", "visit", "system"]

VERDICTS: Mapping[Verdict, Text] = {
    "as-reported": Text("属实", "as reported"),
    "differs": Text("有出入", "differs"),
    "rejected": REJECTED,
    "not-applicable": NOT_APPLICABLE,
}
METHODS: Mapping[Method, Text] = {
    "papers": Text("查资料", "papers"),
    "visit": Text("实地", "visit"),
    "system": Text("系统", "system"),
}
