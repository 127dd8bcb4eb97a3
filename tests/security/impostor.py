"""An identity provider that lies as it is told to: discovery, keys and tokens over real HTTP on loopback."""

import base64
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

from joserfc import jwt
from joserfc.jwk import RSAKey


class Impostor:
    """What the provider says next; change it before the callback."""

    def __init__(self) -> None:
        self.key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})
        self.foreign_key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})
        self.issuer = ""
        self.described: dict[str, object] = {}
        self.claims: dict[str, object] = {}
        self.lies: dict[str, object] = {}
        self.signature = "honest"
        self.token_forms: list[dict[str, str]] = []

    def description(self) -> dict[str, object]:
        """The discovery document."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
        } | self.described

    def id_token(self, nonce: str) -> str:
        """An ID token with the claims, lies included, signed in one of several ways."""
        moment = int(time.time())
        honest = {"iss": self.issuer, "aud": "mentor", "sub": "ada", "nonce": nonce, "iat": moment, "exp": moment + 60}
        told = {name: value for name, value in (honest | self.claims | self.lies).items() if value is not None}
        if self.signature == "none":
            return f"{_part({'alg': 'none'})}.{_part(told)}."
        if self.signature == "public key as secret":
            signed = f"{_part({'alg': 'HS256', 'kid': 'one'})}.{_part(told)}"
            mark = hmac.digest(self.key.as_pem(private=False), signed.encode(), "sha256")
            return f"{signed}.{_plain(mark)}"
        key = self.foreign_key if self.signature == "foreign key" else self.key
        return jwt.encode({"alg": "RS256", "kid": "one"}, told, key)


def _plain(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def _part(told: dict[str, object]) -> str:
    return _plain(json.dumps(told).encode())


@contextmanager
def impostor() -> Iterator[Impostor]:
    """Run one for the length of a `with` block."""
    lying = Impostor()

    class Answering(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def _say(self, content: dict[str, object]) -> None:
            body = json.dumps(content).encode()
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self) -> None:
            """Discovery and keys."""
            told = lying.description() if "well-known" in self.path else {"keys": [lying.key.as_dict(private=False)]}
            self._say(told)

        def do_POST(self) -> None:
            """The token endpoint; the code is the nonce."""
            form = parse_qs(self.rfile.read(int(self.headers["content-length"])).decode())
            lying.token_forms.append({name: values[0] for name, values in form.items()})
            token = lying.id_token(form["code"][0])
            self._say({"access_token": "at", "token_type": "Bearer", "expires_in": 60, "id_token": token})

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    lying.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield lying
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def challenge_of(verifier: str) -> str:
    """The PKCE challenge that belongs to a verifier (RFC 7636 section 4.2)."""
    return _plain(hashlib.sha256(verifier.encode()).digest())
