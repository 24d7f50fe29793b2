"""`surveys` of framework.yaml -> the surveys as the core knows them, and what is wrong with them."""

from collections.abc import Iterator, Mapping

from starcli.core.findings import Detail
from starcli.core.imports.survey import Survey, SurveyAnswer
from starcli.core.model import Fact
from starcli.core.numbers import plain
from starcli.definitions.indicators import text
from starcli.definitions.nodes import Path_
from starcli.definitions.schema_framework import FrameworkNode, SurveyNode


def build_surveys(nodes: Mapping[str, SurveyNode]) -> dict[str, Survey]:
    """The surveys by id."""
    return {
        key: Survey(
            id=key,
            name=text(node.name),
            answers=tuple(
                SurveyAnswer(answer, text(each.name), each.counts, tuple(each.aliases))
                for answer, each in node.answers.items()
            ),
            points=node.points,
            valid=node.valid,
            aliases=tuple(node.aliases),
        )
        for key, node in nodes.items()
    }


def survey_faults(node: FrameworkNode, facts: Mapping[str, Fact]) -> Iterator[tuple[str, Path_, Mapping[str, Detail]]]:
    """Code, path and details of every fault: facts that there are not, and parts of whole figures."""
    for key, survey in node.surveys.items():
        for part, fact in (("points", survey.points), ("valid", survey.valid)):
            if fact not in facts:
                yield "unknown-id", ("surveys", key, part), {"id": fact, "known": ", ".join(facts)}
        points = facts.get(survey.points)
        if points is None or points.type != "integer":
            continue
        for answer, each in survey.answers.items():
            if each.counts != each.counts.to_integral_value():
                path = ("surveys", key, "answers", answer, "counts")
                yield "survey-counts-parts", path, {"id": points.id, "counts": plain(each.counts)}
