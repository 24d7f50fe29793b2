"""Ordinary mistakes that people make in forms, each a change of a form's rows."""

from pathlib import Path

from starcli.core.filling import Filled, Row


def _change(rows: dict[str, Row], key: str, value: Filled) -> None:
    rows[key] = Row({"self": value})


def no_mistake(rows: dict[str, Row]) -> None:
    """No mistake."""


def forgotten(rows: dict[str, Row]) -> None:
    """Three cells were left blank, one of them a gate."""
    for key in ("disclosed", "ORG-09", "visited"):
        rows.pop(key, None)


def units_typed(rows: dict[str, Row]) -> None:
    """A unit of measure, full-width digits and a comma: read, and reported."""
    _change(rows, "SVC-01", "320㎡")
    _change(rows, "households", "８１６")
    _change(rows, "assets", "1,250万元")


def words_typed(rows: dict[str, Row]) -> None:
    """Words where a yes, a level and a number belong."""
    _change(rows, "DEV-06", "基本完成")
    _change(rows, "GOV-08", "正在创建")
    _change(rows, "SVC-03", "约48小时左右")


def more_than_all(rows: dict[str, Row]) -> None:
    """More people came than should have."""
    _change(rows, "attended", int(rows["should_attend"].values["self"]) + 21)


def waived(rows: dict[str, Row]) -> None:
    """No migrant members: the town confirmed one fact, the other claim nobody looked at."""
    reason = "本村无流动党员"
    rows["contacted"] = Row({"verified": "不适用"}, not_applicable="√", remarks=reason)
    rows["migrant_total"] = Row({"verified": "不适用"}, not_applicable="√", remarks=reason)
    rows["ENV-06"] = Row()
    rows["units_ok"] = rows["units"] = Row(not_applicable="√", remarks="设施由镇里统一运维")


def honoured(rows: dict[str, Row]) -> None:
    """A provincial honour, and papers handed in late."""
    rows["B2"] = Row({"reviewed": 1}, remarks="省级经验推广")
    rows["D4"] = Row({"verified": 1}, remarks="逾期两天")


def vetoed(rows: dict[str, Row]) -> None:
    """A veto that the county confirmed."""
    rows["V4"] = Row({"reviewed": "是"}, remarks="较大火灾事故")


def dissatisfied(rows: dict[str, Row]) -> None:
    """Satisfaction below 60 %: a veto is proposed, and a person decides."""
    _change(rows, "sat_points", int(int(rows["sat_valid"].values["self"]) * 0.57))


def overstated(rows: dict[str, Row]) -> None:
    """The town found lower figures than the village reported."""
    for key, part in (("sat_points", 0.95), ("closed_on_time", 0.96)):
        claimed = rows[key].values["self"]
        rows[key] = Row({"self": claimed, "verified": int(int(claimed) * part)}, remarks="镇街核验")


def truncate(file: Path) -> None:
    """Half of a workbook, as a broken-off download leaves it."""
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2])
