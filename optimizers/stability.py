"""How large a learning rate may be next to a minimum: the rules whose steps are linear there.

Near a minimum a loss is quadratic and each of these rules is a linear map, one along each
eigen-direction of the Hessian. Its eigenvalues reach the unit circle where lr times the curvature
is the rule's `edge`. Polyak 1964, sections 2 and 3; rules that divide by their gradients have no
such limit.
"""

from __future__ import annotations

import math

from optimizers.rule import Dials, Rule


def rate_limit(rule: Rule, dials: Dials, curvature: float) -> float | None:
    """The learning rate below which steps across that curvature shrink.

    None where there is no such limit: another kind of rule, or no upward curvature.
    """
    if rule.edge is None:
        return None
    edge = rule.edge(dials)
    decay = float(dials.get("weight_decay", 0.0))  # type: ignore[arg-type]
    if not math.isfinite(edge):
        return None
    # Coupled decay adds to the curvature itself; decoupled decay acts beside the velocity.
    pull = decay if dials.get("decay", "coupled") == "coupled" else decay * edge / 2
    return edge / (curvature + pull) if curvature + pull > 0 else None
