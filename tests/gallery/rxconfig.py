"""The gallery's own settings: the same packages as the app, nothing else of it."""

import os

import reflex as rx

port = int(os.environ.get("GALLERY_PORT", "8000"))

config = rx.Config(
    app_name="gallery",
    api_url=f"http://localhost:{port}",
    deploy_url=f"http://localhost:{port}",
    frontend_port=port,
    backend_port=port,
    state_manager_mode="memory",
    default_color_mode="system",
    telemetry_enabled=False,
    show_built_with_reflex=False,
    frontend_packages=[
        "i18next@27.1.2",
        "@fontsource-variable/inter@5.3.0",
        "@fontsource-variable/newsreader@5.3.0",
        "@radix-ui/colors@3.0.0",
    ],
    plugins=[],
    disable_plugins=[rx.plugins.SitemapPlugin],
)
