"""Schools, authorities and term calendars from official open data."""
