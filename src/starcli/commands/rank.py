"""`rank`: every unit below a folder in its place within its kind."""

from functools import partial
from pathlib import Path

from starcli.batch import without_doubles
from starcli.commands.running import area_name, documents, exit_code, print_json, rate, write
from starcli.console import Screen
from starcli.core.district import rank as rank_standings
from starcli.excel.ranking_book import District, write_ranking
from starcli.options import Call
from starcli.targets import folder_target


def rank(call: Call, folder: Path) -> int:
    """Rank every unit below a folder; one ranking workbook."""
    batch = without_doubles(rate(call, [folder], whole=call.as_json))
    rankings = rank_standings(batch.standings, call.framework.kinds)
    findings = batch.findings
    name = area_name(folder, batch.rated)
    district = District(name, call.framework, call.basis, rankings, batch.unrated, findings)
    target = folder_target(folder, "ranking", call.out)
    files = write(call, [(target, partial(write_ranking, district, language=call.language))])
    if call.as_json:
        places = {id(placed.standing): placed.place for ranking in rankings for placed in ranking.placed}
        rated = zip(documents(call, batch.rated), batch.rated, strict=True)
        print_json((d | {"place": places.get(id(one.standing))} for d, one in rated), call.language, batch.notes)
    else:
        screen = Screen(call.language)
        screen.rankings(rankings, call.framework)
        screen.unrated(district.unrated, len(batch.rated))
        screen.findings(findings)
        screen.wrote(files)
    return exit_code(findings, strict=call.strict)
