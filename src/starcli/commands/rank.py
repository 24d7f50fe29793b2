"""`rank`: every unit below a folder in its place within its kind."""

from functools import partial
from pathlib import Path

from starcli.batch import without_doubles
from starcli.commands.running import area_name, documents, exit_code, missing_documents, print_json, rate, write
from starcli.console.screen import Screen
from starcli.core.district import rank as rank_standings
from starcli.excel.writing.ranking_book import District, write_ranking
from starcli.options import Call
from starcli.targets import folder_target


def rank(call: Call, folder: Path) -> int:
    """Rank every unit below a folder; one ranking workbook."""
    batch = without_doubles(rate(call, [folder], whole=call.as_json))
    rankings = rank_standings(batch.members.standings, call.framework.kinds)
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
    )
    target = folder_target(folder, "ranking", call.out)
    files = write(call, [(target, partial(write_ranking, district, language=call.language))])
    if call.as_json:
        places = {id(placed.standing): placed.place for ranking in rankings for placed in ranking.placed}
        rated = zip(documents(call, batch.rated), batch.rated, strict=True)
        ranked = [document | {"place": places.get(id(one.standing))} for document, one in rated]
        missing = [document | {"place": None} for document in missing_documents(call, batch)]
        print_json((*ranked, *missing), call.language, batch.notes)
    else:
        screen = Screen(call.language)
        screen.rankings(rankings, call.framework)
        screen.turnout(batch)
        screen.findings_of(batch)
        screen.wrote(files)
    return exit_code(batch.findings, strict=call.strict)
