"""How things are said in each language: catalogues, dates, numbers, lists."""
