"""The shape of the YAML, as pydantic models: strict about unknown keys, and the source of the JSON Schema."""

from starcli.definitions.schema_base import Node, Scalar, TextNode
from starcli.definitions.schema_cases import CalibrationNode, CaseNode, CasesFile
from starcli.definitions.schema_framework import AdjustmentsNode, FrameworkNode
from starcli.definitions.schema_indicators import (
    CheckNode,
    DimensionFile,
    FactNode,
    IndicatorNode,
    PlanNode,
    VariantNode,
    WaiverNode,
    WeightsFile,
)

__all__ = [
    "AdjustmentsNode",
    "CalibrationNode",
    "CaseNode",
    "CasesFile",
    "CheckNode",
    "DimensionFile",
    "FactNode",
    "FrameworkNode",
    "IndicatorNode",
    "Node",
    "PlanNode",
    "Scalar",
    "TextNode",
    "VariantNode",
    "WaiverNode",
    "WeightsFile",
]
