"""Assembled letters to docx, pdf, html and text. One module each, no decisions."""
