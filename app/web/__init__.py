"""Requests, forms and pages. Decides nothing about the law."""
