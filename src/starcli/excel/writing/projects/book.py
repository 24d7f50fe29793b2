"""The workbook of special projects as a whole."""

from pathlib import Path

from starcli.core.projects.progress import Progress
from starcli.core.text import Language, Text
from starcli.excel.writing.findings_page import findings_page
from starcli.excel.writing.page import Workbook
from starcli.excel.writing.projects.four_ones_page import four_ones_page
from starcli.excel.writing.projects.laggards_page import laggards_page
from starcli.excel.writing.projects.overview import overview_page
from starcli.excel.writing.projects.project_page import project_page


def write_projects(progress: Progress, target: Path, language: Language) -> None:
    """Write the workbook of special projects. Raises `OutputError`."""
    title = Text(f"{progress.name} 专项攻坚进展", f"{progress.name}: special projects")
    book = Workbook("projects", title, language)
    overview_page(book, progress, title, {project.id: project.id for project in progress.projects})
    for project in progress.projects:
        project_page(book, progress, project)
    laggards_page(book, progress)
    four_ones_page(book, progress)
    findings_page(book, progress.findings)
    book.save(target)
