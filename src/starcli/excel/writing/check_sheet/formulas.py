"""What a check sheet works out while it is filled in: verified figures as the engine has them, and what is missing.

Nothing of it is read back: a sheet whose formulas were lost says the same.
"""

from collections.abc import Mapping

from starcli.core.checking.items import CheckItem
from starcli.core.checking.words import VERDICTS
from starcli.core.formulas.functions import every, first_true, quoted, some
from starcli.core.text import FormLanguage, Text
from starcli.excel.layouts.check_sheet import CheckColumn

DONE = Text("✓", "✓")
UNTOUCHED = Text("未核查", "to do")
_NO_VERDICT = Text("请选结论", "verdict?")
_CONTRADICTS = Text("核验值与结论不符", "contradicts value")
_NO_REASON = Text("请写原因", "reason?")
_NO_ONE = Text("请填核验人、日期", "who and when?")

Cells = Mapping[str, Mapping[CheckColumn, str]]
"""The address of each cell by the key of its row."""


def verified_figure(item: CheckItem, cells: Cells) -> str:
    """The indicator's value by the verified facts, the unit's own where none was entered; empty before any was."""
    expression = item.indicator.definition.expression
    if expression is None:
        raise ValueError(item.indicator.id)
    known = [name for name in expression.names if name in cells]
    if len(known) < len(expression.names):
        return ""
    used = {name: f'IF({cells[name]["verified"]}="",{cells[name]["own"]},{cells[name]["verified"]})' for name in known}
    blank = every(f'{cells[name]["verified"]}=""' for name in known)
    figure = f"ROUND({expression.formula(used)},{item.indicator.definition.scale.precision})"
    missing = some(f'{used[name]}=""' for name in known)
    return f'=IF({blank},"",IF({missing},"",IFERROR({figure},"")))'


def state(item: CheckItem, cells: Cells, language: FormLanguage) -> str:
    """Whether an indicator was checked as it must be, and what is still missing."""
    row = cells[item.indicator.id]
    verdict = row["verdict"]
    verified = [cells[key]["verified"] for key in item.keys if key in cells]
    others = [
        f'AND({cells[k]["verified"]}<>"",{cells[k]["verified"]}<>{cells[k]["own"]})' for k in item.keys if k in cells
    ]
    differs = some(others)
    typed = [f'{row[column]}<>""' for column in ("method", "reason", "checker", "date")]
    touched = some([*typed, *(f'{cell}<>""' for cell in verified)])

    def is_(key: str) -> str:
        return f"{verdict}={quoted(_of(key)[language])}"

    contradictions = [every((is_("as-reported"), differs)), every((is_("differs"), f"NOT({differs})"))]
    own = [f'{cells[key]["verified"]}<>""' for key in sorted(item.own_keys) if key in cells]
    if own:
        contradictions.append(every((some((is_("rejected"), is_("not-applicable"))), some(own))))
    wrong = some(contradictions)
    cases = [
        (every((f'{verdict}=""', f"NOT({touched})")), quoted(UNTOUCHED[language])),
        (f'{verdict}=""', quoted(_NO_VERDICT[language])),
        (wrong, quoted(_CONTRADICTS[language])),
        (every((f"NOT({is_('as-reported')})", f'{row["reason"]}=""')), quoted(_NO_REASON[language])),
        (some((f'{row["checker"]}=""', f'{row["date"]}=""')), quoted(_NO_ONE[language])),
    ]
    return f"={first_true(cases, quoted(DONE[language]))}"


def progress(first: str, last: str, language: FormLanguage) -> str:
    """How many indicators were checked as they must be."""
    return f"=SUMPRODUCT(({first}:{last}={quoted(DONE[language])})*1)"


def _of(key: str) -> Text:
    return next(name for verdict, name in VERDICTS.items() if verdict == key)
