"""The wording of every finding: code, severity, message and advice, in Chinese and English.

A new finding is one entry in one of these files; a test holds both languages to the same placeholders.
"""

from collections.abc import Mapping

from starcli.core.catalogue.audit import AUDIT
from starcli.core.catalogue.board import BOARD
from starcli.core.catalogue.cells import CELLS
from starcli.core.catalogue.checking import CHECKING
from starcli.core.catalogue.consistency import CONSISTENCY
from starcli.core.catalogue.contest import CONTEST
from starcli.core.catalogue.crosschecks import CROSSCHECKS
from starcli.core.catalogue.definitions import DEFINITIONS
from starcli.core.catalogue.entry import Entry, Severity
from starcli.core.catalogue.files import FILES
from starcli.core.catalogue.filing import FILING
from starcli.core.catalogue.forms import FORMS
from starcli.core.catalogue.grafting import GRAFTING
from starcli.core.catalogue.grids import GRIDS
from starcli.core.catalogue.identity import IDENTITY
from starcli.core.catalogue.imports import IMPORTS
from starcli.core.catalogue.ledgers import LEDGERS
from starcli.core.catalogue.parts import PARTS
from starcli.core.catalogue.paths import PATHS
from starcli.core.catalogue.planning import PLANNING
from starcli.core.catalogue.plans import PLANS
from starcli.core.catalogue.pool import POOL
from starcli.core.catalogue.portraits import PORTRAITS
from starcli.core.catalogue.projects import PROJECTS
from starcli.core.catalogue.race import RACE
from starcli.core.catalogue.rating import RATING
from starcli.core.catalogue.reading import READING
from starcli.core.catalogue.replanning import REPLANNING
from starcli.core.catalogue.returned import RETURNED
from starcli.core.catalogue.rooms import ROOMS
from starcli.core.catalogue.running import RUNNING
from starcli.core.catalogue.shaking import SHAKING
from starcli.core.catalogue.sources import SOURCES
from starcli.core.catalogue.tracking import TRACKING
from starcli.core.catalogue.whatif import WHATIF

__all__ = ["CATALOGUE", "Entry", "Severity"]

CATALOGUE: Mapping[str, Entry] = (
    DEFINITIONS
    | AUDIT
    | BOARD
    | CHECKING
    | IMPORTS
    | CONSISTENCY
    | RATING
    | RUNNING
    | SOURCES
    | FILES
    | READING
    | CELLS
    | IDENTITY
    | GRAFTING
    | CROSSCHECKS
    | FORMS
    | RETURNED
    | PATHS
    | PLANNING
    | PLANS
    | POOL
    | FILING
    | WHATIF
    | LEDGERS
    | TRACKING
    | SHAKING
    | RACE
    | CONTEST
    | PORTRAITS
    | ROOMS
    | PROJECTS
    | GRIDS
    | PARTS
    | REPLANNING
)
