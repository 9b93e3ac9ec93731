"""Speed and size, measured against the budgets. Not part of the wheel."""
