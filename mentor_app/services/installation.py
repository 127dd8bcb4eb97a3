"""What is weak about an installation, as `mentor check` says it."""

from mentor_app.config import settings

_LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


def weaknesses() -> list[str]:
    """Plain sentences about settings that are fine for trying things out and not for real people."""
    current, found = settings(), list[str]()
    is_local = any(f"//{host}" in current.public_url for host in _LOOPBACK)
    if not current.secure and not is_local:
        found.append("MENTOR_PUBLIC_URL is not https: sign-ins could be read on the way.")
    if current.demo and not is_local:
        found.append("MENTOR_DEMO is on: anyone can sign in as the demonstration people.")
    if current.smtp_host is None and not current.demo:
        found.append("MENTOR_SMTP_HOST is not set: letters are only written to the mailbox folder.")
    if not current.demo and bool(current.imap_host) != bool(current.inbound_address):
        found.append("Of MENTOR_INBOUND_ADDRESS and MENTOR_IMAP_HOST only one is set: replies by letter are off.")
    if current.redis_url and "@" not in current.redis_url and not any(h in current.redis_url for h in _LOOPBACK):
        found.append("MENTOR_REDIS_URL names another host without a password: whoever writes there runs code here.")
    if current.redis_url and current.secret is None:
        found.append("MENTOR_SECRET is not set: processes on different machines would not know each other's links.")
    if current.workers > 1 and not current.redis_url:
        found.append("MENTOR_WORKERS is above one without MENTOR_REDIS_URL: pages would not follow each other.")
    return found
