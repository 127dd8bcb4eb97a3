"""How things look: functions of Vars and event handlers."""
