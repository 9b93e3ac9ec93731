"""Exclusion Rights: what a family can do, and by when, after a school sends their child away."""
