"""Reflex's own settings; everything an operator may change lives in `mentor_app.config`."""

import reflex as rx

from mentor_app.config import settings

config = rx.Config(
    app_name="mentor_app",
    # Baked into one small asset of the build; `mentor serve` serves that asset with the real address.
    api_url="http://localhost:8000",
    deploy_url=settings().public_url,
    cors_allowed_origins=[settings().public_url],
    redis_url=settings().redis_url,
    state_manager_mode="redis" if settings().redis_url else "memory",
    redis_token_expiration=24 * 60 * 60,
    trusted_proxy_hops=settings().trusted_proxy_hops,
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
