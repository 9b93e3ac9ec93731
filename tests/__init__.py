"""Tests. A package, so that fixtures can be imported by name."""
