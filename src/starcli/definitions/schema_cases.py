"""The shape of cases.yaml."""

from decimal import Decimal

from starcli.definitions.schema_base import FactId, Id, Node, Scalar, TextNode


class ExpectedNode(Node):
    """What must come out of a worked case."""

    base: Decimal
    grade: Id
    dimensions: dict[Id, Decimal] = {}
    failed_gates: dict[Id, list[Id]] = {}
    below: dict[Id, list[Id]] = {}
    lost: dict[Id, Decimal] = {}


class CaseNode(Node):
    """A worked example: values in, a rating out."""

    unit: TextNode
    kind: Id
    profile: Id
    note: TextNode | None = None
    facts: dict[FactId, Scalar] = {}
    values: dict[Id, Scalar]
    expected: ExpectedNode


class CalibrationNode(Node):
    """What a unit exactly at a grade's requirement of every indicator gets."""

    kind: Id
    profile: Id
    at: Id
    base: Decimal
    grade: Id


class CasesFile(Node):
    """cases.yaml: worked examples, run as tests."""

    note: TextNode | None = None
    cases: dict[Id, CaseNode] = {}
    calibration_note: TextNode | None = None
    calibration: list[CalibrationNode] = []
