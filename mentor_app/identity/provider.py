"""The organisation's identity provider: OpenID Connect, authorisation code flow.

Switched on by settings alone. Each journey there has its own state, nonce and PKCE verifier (RFC 7636, S256).
"""

import asyncio
import hmac
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import httpx
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from mentor_app.config import settings
from mentor_app.identity.journey import IdentityRefused, Journey

SIGNATURES = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Only signatures by the provider's private key: never `none`, never a key that we hold as well."""

CLOCK_LEEWAY_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Claims:
    """Who somebody is, as the provider vouches for them.

    Args:
        issuer: the provider.
        subject: the person there, for ever; with the issuer, their identity.
        email: an address, or an empty string.
        email_verified: whether the provider says that the address is theirs.
        name: a name, or an empty string.
        locale: a language tag, or an empty string.
    """

    issuer: str
    subject: str
    email: str
    email_verified: bool
    name: str
    locale: str


class Provider:
    """An OpenID Connect provider.

    Args:
        issuer: its exact issuer identifier.
        client_id: ours, there.
        client_secret: ours, there, or None for a public client.
        redirect_uri: where it sends people back to.
    """

    def __init__(self, issuer: str, client_id: str, client_secret: str | None, redirect_uri: str) -> None:
        self._issuer = issuer
        self._client_id, self._client_secret = client_id, client_secret
        self._redirect_uri = redirect_uri
        self._described: dict[str, Any] = {}
        self._keys: KeySet | None = None
        self._lock = asyncio.Lock()

    async def begin(self, journey: Journey) -> str:
        """The address at the provider to send the browser to.

        Raises:
            IdentityRefused: when the provider cannot be reached or describes itself wrongly.
        """
        described = await self._description()
        async with self._client() as client:
            url, _ = client.create_authorization_url(
                described["authorization_endpoint"],
                state=journey.state,
                nonce=journey.nonce,
                code_verifier=journey.verifier,
            )
        return url

    async def finish(self, journey: Journey, answer: dict[str, str]) -> Claims:
        """Exchange the code that the browser came back with for verified claims.

        Args:
            journey: the one this browser began.
            answer: the query parameters of the callback.

        Raises:
            IdentityRefused: when anything does not fit.
        """
        if not hmac.compare_digest(answer.get("state", "").encode(), journey.state.encode()):
            raise IdentityRefused("state")
        if answer.get("iss", self._issuer) != self._issuer:  # RFC 9207: another provider's answer
            raise IdentityRefused("iss")
        if "error" in answer or not answer.get("code"):
            raise IdentityRefused("no code")
        try:
            return await self._exchange(journey, answer["code"])
        except IdentityRefused:
            raise
        except Exception as broken:
            # Whatever a provider provokes, by a lie or by falling silent, lets nobody in.
            raise IdentityRefused(type(broken).__name__) from broken

    async def _exchange(self, journey: Journey, code: str) -> Claims:
        described = await self._description()
        async with self._client() as client:
            token = await client.fetch_token(
                described["token_endpoint"],
                grant_type="authorization_code",
                code=code,
                code_verifier=journey.verifier,
            )
            told = await self._verified(token, journey.nonce)
            if "email" not in told and "userinfo_endpoint" in described:
                more = (await client.get(described["userinfo_endpoint"])).raise_for_status().json()
                if more.get("sub") != told["sub"]:  # OpenID Connect Core 5.3.2
                    raise IdentityRefused("userinfo")
                told = {**more, **told}
        return Claims(
            issuer=self._issuer,
            subject=str(told["sub"]),
            email=_text(told, "email"),
            email_verified=told.get("email_verified") is True,
            name=_text(told, "name"),
            locale=_text(told, "locale"),
        )

    async def _verified(self, token: dict[str, Any], nonce: str) -> dict[str, Any]:
        try:
            decoded = self._decode(token["id_token"], await self._key_set())
        except InvalidKeyIdError:  # the provider has new keys
            decoded = self._decode(token["id_token"], await self._key_set(fresh=True))
        claims = CodeIDToken(
            decoded.claims,
            decoded.header,
            {
                "iss": {"essential": True, "value": self._issuer},
                "aud": {"essential": True, "value": self._client_id},
                "nonce": {"essential": True, "value": nonce},
            },
            {"nonce": nonce, "client_id": self._client_id, "access_token": token.get("access_token")},
        )
        claims.validate(leeway=CLOCK_LEEWAY_SECONDS)
        return dict(claims)

    @staticmethod
    def _decode(id_token: str, keys: KeySet) -> jwt.Token:
        return jwt.decode(id_token, keys, registry=JWSRegistry(algorithms=list(SIGNATURES), strict_check_header=False))

    async def _description(self) -> dict[str, Any]:
        """The provider's own description (OpenID Connect Discovery), fetched once."""
        async with self._lock:
            if not self._described:
                url = self._issuer.rstrip("/") + "/.well-known/openid-configuration"
                self._described = self._believed(await self._fetch(url))
        return self._described

    def _believed(self, described: dict[str, Any]) -> dict[str, Any]:
        if described.get("issuer") != self._issuer:
            raise IdentityRefused("issuer")
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            parts = urlsplit(str(described.get(name, "")))
            if parts.scheme != "https" and urlsplit(self._issuer).scheme == "https":
                raise IdentityRefused(name)
        return described

    async def _key_set(self, *, fresh: bool = False) -> KeySet:
        if self._keys is None or fresh:
            self._keys = KeySet.import_key_set(await self._fetch((await self._description())["jwks_uri"]))  # pyright: ignore[reportArgumentType]
        return self._keys

    async def _fetch(self, url: str) -> dict[str, Any]:
        try:
            async with httpx.AsyncClient(timeout=10, trust_env=False) as client:
                return (await client.get(url)).raise_for_status().json()
        except (httpx.HTTPError, ValueError) as broken:
            raise IdentityRefused(type(broken).__name__) from broken

    def _client(self) -> Any:  # the client is untyped
        return AsyncOAuth2Client(
            client_id=self._client_id,
            client_secret=self._client_secret,
            token_endpoint_auth_method="client_secret_basic" if self._client_secret else "none",
            scope="openid email profile",
            redirect_uri=self._redirect_uri,
            code_challenge_method="S256",
            timeout=10,
            trust_env=False,
        )


@lru_cache(maxsize=1)
def provider() -> Provider | None:
    """The provider of the settings in force, or None."""
    chosen = settings()
    if chosen.oidc_issuer is None or chosen.oidc_client_id is None:
        return None
    secret = chosen.oidc_client_secret
    return Provider(
        chosen.oidc_issuer,
        chosen.oidc_client_id,
        secret.get_secret_value() if secret else None,
        chosen.public_url.rstrip("/") + "/auth/oidc/callback",
    )


def _text(told: dict[str, Any], name: str) -> str:
    value = told.get(name)
    return value if isinstance(value, str) else ""
