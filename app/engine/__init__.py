"""Pure reasoning over facts, tables and calendars. No clock, database, request or language."""
