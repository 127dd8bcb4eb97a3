"""What every message passes before anything else sees it: HTTP requests, sockets, events."""
