"""What a framework says of audits."""

from starcli.core.audit.rules import WEIGHTS, AuditRules, RiskRules
from starcli.definitions.schema_audit import AuditNode


def build_audit(node: AuditNode) -> AuditRules:
    """How an audit chooses; a weight that is not said is the usual one."""
    risk = node.risk
    return AuditRules(
        quota=node.quota.share,
        least=node.quota.least,
        most=node.quota.most,
        random=node.quota.by_lot,
        checked=node.checked,
        letters=node.letters,
        risk=RiskRules(
            weights={**WEIGHTS, **risk.weights},
            near=risk.near,
            gates=risk.gates,
            full=risk.full,
            over=risk.over,
            jump=risk.jump,
            doubts=risk.doubts,
            stated=risk.stated,
        ),
    )
