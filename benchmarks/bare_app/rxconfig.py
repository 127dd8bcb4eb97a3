"""Settings of the bare app: as lean as the framework goes on one process."""

import reflex as rx

config = rx.Config(
    app_name="bare_app",
    app_module_import="bare_app",
    state_manager_mode="memory",
    cors_allowed_origins=["*"],
    telemetry_enabled=False,
    show_built_with_reflex=False,
    plugins=[],
    disable_plugins=[rx.plugins.SitemapPlugin],
)
