"""Tables and sealed records. The only SQL beside the school register; cannot read a case."""
