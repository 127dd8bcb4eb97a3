"""Through the identity provider: a real one on loopback for the paths, a lying one for the attacks."""

from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from oidc_provider_mock import User, run_server_in_thread
from sqlmodel import Session, select

from mentor_app import db
from mentor_app.config import settings
from mentor_app.db import NOBODY
from mentor_app.identity import IdentityRefused, Journey, provider
from mentor_app.models import Identity, Member, SignIn
from mentor_app.security.sign_ins import actor_from_cookie, forget_answers
from tests.doorstep import PASSWORD, Doorstep, admit, door, letters, member_at  # noqa: F401
from tests.security.impostor import challenge_of, impostor

ADA = "ada@example.org"
PEOPLE = (
    User(sub="ada", claims={"email": ADA, "email_verified": True, "name": "Ada Lovelace"}),
    User(sub="unproven", claims={"email": ADA, "email_verified": False, "name": "Not Ada"}),
    User(sub="vague", claims={"email": ADA, "email_verified": "true", "name": "Not Ada"}),
    User(sub="nameless", claims={"email": "nameless@example.org", "email_verified": True}),
    User(sub="secretive", claims={"name": "No Address"}),
)


def use(issuer, monkeypatch):
    monkeypatch.setenv("MENTOR_OIDC_ISSUER", issuer)
    monkeypatch.setenv("MENTOR_OIDC_CLIENT_ID", "mentor")
    monkeypatch.setenv("MENTOR_OIDC_CLIENT_SECRET", "a secret")
    settings.cache_clear()
    provider.cache_clear()


@pytest.fixture(scope="module")
def issuer():
    with run_server_in_thread(user_claims=PEOPLE) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def provided(issuer, sqlite, monkeypatch):
    use(issuer, monkeypatch)


@pytest.fixture
def liar(sqlite, door, monkeypatch):
    with impostor() as lying:
        lying.claims = {"email": ADA, "email_verified": True, "name": "Ada"}
        use(lying.issuer, monkeypatch)
        yield lying


def wishes(answer):
    return {name: values[0] for name, values in parse_qs(urlsplit(answer.headers["location"]).query).items()}


def begun(browser, **query):
    answer = browser.client.get("/auth/oidc", params=query)
    assert answer.status_code == 303
    return answer


def came_back(answer, subject):
    """The address that the provider sends the browser back to after somebody signed in there."""
    back = httpx.post(answer.headers["location"], data={"sub": subject}, follow_redirects=False, trust_env=False)
    parts = urlsplit(back.headers["location"])
    return f"{parts.path}?{parts.query}"


def through(browser, subject, **query):
    return browser.client.get(came_back(begun(browser, **query), subject))


def who(browser):
    forget_answers()
    return actor_from_cookie(browser.cookie)


def rows(model):
    with Session(db.engine()) as session:
        return session.exec(select(model)).all()


def test_a_new_person_is_let_in_and_recognised_the_next_time(database, issuer, monkeypatch, door):
    use(issuer, monkeypatch)
    answer = through(door, "ada", next="/explore?skill=law")
    assert (answer.status_code, answer.headers["location"]) == (303, "/explore?skill=law")
    member = member_at(ADA)
    assert (member.name, member.password_hash, member.verified_at is not None) == ("Ada Lovelace", None, True)
    assert who(door).member_id == member.id
    again = Doorstep()
    through(again, "ada")
    assert who(again).member_id == member.id
    assert [(row.issuer, row.subject) for row in rows(Identity)] == [(issuer, "ada")]
    assert len(rows(Member)) == 1


def test_the_way_carries_state_nonce_and_a_pkce_challenge(liar, door):
    sent = wishes(begun(door))
    assert sent["code_challenge_method"] == "S256"
    assert (sent["response_type"], sent["client_id"]) == ("code", "mentor")
    assert sent["redirect_uri"] == "http://localhost:3000/auth/oidc/callback"
    assert len(sent["state"]) >= 43
    assert len(sent["nonce"]) >= 43
    door.client.get("/auth/oidc/callback", params={"state": sent["state"], "code": sent["nonce"]})
    [form] = liar.token_forms
    assert challenge_of(form["code_verifier"]) == sent["code_challenge"]
    other = wishes(begun(Doorstep()))
    assert {other[name] for name in ("state", "nonce", "code_challenge")}.isdisjoint(sent.values())


def test_the_journey_is_kept_out_of_reach_of_scripts(provided, door):
    flags = begun(door).headers["set-cookie"].lower().split("; ")[1:]
    assert {"httponly", "samesite=lax", "max-age=600"} <= set(flags)


def test_the_host_header_decides_nothing(provided, door):
    answer = door.client.get("/auth/oidc", headers={"host": "evil.example", "x-forwarded-host": "evil.example"})
    assert wishes(answer)["redirect_uri"] == "http://localhost:3000/auth/oidc/callback"


@pytest.mark.parametrize("subject", ["unproven", "vague"])
def test_an_address_nobody_vouches_for_is_confirmed_by_letter_first(provided, door, subject):
    assert through(door, subject).headers["location"] == "/sign-in?problem=confirm"
    assert who(door) == NOBODY
    assert member_at(ADA).verified_at is None
    through(door, subject)
    assert who(door) == NOBODY
    token = letters(ADA)[-1].secret
    stranger = Doorstep()
    assert through(stranger, "nameless", confirm=token).headers["location"] == "/sign-in?problem=dead_link"
    assert stranger.post("/auth/verify", token=token, password="").status_code == 422
    assert through(door, subject, confirm=token).headers["location"] == "/home"
    assert who(door).member_id == member_at(ADA).id


def test_an_address_that_somebody_confirmed_here_is_never_linked_by_itself(provided, door):
    member_id = admit(ADA)
    assert through(door, "ada").headers["location"] == "/sign-in?problem=taken"
    assert who(door) == NOBODY
    assert rows(Identity) == []
    assert Doorstep().sign_in(ADA).status_code == 200
    assert member_at(ADA).id == member_id


def test_nobody_can_try_addresses_through_a_provider_that_does_not_vouch_for_them(provided, door):
    admit(ADA)
    assert through(door, "unproven").headers["location"] == "/sign-in?problem=confirm"
    assert [letter.kind for letter in letters(ADA)] == ["address_in_use"]
    assert rows(Identity) == []


def test_an_account_a_stranger_prepared_is_emptied_before_its_owner_comes_in(provided, door):
    stranger = Doorstep()
    stranger.post("/auth/join", name="Stranger", email=ADA, password=PASSWORD)
    link = letters(ADA)[0].secret
    through(door, "ada")
    assert who(door).member_id == member_at(ADA).id
    assert (member_at(ADA).name, member_at(ADA).password_hash) == ("Ada Lovelace", None)
    assert stranger.sign_in(ADA).status_code == 422
    assert stranger.post("/auth/verify", token=link, password=PASSWORD).status_code == 404


def test_an_identity_a_stranger_prepared_is_gone_once_the_owner_joins(provided, door):
    stranger = Doorstep()
    through(stranger, "unproven")
    door.post("/auth/join", name="Ada", email=ADA, password=PASSWORD)
    assert door.post("/auth/verify", token=letters(ADA)[-1].secret, password=PASSWORD).status_code == 200
    assert rows(Identity) == []
    through(stranger, "unproven")
    assert who(stranger) == NOBODY


def test_one_subject_at_two_providers_is_two_people(provided, door, monkeypatch):
    through(door, "ada")
    ada = who(door).member_id
    with run_server_in_thread(
        user_claims=[User(sub="ada", claims={"email": "other@example.org", "email_verified": True, "name": "Other"})]
    ) as other:
        use(f"http://localhost:{other.server_port}", monkeypatch)
        browser = Doorstep()
        through(browser, "ada")
        assert who(browser).member_id not in (None, ada)
        assert len({row.issuer for row in rows(Identity)}) == 2


def test_the_address_at_the_provider_may_change(provided, door, issuer):
    through(door, "ada")
    moved = {"email": "ada@elsewhere.example", "email_verified": True, "name": "Ada"}
    httpx.put(f"{issuer}/users/ada", json=moved, trust_env=False)
    try:
        again = Doorstep()
        through(again, "ada")
        assert who(again).member_id == who(door).member_id
    finally:
        httpx.put(f"{issuer}/users/ada", json=PEOPLE[0].claims, trust_env=False)


def test_without_an_address_nobody_is_admitted(provided, door):
    assert through(door, "secretive").headers["location"] == "/sign-in?problem=no_address"
    assert rows(Member) == []


def test_a_person_without_a_name_gets_one_from_the_address(provided, door):
    through(door, "nameless")
    assert member_at("nameless@example.org").name == "nameless"


def test_a_suspended_member_cannot_come_in_this_way(provided, door):
    through(door, "ada")
    with Session(db.engine()) as session:
        member = session.exec(select(Member)).one()
        member.suspended_at = member.verified_at
        session.commit()
    again = Doorstep()
    assert through(again, "ada").headers["location"] == "/sign-in?problem=not_permitted"
    assert "mentor" not in again.client.cookies


def test_an_answer_meant_for_another_browser_is_refused(provided, door):
    stolen = came_back(begun(door), "ada")
    other = Doorstep()
    assert other.client.get(stolen).headers["location"] == "/sign-in?problem=refused"
    begun(other)
    assert other.client.get(stolen).headers["location"] == "/sign-in?problem=refused"
    assert who(other) == NOBODY


def test_an_answer_is_worth_nothing_a_second_time(provided, door):
    answer = came_back(begun(door), "ada")
    journey = door.client.cookies["mentor-journey"]
    assert door.client.get(answer).headers["location"] == "/home"
    assert "mentor-journey" not in door.client.cookies
    assert Doorstep().client.get(answer).headers["location"] == "/sign-in?problem=refused"
    thief = Doorstep()
    thief.client.cookies.set("mentor-journey", journey)
    assert thief.client.get(answer).headers["location"] == "/sign-in?problem=refused"
    assert len(rows(SignIn)) == 1


@pytest.mark.parametrize("change", [{"state": "x" * 43}, {"state": None}, {"code": None}, {"error": "denied"}])
def test_an_answer_that_does_not_fit_is_refused(liar, door, change):
    sent = wishes(begun(door))
    answer = {"state": sent["state"], "code": sent["nonce"]} | change
    params = {name: value for name, value in answer.items() if value is not None}
    assert door.client.get("/auth/oidc/callback", params=params).headers["location"] == "/sign-in?problem=refused"
    assert rows(Member) == []


@pytest.mark.parametrize(
    ("lies", "signature"),
    [
        ({"nonce": "x" * 43}, "honest"),
        ({"nonce": None}, "honest"),
        ({"aud": "another client"}, "honest"),
        ({"aud": None}, "honest"),
        ({"aud": ["mentor", "another"], "azp": "another"}, "honest"),
        ({"iss": "https://another.example"}, "honest"),
        ({"iss": None}, "honest"),
        ({"sub": None}, "honest"),
        ({"exp": 1}, "honest"),
        ({"exp": None}, "honest"),
        ({}, "none"),
        ({}, "public key as secret"),
        ({}, "foreign key"),
    ],
)
def test_a_token_that_lies_lets_nobody_in(liar, door, lies, signature):
    liar.lies, liar.signature = lies, signature
    sent = wishes(begun(door))
    answer = door.client.get("/auth/oidc/callback", params={"state": sent["state"], "code": sent["nonce"]})
    assert answer.headers["location"] == "/sign-in?problem=refused"
    assert (rows(Member), who(door)) == ([], NOBODY)


def test_the_same_token_without_a_lie_lets_in(liar, door):
    sent = wishes(begun(door))
    door.client.get("/auth/oidc/callback", params={"state": sent["state"], "code": sent["nonce"], "iss": liar.issuer})
    assert who(door).member_id == member_at(ADA).id


def test_an_answer_of_another_provider_is_refused(liar, door):
    sent = wishes(begun(door))
    answer = {"state": sent["state"], "code": sent["nonce"], "iss": "https://another.example"}
    assert door.client.get("/auth/oidc/callback", params=answer).headers["location"] == "/sign-in?problem=refused"
    assert liar.token_forms == []


def test_a_provider_that_describes_another_is_not_followed(liar, door):
    liar.described = {"issuer": "https://another.example"}
    assert door.client.get("/auth/oidc").headers["location"] == "/sign-in?problem=unreachable"


def test_a_provider_that_cannot_be_reached_is_said_to_be(sqlite, door, monkeypatch):
    use("http://127.0.0.1:9", monkeypatch)
    assert door.client.get("/auth/oidc").headers["location"] == "/sign-in?problem=unreachable"


def test_a_provider_that_falls_silent_on_the_way_lets_nobody_in(liar, door):
    sent = wishes(begun(door))
    liar.described = {}
    provider()._described["token_endpoint"] = "http://127.0.0.1:9/token"
    answer = door.client.get("/auth/oidc/callback", params={"state": sent["state"], "code": sent["nonce"]})
    assert answer.headers["location"] == "/sign-in?problem=refused"


def test_new_keys_of_the_provider_are_fetched(liar, door):
    for kid in ("one", "two"):
        liar.key = type(liar.key).generate_key(2048, {"kid": kid, "use": "sig"})
        liar.signature = "honest"
        encode_with(liar, kid)
        browser = Doorstep()
        sent = wishes(begun(browser))
        browser.client.get("/auth/oidc/callback", params={"state": sent["state"], "code": sent["nonce"]})
        assert who(browser) != NOBODY


def encode_with(liar, kid):
    from joserfc import jwt

    honest = type(liar).id_token

    def id_token(nonce):
        claims = jwt.decode(honest(liar, nonce), liar.key).claims
        return jwt.encode({"alg": "RS256", "kid": kid}, claims, liar.key)

    liar.id_token = id_token


@pytest.mark.parametrize("path", ["//evil.example", "https://evil.example", "/\\evil.example", "/auth/oidc"])
def test_nobody_is_led_to_another_site_afterwards(provided, door, path):
    assert through(door, "ada", next=path).headers["location"] == "/home"


def test_nobody_is_led_to_another_site_by_their_own_cookie(provided, door):
    with pytest.raises(IdentityRefused):
        Journey.unpacked("not a journey")
    answer = came_back(begun(door), "ada")
    journey = Journey.unpacked(door.client.cookies["mentor-journey"])
    forged = Journey("//evil.example", state=journey.state, nonce=journey.nonce, verifier=journey.verifier)
    door.client.cookies.clear()
    door.client.cookies.set("mentor-journey", forged.packed())
    assert door.client.get(answer).headers["location"] == "/home"


def test_the_provider_is_connected_from_the_settings_with_the_password(provided, door):
    member_id = admit(ADA)
    assert door.post("/auth/oidc/connect", password=PASSWORD).status_code == 403
    door.sign_in(ADA)
    assert door.post("/auth/oidc/connect", password="wrong").json()["field"] == "password"
    url = door.post("/auth/oidc/connect", password=PASSWORD).json()["next"]
    back = httpx.post(url, data={"sub": "ada"}, follow_redirects=False, trust_env=False)
    assert door.client.get(back.headers["location"]).headers["location"] == "/settings"
    other = Doorstep()
    through(other, "ada")
    assert who(other).member_id == member_id


def test_a_journey_to_connect_ends_with_the_sign_in_that_began_it(provided, door):
    admit(ADA)
    admit("cy@example.org")
    door.sign_in(ADA)
    url = door.post("/auth/oidc/connect", password=PASSWORD).json()["next"]
    door.sign_in("cy@example.org")
    back = httpx.post(url, data={"sub": "ada"}, follow_redirects=False, trust_env=False)
    answer = door.client.get(back.headers["location"])
    assert answer.headers["location"] == "/settings?problem=not_permitted"
    assert rows(Identity) == []


def test_an_identity_belongs_to_one_account(provided, door):
    through(Doorstep(), "ada")
    admit("cy@example.org")
    door.sign_in("cy@example.org")
    url = door.post("/auth/oidc/connect", password=PASSWORD).json()["next"]
    back = httpx.post(url, data={"sub": "ada"}, follow_redirects=False, trust_env=False)
    assert door.client.get(back.headers["location"]).headers["location"] == "/settings?problem=taken"
    assert len(rows(Identity)) == 1


def test_a_link_alone_connects_nothing(provided, door):
    admit("cy@example.org")
    door.sign_in("cy@example.org")
    through(door, "ada", link="1")
    assert {row.member_id for row in rows(Identity)} == {member_at(ADA).id}


def test_without_a_provider_there_is_no_such_way(sqlite, door):
    assert door.client.get("/auth/oidc").status_code == 404
    assert door.client.get("/auth/options").json() == {"provider": "", "demo": False, "signed_in": False}


def test_the_forms_know_the_providers_name(provided, door):
    assert door.client.get("/auth/options").json()["provider"] == "your organisation"
