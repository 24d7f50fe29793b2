"""`rank`: every unit below a folder in its place within its kind."""

from functools import partial
from pathlib import Path

from starcli.batch import without_doubles
from starcli.commands.running import area_name, documents, exit_code, missing_documents, print_json, rate, write
from starcli.commands.shaking import Asked, shaken_of
from starcli.console.screen import Screen
from starcli.console.shaking import show_shaken
from starcli.core.district import rank as rank_standings
from starcli.documents.shaking import shaken_document
from starcli.excel.writing.ranking_book import District, write_ranking
from starcli.options import Call
from starcli.targets import folder_target


def rank(call: Call, folder: Path, shake: Asked | None = None) -> int:
    """Rank every unit below a folder; one ranking workbook. With `shake` it is told too how sure the places are."""
    batch = without_doubles(rate(call, [folder], whole=call.as_json, marks=shake is not None))
    rankings = rank_standings(batch.members.standings, call.framework.kinds)
    shaken = shaken_of(batch, rankings, call, shake) if shake is not None else None
    name = area_name(folder, batch.members.units)
    district = District(
        name,
        call.framework,
        call.basis,
        rankings,
        batch.unrated,
        batch.findings,
        batch.missing,
        batch.outside,
        batch.beyond,
        shaken,
    )
    target = folder_target(folder, "ranking", call.out)
    files = write(call, [(target, partial(write_ranking, district, language=call.language))])
    if call.as_json:
        places = {id(placed.standing): placed.place for ranking in rankings for placed in ranking.placed}
        rated = zip(documents(call, batch.rated), batch.rated, strict=True)
        ranked = [document | {"place": places.get(id(one.standing))} for document, one in rated]
        missing = [document | {"place": None} for document in missing_documents(call, batch)]
        extra = [] if shaken is None else [shaken_document(shaken)]
        print_json((*ranked, *missing, *extra), call.language, batch.notes)
    else:
        screen = Screen(call.language)
        screen.rankings(rankings, call.framework)
        if shaken is not None:
            show_shaken(screen, shaken, call.framework)
        screen.turnout(batch)
        screen.findings_of(batch)
        screen.wrote(files)
    return exit_code(batch.findings, strict=call.strict)
