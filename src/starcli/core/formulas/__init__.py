"""A scheme as spreadsheet formulas, from the objects that the engine runs: rules, requirements and expressions.

Every live cell has its formula and, from a `Moment`, the result that the engine gives it; a spreadsheet that
calculates anew must come to the same.
"""
