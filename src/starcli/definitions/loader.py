"""A folder of YAML -> `Framework`, with every fault at once."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from starcli.core.consistency import inconsistencies
from starcli.core.expressions import OWN_VALUE, Condition, ExpressionError, parse_condition
from starcli.core.findings import Location, Read, finding
from starcli.core.model import (
    Adjustment,
    Adjustments,
    Dimension,
    Efforts,
    Fact,
    Framework,
    Grade,
    IndicatorEntry,
    Kind,
    Profile,
    Settings,
    SpecialProject,
    Veto,
)
from starcli.core.numbers import Rounding
from starcli.core.plans.rules import PlanRules
from starcli.core.rules import RuleKind
from starcli.core.text import Text
from starcli.definitions.audit import build_audit
from starcli.definitions.crosschecks import build_cross_checks, unknown_ids
from starcli.definitions.districts import (
    build_board,
    build_four_ones,
    build_grids,
    build_pool,
    build_resources,
    build_seasons,
    unknown_in_districts,
)
from starcli.definitions.faults import Faults
from starcli.definitions.indicators import IndicatorBuilder, build_fact, text
from starcli.definitions.nodes import Document, Path_, read_document
from starcli.definitions.rectification import build_rectification, rectification_faults
from starcli.definitions.registry import rule_kinds
from starcli.definitions.schema import AdjustmentsNode, DimensionFile, FrameworkNode, WeightsFile
from starcli.definitions.surveys import build_surveys, survey_faults

_FINGERPRINT_DIGITS = 12


def load(folder: Path, weights: Path | None, kinds: Mapping[str, RuleKind] | None) -> Read[Framework | None]:
    """What `starcli.definitions.load_framework` promises."""
    return _Loader(folder, weights or folder / "weights.yaml", kinds or rule_kinds()).load()


class _Loader:
    """Reads the files of one folder and puts them together."""

    def __init__(self, folder: Path, weights: Path, kinds: Mapping[str, RuleKind]) -> None:
        self._folder = folder
        self._weights = weights
        self._rule_kinds = kinds
        self._faults = Faults()
        self._documents: list[Document] = []
        self._homes: dict[tuple[str, str], Document] = {}
        self._complete = True

    def load(self) -> Read[Framework | None]:
        main = self._document(self._folder / "framework.yaml")
        weights = self._document(self._weights)
        dimensions = [self._document(file) for file in sorted((self._folder / "dimensions").glob("*.yaml"))]
        node = self._faults.validated(FrameworkNode, main) if main else None
        weights_node = self._faults.validated(WeightsFile, weights) if weights else None
        files = [(d, self._faults.validated(DimensionFile, d)) for d in dimensions if d]
        if not files:
            self._faults.extend([finding("no-dimensions", Location(str(self._folder)))])
        if main is None or node is None or weights is None or weights_node is None or not files:
            return self._done(None)
        usable = [(document, file) for document, file in files if file]
        self._complete = len(usable) == len(dimensions)
        facts = self._facts(usable)
        entries = self._entries(node, usable, facts, weights_node)
        framework = self._framework(main, node, facts, entries)
        if not self._complete:
            return self._done(None)
        for fault in inconsistencies(framework, weights_node.weights, partly=self._faults.fatal):
            document = self._home(fault.path, main, weights)
            self._faults.add(fault.code, document, fault.path, **dict(fault.details))
        return self._done(framework)

    def _done(self, framework: Framework | None) -> Read[Framework | None]:
        return Read(None if self._faults.fatal else framework, tuple(self._faults.findings))

    def _document(self, file: Path) -> Document | None:
        read = read_document(file, str(file))
        self._faults.extend(read.findings)
        if read.value:
            self._documents.append(read.value)
        return read.value

    def _home(self, path: Path_, main: Document, weights: Document) -> Document:
        """The document in which a path of the framework stands."""
        if path and path[0] == "weights":
            return weights
        key = (str(path[0]), str(path[1])) if len(path) > 1 else ("", "")
        return self._homes.get(key, main)

    def _claim(self, sort: str, key: str, document: Document) -> bool:
        """Whether a fact or indicator stands here for the first time; a second place is a fault."""
        first = self._homes.setdefault((sort, key), document)
        if first is not document:
            line = first.locate((sort, key)).line
            self._faults.add("duplicate-id", document, (sort, key), id=key, first=f"{first.name}:{line}")
        return first is document

    def _facts(self, files: list[tuple[Document, DimensionFile]]) -> dict[str, Fact]:
        return {
            key: build_fact(key, node)
            for document, file in files
            for key, node in file.facts.items()
            if self._claim("facts", key, document)
        }

    def _entries(
        self,
        node: FrameworkNode,
        files: list[tuple[Document, DimensionFile]],
        facts: Mapping[str, Fact],
        weights: WeightsFile,
    ) -> dict[str, IndicatorEntry]:
        entries: dict[str, IndicatorEntry] = {}
        by_dimension: dict[str, dict[str, IndicatorEntry]] = {}
        for document, file in files:
            if file.dimension not in node.dimensions:
                known = ", ".join(node.dimensions)
                self._faults.add("unknown-id", document, ("dimension",), id=file.dimension, known=known)
                self._complete = False
            builder = IndicatorBuilder(
                document, self._faults, node, facts if self._complete else None, self._rule_kinds
            )
            by_dimension.setdefault(file.dimension, {}).update(
                (code, entry)
                for code, entry in builder.entries(file, weights.weights).items()
                if self._claim("indicators", code, document)
            )
        for dimension in node.dimensions:
            entries |= by_dimension.get(dimension, {})
        return entries

    def _framework(
        self, main: Document, node: FrameworkNode, facts: Mapping[str, Fact], entries: Mapping[str, IndicatorEntry]
    ) -> Framework:
        vetoes = self._vetoes(main, node)
        self._ids_known(main, node)
        for code, path, details in rectification_faults(node):
            self._faults.add(code, main, path, **details)
        if self._complete:
            for code, path, details in survey_faults(node, facts):
                self._faults.add(code, main, path, **details)
            unknown = (*unknown_ids(node, facts, entries), *unknown_in_districts(node, facts, entries))
            for path, given, known in unknown:
                self._faults.add("unknown-id", main, path, id=given, known=known)
        return Framework(
            id=node.id,
            version=node.version,
            date=node.date,
            name=text(node.name),
            status=text(node.status),
            disclaimer=text(node.disclaimer),
            fingerprint=_fingerprint(self._documents),
            full=node.full,
            rounding=Rounding(**node.rounding.model_dump()),
            kinds={k: Kind(k, text(n.name), tuple(n.aliases)) for k, n in node.kinds.items()},
            profiles={k: Profile(k, text(n.name), tuple(n.kinds), tuple(n.aliases)) for k, n in node.profiles.items()},
            dimensions={k: Dimension(k, text(n.name)) for k, n in node.dimensions.items()},
            facts=facts,
            entries=entries,
            grades=tuple(
                Grade(k, text(n.name), n.stars, n.floor, n.dimension_floor, tuple(n.aliases))
                for k, n in node.grades.items()
            ),
            bonus_counts_for_grade=node.bonus_counts_for_grade,
            rectification_below=node.rectification_below,
            vetoes=vetoes,
            bonus=_adjustments(node.bonus),
            deductions=_adjustments(node.deductions),
            special_projects={
                k: SpecialProject(k, text(n.name), text(n.note) if n.note else None)
                for k, n in node.special_projects.items()
            },
            conversions=node.conversions,
            settings=_settings(node),
            cross_checks=build_cross_checks(node.cross_checks),
            rectification=build_rectification(node.rectification) if node.rectification is not None else None,
            efforts=Efforts(node.efforts.by_measure, node.efforts.start),
            plan_rules=PlanRules(tuple(node.plans.empty_words), node.plans.copied),
            season_rules=build_seasons(node.seasons),
            board=build_board(node.board),
            pool=build_pool(node),
            audit=build_audit(node.audit),
            resources=build_resources(node),
            four_ones=build_four_ones(node),
            grids=build_grids(node.grids),
            surveys=build_surveys(node.surveys),
        )

    def _vetoes(self, main: Document, node: FrameworkNode) -> tuple[Veto, ...]:
        vetoes = []
        for key, veto in node.vetoes.items():
            if veto.caps_at not in node.grades:
                known = ", ".join(node.grades)
                self._faults.add("unknown-id", main, ("vetoes", key, "caps_at"), id=veto.caps_at, known=known)
            known_indicator = veto.indicator is None or ("indicators", veto.indicator) in self._homes
            if self._complete and not known_indicator and veto.indicator is not None:
                path = ("vetoes", key, "indicator")
                self._faults.add("unknown-indicator", main, path, id=veto.indicator)
            condition = self._proposal(main, key, veto.proposed_when)
            vetoes.append(
                Veto(key, text(veto.name), veto.caps_at, veto.rectification, veto.indicator, condition, veto.flag)
            )
        return tuple(vetoes)

    def _proposal(self, main: Document, key: str, source: str | None) -> Condition | None:
        """The condition that proposes a veto: it knows nothing but the indicator's own value."""
        if source is None:
            return None
        path = ("vetoes", key, "proposed_when")
        try:
            condition = parse_condition(source)
        except ExpressionError as fault:
            self._faults.add("expression-syntax", main, path, text=fault.source, part=fault.part or "…")
            return None
        for name in condition.names:
            if name != OWN_VALUE:
                self._faults.add("unknown-fact", main, path, name=name)
        return condition

    def _ids_known(self, main: Document, node: FrameworkNode) -> None:
        """Kinds, profiles and grades that parts of framework.yaml name and that it does not define."""
        named: list[tuple[Path_, str, Mapping[str, object]]] = [
            (("profiles", key, "kinds", position), kind, node.kinds)
            for key, profile in node.profiles.items()
            for position, kind in enumerate(profile.kinds)
        ]
        if node.grids is not None:
            named += [(("grids", "kinds", kind), kind, node.kinds) for kind in node.grids.kinds]
            named += [(("grids", "profiles", profile), profile, node.profiles) for profile in node.grids.profiles]
        named += [(("efforts", "by_measure", measure), measure, node.measures) for measure in node.efforts.by_measure]
        for path, given, known_ids in named:
            if given not in known_ids:
                self._faults.add("unknown-id", main, path, id=given, known=", ".join(known_ids))
        for kind in node.kinds:
            if not any(kind in profile.kinds for profile in node.profiles.values()):
                self._faults.add("kind-without-profile", main, ("kinds", kind), kind=kind)
        below = node.rectification_below
        if below is not None and below not in node.grades:
            known = ", ".join(node.grades)
            self._faults.add("unknown-id", main, ("rectification_below",), id=below, known=known)


def _adjustments(node: AdjustmentsNode) -> Adjustments:
    items = tuple(Adjustment(key, text(item.name), item.points) for key, item in node.items.items())
    return Adjustments(items, node.cap)


def _settings(node: FrameworkNode) -> Settings:
    def named(nodes: Mapping[str, object]) -> Mapping[str, Text]:
        return {key: text(value) for key, value in nodes.items()}  # type: ignore[arg-type]  # TextNode values

    rules, facts = named(node.seasons.rules), tuple(node.plans.facts)
    return Settings(named(node.measures), named(node.sources), named(node.periods), rules, facts)


def _fingerprint(documents: list[Document]) -> str:
    """Twelve hex digits of what the definitions say; comments and layout do not count."""
    contents = sorted(json.dumps(d.content, ensure_ascii=False, sort_keys=True) for d in documents)
    return hashlib.sha256("\n".join(contents).encode()).hexdigest()[:_FINGERPRINT_DIGITS]
