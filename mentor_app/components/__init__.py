"""How things look: functions of Vars and handlers, dressed by class names from `assets/styles`."""
