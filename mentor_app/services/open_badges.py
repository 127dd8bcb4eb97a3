"""The certificate as an Open Badges 3.0 credential: a W3C Verifiable Credential (2.0), signed as a JWT (VC-JOSE).

It says what the paper says, and nothing else.
"""

from datetime import UTC, datetime
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, KeySetSerialization

from mentor_app.config import settings
from mentor_app.i18n.catalogue import N_, translate
from mentor_app.security.signing_keys import ALGORITHM, published_keys, signing_key
from mentor_app.services.certificates import CertificateDetail, check_address

MEDIA_TYPE = "application/vc+jwt"
CONTEXT = ("https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json")
_NAMES = {
    ("mentor", "mentoring"): N_("Mentoring: a mentorship as a mentor"),
    ("mentee", "mentoring"): N_("Mentoring: a mentorship as a mentee"),
    ("mentor", "flash"): N_("Mentoring: a flash meeting as a mentor"),
    ("mentee", "flash"): N_("Mentoring: a flash meeting as a mentee"),
}


def key_address(key_id: str) -> str:
    """Where the public half of a key is published."""
    return f"{settings().public_url.rstrip('/')}/.well-known/keys/{key_id}"


def credential_of(certificate: CertificateDetail) -> dict[str, Any]:
    """The unsigned credential (OpenBadgeCredential), in English, its interchange language."""
    address = check_address(certificate.code)
    name = translate("en", _NAMES[certificate.role, certificate.kind])
    return {
        "@context": [*CONTEXT],
        "id": address,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": name,
        "issuer": {
            "id": settings().public_url.rstrip("/"),
            "type": ["Profile"],
            "name": certificate.organisation,
            "url": settings().public_url.rstrip("/"),
        },
        "validFrom": f"{certificate.issued_on}T00:00:00Z",
        "credentialSubject": _subject(certificate, name),
    }


def _subject(certificate: CertificateDetail, name: str) -> dict[str, Any]:
    told = translate(
        "en",
        N_("{{programme}}, with {{partner}}: {{meetings}} confirmed meetings, {{minutes}} minutes."),
        programme=certificate.programme,
        partner=certificate.partner,
        meetings=certificate.meetings,
        minutes=certificate.minutes,
    )
    return {
        "type": ["AchievementSubject"],
        "identifier": [
            {
                "type": "IdentityObject",
                "identityHash": certificate.holder,
                "identityType": "name",
                "hashed": False,
            }
        ],
        "activityStartDate": f"{certificate.began_on}T00:00:00Z",
        "activityEndDate": f"{certificate.ended_on}T00:00:00Z",
        "role": certificate.role,
        "licenseNumber": certificate.number,
        "narrative": told,
        "achievement": {
            "id": f"{settings().public_url.rstrip('/')}/certificates#{certificate.role}-{certificate.kind}",
            "type": ["Achievement"],
            "achievementType": "CommunityService" if certificate.role == "mentor" else "LearningProgram",
            "name": name,
            "description": told,
            "criteria": {"narrative": "Both people confirmed each of the meetings counted here."},
        },
    }


def signed_credential(certificate: CertificateDetail) -> str:
    """The credential as a compact JWT, signed with the installation's key."""
    key, credential = signing_key(), credential_of(certificate)
    header = {"alg": ALGORITHM, "typ": "JWT", "kid": key_address(str(key.kid))}
    registered = {
        "iss": credential["issuer"]["id"],
        "jti": credential["id"],
        "nbf": _seconds(certificate.issued_on),
        "sub": credential["id"],
    }
    return jwt.encode(header, credential | registered, key, algorithms=[ALGORITHM])


def verified_credential(token: str) -> dict[str, Any] | None:
    """What a credential says when one of our keys signed exactly this, else None."""
    keys: KeySetSerialization = {"keys": [key | {"kid": key_address(key["kid"])} for key in published_keys()]}
    try:
        return jwt.decode(token, KeySet.import_key_set(keys), algorithms=[ALGORITHM]).claims
    except (JoseError, ValueError):
        return None


def _seconds(day: str) -> int:
    return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp())
