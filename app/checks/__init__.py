"""Proofs about content, and the bundle a legal reader signs."""
