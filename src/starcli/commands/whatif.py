"""`score --set`: what the rating of each unit would be with other values; nothing is written."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from starcli.batch import Batch
from starcli.commands.running import documents, exit_code, missing_documents, print_json, rate
from starcli.console.screen import Screen
from starcli.console.whatif import show_comparisons
from starcli.core.assessment import Answer
from starcli.core.findings import Location, finding
from starcli.core.text import Text
from starcli.core.whatif import Comparison, what_if
from starcli.documents.whatif import what_if_document
from starcli.options import Call, UsageProblem
from starcli.set_option import read_settings


def score_if(call: Call, paths: Sequence[Path], settings: Sequence[str], back: bool = False) -> int:
    """Show beside each rating the one with what is set, for every unit that it concerns."""
    if back or call.out is not None:
        raise UsageProblem(
            [finding("set-writes-nothing", Location("--write-back" if back else "--out"))], call.language
        )
    given = read_settings(settings, call.framework, call.language)
    batch = rate(call, paths)
    compared = [None if one.rating is None else what_if(one.rating, given) for one in batch.rated]
    compared = [one if one is not None and one.given else None for one in compared]
    _refuse_unused(call, batch, given, compared)
    if call.as_json:
        shown = [
            document | {"what_if": None if comparison is None else what_if_document(comparison, call.language)}
            for document, comparison in zip(documents(call, batch.rated), compared, strict=True)
        ]
        missing = [document | {"what_if": None} for document in missing_documents(call, batch)]
        print_json((*shown, *missing), call.language, batch.notes)
    else:
        show_comparisons(Screen(call.language), batch, compared)
    found = (*batch.findings, *(new for one in compared if one is not None for new in one.findings))
    return exit_code(found, strict=call.strict)


def _refuse_unused(
    call: Call, batch: Batch, given: Mapping[str, Answer], compared: Sequence[Comparison | None]
) -> None:
    """Raises `UsageProblem` for what is set and concerns nobody, where anybody is rated at all."""
    used = {key for one in compared if one is not None for key in one.given}
    unused = [key for key in given if key not in used]
    if unused and any(one.rating is not None for one in batch.rated):
        found = (finding("set-not-used", given[key].location, id=key, name=_name(call, key)) for key in unused)
        raise UsageProblem(found, call.language)


def _name(call: Call, key: str) -> Text:
    fact = call.framework.facts.get(key)
    return fact.name if fact is not None else call.framework.entries[key].definition.name
