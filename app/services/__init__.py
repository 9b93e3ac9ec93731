"""Use cases: what a family or an adviser can do. The only layer that knows what day it is."""
