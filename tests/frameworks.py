"""A small valid framework as YAML, and the means to break it at one place.

What a broken file must bring stands in it: a comment `# ! code` on the line where the finding belongs.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from starcli.bundled import indicators_folder
from starcli.core.findings import Finding
from starcli.core.model import Framework
from starcli.definitions import load_framework

REFERENCE = indicators_folder() / "reference-47"
MARK = re.compile(r"# ! ([a-z -]+)$")

FRAMEWORK = """\
id: tiny
version: 1.0.0
date: 2024-01-31
name: {zh: 小体系, en: Tiny}
status: {zh: 示例, en: Example}
disclaimer: {zh: 仅供测试, en: For tests}
kinds:
  hall: {name: {zh: 会馆, en: Hall}}
  school: {name: {zh: 学校, en: School}}
profiles:
  usual:
    name: {zh: 一般, en: Usual}
    kinds: [hall, school]
  small:
    name: {zh: 小型, en: Small}
    kinds: [hall]
dimensions:
  A: {name: {zh: 甲, en: First}}
  B: {name: {zh: 乙, en: Second}}
grades:
  gold:
    name: {zh: 金, en: Gold}
    stars: 3
    floor: 90
    dimension_floor: 0.7
  silver:
    name: {zh: 银, en: Silver}
    stars: 2
    floor: 70
    dimension_floor: 0.5
  bronze:
    name: {zh: 铜, en: Bronze}
    stars: 1
    floor: 0
rectification_below: silver
vetoes:
  V1:
    name: {zh: 否决, en: Veto}
    caps_at: bronze
    rectification: true
    indicator: B-02
    proposed_when: value > 40
bonus:
  cap: 2
  items:
    P: {name: {zh: 奖, en: Prize}, points: 0.5}
special_projects:
  SP: {name: {zh: 专项, en: Project}}
measures:
  at-once: {zh: 立改, en: At once}
sources:
  self: {zh: 自评, en: Self-reported}
periods:
  quarter: {zh: 季末, en: End of quarter}
seasons:
  name: {zh: 一季一赛, en: A season}
  per_year: 4
  award: {zh: 年末, en: Year-end}
  rules:
    as-is: {zh: 照用, en: As it is}
"""

_SHARED = """\
    period: quarter
    season_rule: as-is
    source: self
    evidence: [{zh: 名册, en: Roster}]
    causes: [{zh: 缺人, en: Too few people}]
    remedies: [{zh: 补人, en: Hire people}]
    plan:
      measure: at-once
      days: 30
      responsible: {zh: 书记, en: Secretary}
    lead_department: {zh: 办公室, en: Office}
"""

A = f"""\
dimension: A
facts:
  held: {{name: {{zh: 已开, en: Held}}, measured_in: {{zh: 次, en: times}}, type: integer}}
  planned: {{name: {{zh: 应开, en: Planned}}, measured_in: {{zh: 次, en: times}}, type: integer}}
indicators:
  A-01:
    name: {{zh: 完成率, en: Completed}}
    applies_to: [hall, school]
    quantitative: true
    type: percent
    measured_in: {{zh: "%", en: "%"}}
    min: 0
    max: 100
    value: 100 * held / planned
    checks:
      - held <= planned
    rule:
      goalposts:
        zero: 60
        full: 100
    requires:
      gold: 100
      silver: 95
    gate:
      - gold
    special_project: SP
{_SHARED}\
  A-02:
    name: {{zh: 等次, en: Appraisal}}
    applies_to: [hall]
    quantitative: false
    type: level
    measured_in: {{zh: 等次, en: level}}
    levels:
      good: {{name: {{zh: 好, en: Good}}}}
      fair: {{name: {{zh: 中, en: Fair}}}}
      poor: {{name: {{zh: 差, en: Poor}}}}
    rule:
      categories:
        good: 1
        fair: 0.8
        poor: 0
    requires:
      gold: good
      silver: fair
{_SHARED}"""

B = f"""\
dimension: B
indicators:
  B-01:
    name: {{zh: 规模, en: Size}}
    applies_to: [hall, school]
    quantitative: true
    type: number
    measured_in: {{zh: 人, en: people}}
    direction: range
    min: 0
    max: 1000
    rule:
      range:
        low: 200
        high: 500
        zero_low: 50
        zero_high: 900
    requires:
      gold: [200, 500]
      silver: [100, 600]
{_SHARED}\
  B-02:
    name: {{zh: 空缺天数, en: Days vacant}}
    applies_to: [hall, school]
    quantitative: true
    type: integer
    measured_in: {{zh: 天, en: days}}
    direction: lower
    min: 0
    max: 365
    rule:
      bands:
        at_most:
          - [0, 1]
          - [10, 0.8]
          - [20, 0.5]
        otherwise: 0.1
    requires:
      gold: 0
      silver: 10
    kinds:
      school:
        gate: [silver]
    profiles:
      small:
        requires:
          gold: 10
          silver: 20
{_SHARED}"""

WEIGHTS = """\
weights:
  A-01: {hall: 40, school: 40}
  A-02:
    hall: 10
  B-01: {hall: 20, school: 20}
  B-02: {hall: 30, school: 40}
"""

CASES = """\
cases:
  good-hall:
    unit: {zh: 好馆, en: Good hall}
    kind: hall
    profile: usual
    values:
      A-01: 90
      A-02: good
      B-01: 300
      B-02: 0
    expected:
      base: 90.00
      grade: silver
      dimensions: {A: 40, B: 50}
      failed_gates:
        gold: [A-01]
      below:
        gold: [A-01]
        silver: [A-01]
      lost:
        A-01: 10
calibration:
  - kind: hall
    profile: small
    at: gold
    base: 94
    grade: gold
"""

FILES: Mapping[str, str] = {
    "framework.yaml": FRAMEWORK,
    "a.yaml": A,
    "b.yaml": B,
    "weights.yaml": WEIGHTS,
    "cases.yaml": CASES,
}
"""The files of the small framework; `a.yaml` and `b.yaml` stand in dimensions/."""


class Edit(NamedTuple):
    """One replacement in one file: the first `old` after the text `after`."""

    file: str
    old: str
    new: str
    after: str = ""


Edits = list[Edit]
Place = tuple[str, int, str]
"""File, line and code of a finding."""


def write(folder: Path, edits: Iterable[Edit] = (), **files: str) -> Path:
    """A folder with the small framework, edited; a keyword (`b=text`) puts a whole file in place or adds one."""
    texts = dict(FILES) | {f"{stem}.yaml": text for stem, text in files.items()}
    for edit in edits:
        text = texts[edit.file]
        start = text.index(edit.old, text.index(edit.after))
        texts[edit.file] = text[:start] + edit.new + text[start + len(edit.old) :]
    for name, text in texts.items():
        path = folder / ("" if name in ("framework.yaml", "weights.yaml", "cases.yaml") else "dimensions") / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def marked(folder: Path) -> list[Place]:
    """What the marks in a folder's files ask for; a folder without any is a mistake of the test."""
    places = [
        (file.name, number, code)
        for file in folder.rglob("*.yaml")
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        for mark in [MARK.search(line)]
        if mark
        for code in mark.group(1).split()
    ]
    if not places:
        raise ValueError("no line is marked")
    return sorted(places)


def found(findings: Iterable[Finding]) -> list[Place]:
    """File, line and code of every finding."""
    return sorted((Path(f.location.file).name, f.location.line, f.code) for f in findings)


def loaded(folder: Path = REFERENCE) -> Framework:
    """The framework of a folder that has no errors."""
    framework = load_framework(folder).value
    if framework is None:
        raise ValueError(f"{folder} does not load")
    return framework
