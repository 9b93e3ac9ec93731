"""Frozen types of the whole service. No behaviour beyond their own invariants."""
