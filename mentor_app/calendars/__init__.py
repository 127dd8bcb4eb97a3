"""Members' own calendars: CalDAV, iCalendar and iTIP. Knows no tables; every request goes through the guard."""
