"""Letters that come in: what is read of them, and that nothing in one can do harm."""

import contextlib
import time
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given
from hypothesis import settings as trying
from hypothesis import strategies as st

from mentor_app.i18n.catalogue import LOCALES, translate
from mentor_app.mail.incoming import LARGEST, Unreadable, read_letter
from mentor_app.mail.quoting import MARK, MOST, own_words, text_of
from mentor_app.mail.worded import REPLY_ABOVE


def letter(text: str = "Yes, gladly.", **headers: str) -> EmailMessage:
    usual = {"From": "Ben <ben@example.org>", "To": "x@example.org", "Message-ID": "<1@b>"}
    message = EmailMessage(policy=SMTP)
    for name, value in (usual | {name.replace("_", "-"): value for name, value in headers.items()}).items():
        message[name] = value
    message.set_content(text)
    return message


QUOTED = "\n\n> Hello Ben,\n> how are you?\n"


@pytest.mark.parametrize(
    "attribution",
    [
        "On Mon, 2 Mar 2026 at 10:00, Mentor <mentor@example.org> wrote:",
        "On Mon, 2 Mar 2026 at 10:00, Ada by way of Mentor\n<mentor@example.org> wrote:",
        "Le lun. 2 mars 2026 à 10:00, Mentor <mentor@example.org> a écrit :",
        "Le 2 mars 2026 à 10:00, Mentor <mentor@example.org> a\nécrit :",
        "Am Mo., 2. März 2026 um 10:00 Uhr schrieb Mentor <mentor@example.org>:",
        "Am 02.03.26 um 10:00 schrieb Mentor:",
        "Mentor <mentor@example.org> schrieb am 2. März 2026 um 10:00:",
        "",
    ],
)
def test_what_is_quoted_below_is_left_out(attribution):
    assert own_words(f"Yes, gladly.\n\nSee you.\n\n{attribution}{QUOTED}") == "Yes, gladly.\n\nSee you."


@pytest.mark.parametrize(
    "header",
    [
        "-----Original Message-----\nFrom: Mentor",
        "-----Ursprüngliche Nachricht-----\nVon: Mentor",
        "-----Message d'origine-----\nDe : Mentor",
        "From: Mentor <mentor@example.org>\nSent: Monday\nTo: Ben\nSubject: x",
        "Von: Mentor <mentor@example.org>\nGesendet: Montag\nAn: Ben\nBetreff: x",
        "De : Mentor <mentor@example.org>\nEnvoyé : lundi\nÀ : Ben\nObjet : x",
        "________________________________\nFrom: Mentor",
        *(MARK.format(translate(locale, REPLY_ABOVE)) for locale in LOCALES),
    ],
)
def test_what_is_quoted_whole_without_any_sign_is_left_out(header):
    assert own_words(f"Yes, gladly.\n\n{header}\n\nHello Ben,\nhow are you?") == "Yes, gladly."


def test_answers_below_or_between_a_quotation_are_kept():
    assert own_words("Am 02.03.26 um 10:00 schrieb Mentor:\n> Hello\nYes, gladly.") == "Yes, gladly."
    assert own_words("> When?\nOn Monday.\n> Where?\nHere.") == "> When?\nOn Monday.\n> Where?\nHere."


def test_signatures_go_and_words_that_only_look_like_quotations_stay():
    assert own_words("Yes.\n\n-- \nBen\nTel. 1") == "Yes."
    assert own_words("Yes.\n\nSent from my iPhone") == "Yes."
    assert own_words("Ja.\n\nVon meinem iPhone gesendet") == "Ja."
    assert own_words("Oui.\n\nEnvoyé de mon iPhone") == "Oui."
    words = "On Monday I wrote:\nhello to Tom.\n\nBest regards,\nBen\n- one\n- two\nFrom: Paris"
    assert own_words(words) == words


def test_html_alone_is_read_as_a_person_reads_it():
    page = (
        "<html><head><title>No</title><style>p {}</style></head><body><p>Yes,&nbsp;<b>gladly</b>.</p>"
        "<script>alert(1)</script><div>One<br>two</div><!-- no -->"
        '<div class="gmail_quote"><div>On Mon, 2 Mar 2026 at 10:00, M &lt;m@b&gt; wrote:<br></div>'
        "<blockquote><div>Hello</div><p>there</p></blockquote></div></body></html>"
    )
    message = letter()
    message.set_content(page, subtype="html")
    assert read_letter(message.as_bytes()).words == "Yes, gladly.\nOne\ntwo"
    outlook = '<p>Passt.</p><div id="divRplyFwdMsg"><b>Von:</b> M</div><p>Hallo</p>'
    assert own_words(text_of(outlook)) == "Passt."


def test_plain_text_is_preferred_and_files_are_found():
    message = letter("Yes, gladly.")
    message.add_alternative("<p>Something else</p>", subtype="html")
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="Überblick.pdf")
    read = read_letter(message.as_bytes())
    assert read.words == "Yes, gladly."
    assert [(file.name, file.content) for file in read.files] == [("Überblick.pdf", b"%PDF-1.7")]


def test_a_logo_in_the_page_is_no_attachment_and_a_picture_is():
    message = letter()
    message.set_content('<p>Yes.</p><img src="cid:logo">', subtype="html")
    message.add_related(b"\x89PNG small", "image", "png", cid="<logo>", filename="logo.png")
    message.add_attachment(b"\x89PNG photo", maintype="image", subtype="png", filename="photo.png")
    assert [file.name for file in read_letter(message.as_bytes()).files] == ["photo.png"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Auto-Submitted", "auto-replied"),
        ("Auto-Submitted", "auto-generated; x=y"),
        ("Precedence", "bulk"),
        ("List-Id", "<list.example.org>"),
        ("List-Unsubscribe", "<https://mentor.example.org/unsubscribe/x>"),
        ("X-Loop", "mentor"),
        ("Return-Path", "<>"),
        ("X-Autoreply", "yes"),
    ],
)
def test_what_no_person_wrote_is_known(name, value):
    assert read_letter(letter(**{name: value}).as_bytes()).automatic
    assert not read_letter(letter(Auto_Submitted="no").as_bytes()).automatic


def test_a_report_and_a_postmaster_are_no_persons():
    raw = b"From: ben@example.org\r\nContent-Type: multipart/report; boundary=b\r\n\r\n--b\r\n\r\nfailed\r\n--b--\r\n"
    assert read_letter(raw).automatic
    assert read_letter(letter(From="MAILER-DAEMON@example.org").as_bytes()).automatic


@pytest.mark.parametrize(
    ("value", "sender"),
    [
        ('"ada@example.org" <Ben@Example.org>', "ben@example.org"),
        ("ben@example.org", "ben@example.org"),
        ("ben@example.org, ada@example.org", ""),
        ("ada@example.org <ben@example.org>, Ada <ada@example.org>", ""),
        ("=?utf-8?q?ada=40example=2Eorg?= <ben@example.org>", "ben@example.org"),
        ("Ben", ""),
        ("", ""),
    ],
)
def test_a_letter_is_from_one_address_or_from_nobody(value, sender):
    raw = letter().as_bytes().replace(b"Ben <ben@example.org>", value.encode(), 1)
    assert read_letter(raw).sender == sender


def test_two_from_lines_are_nobody():
    assert read_letter(b"From: ada@example.org\r\n" + letter().as_bytes()).sender == ""


def test_what_the_server_knows_to_be_forged_is_known():
    failed = "mx.example.org; spf=pass; dmarc=fail (p=NONE) header.from=example.org"
    assert read_letter(letter(Authentication_Results=failed).as_bytes()).forged
    assert not read_letter(letter(Authentication_Results="mx; dmarc=pass").as_bytes()).forged


def test_signatures_piled_up_before_it_hide_no_forgery():
    piled = "".join(f" dkim=fail (bad signature) header.d=example{each}.org;\r\n" for each in range(90))
    raw = b"Authentication-Results: mx.example.org;\r\n" + piled.encode() + b" dmarc=fail\r\n" + letter().as_bytes()
    assert read_letter(raw).forged


@pytest.mark.parametrize(("charset", "said"), [("utf-7", "+2AA-"), ("unicode_escape", r"\ud800\x00")])
def test_halves_of_characters_are_left_out_of_words_and_names(charset, said):
    raw = (
        f'From: b@b\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n'
        f"Content-Type: text/plain; charset={charset}\r\n\r\n{said}Yes\r\n--b\r\n"
        "Content-Type: image/png\r\nContent-Disposition: attachment; "
        f'filename="=?{charset}?q?{said}Plan=2Epng?="\r\n\r\nx\r\n--b--\r\n'
    )
    read = read_letter(raw.encode())
    assert (read.words, [each.name for each in read.files]) == ("Yes", ["Plan.png"])


def test_of_a_letter_that_is_not_for_us_no_more_than_its_headers_is_read():
    raw = nested(3) + b"\nYes"
    read = read_letter(raw, headers_only=True)
    assert (read.sender, read.words, read.files) == ("ben@example.org", "", ())


def test_the_same_letter_has_the_same_key():
    one, again, other = letter(), letter("Changed on the way"), letter(Message_ID="<2@b>")
    assert read_letter(one.as_bytes()).key == read_letter(again.as_bytes()).key != read_letter(other.as_bytes()).key
    assert read_letter(b"From: a@b\n\nx").key != read_letter(b"From: a@b\n\ny").key


def test_an_unknown_or_wrong_charset_is_read_as_well_as_it_can_be():
    head = b"From: ben@example.org\r\nContent-Type: text/plain; charset="
    assert read_letter(head + b"x-no-such\r\n\r\nJa, gern.").words == "Ja, gern."
    assert read_letter(head + b"utf-8\r\n\r\nGr\xfc\xdfe").words == "Gr\ufffd\ufffde"
    assert read_letter(head + b"iso-8859-1\r\n\r\nGr\xfc\xdfe").words == "Grüße"
    assert read_letter(head + b'"\0;utf-9999"\r\nContent-Transfer-Encoding: base64\r\n\r\n!!notbase64').sender


def nested(depth: int) -> bytes:
    heads = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(depth))
    return b"From: ben@example.org\r\nMIME-Version: 1.0\r\n" + heads + b"\r\nYes"


EXPENSIVE = {
    "deep": nested(5000),
    "many parts": b"From: b@b\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\n\n" * 500_000,
    "many headers": b"From: b@b\n" + b"X-A: b\n" * 500_000 + b"\nYes",
    "a long header": b"To: " + b"(" * 400_000 + b"\n\nYes",
    "many lines": nested(50) + b"\n" * 700_000,
    "many returns": nested(50) + b"\r" * 700_000,
    "too large": b"From: b@b\n\n" + b"x" * LARGEST,
}


@pytest.mark.parametrize("kind", EXPENSIVE)
def test_what_is_made_to_be_expensive_is_refused_before_it_is_read(kind):
    with pytest.raises(Unreadable):
        read_letter(EXPENSIVE[kind])


COSTLY = {
    "comments": b"From: " + b"(" * 200_000 + b"\n\nYes",
    "a folded address": b"From: b@b\nTo: " + b"a,\n " * 40_000 + b"\n\nYes",
    "words in words": b"From: b@b\nContent-Type: text/plain; " + b"a*0*=x; " * 20_000 + b"\n\nYes",
    "tags": b"From: b@b\nContent-Type: text/html\n\n" + b"<blockquote>" * 500_000,
    "half tags": b"From: b@b\nContent-Type: text/html\n\n" + b"<!--" * 500_000,
    "quotations": b"From: b@b\n\n" + b"> x\nwrote:\n" * 200_000,
    "headers of quotations": b"From: b@b\n\n" + b"From: x\n" * 400_000,
    "one line": b"From: b@b\n\n" + b"On " * 1_000_000,
    "nested": nested(50),
}


@pytest.mark.parametrize("kind", COSTLY)
def test_what_is_made_to_be_slow_is_read_in_the_time_of_others(kind):
    began = time.process_time()
    with contextlib.suppress(Unreadable):
        read_letter(COSTLY[kind])
    assert time.process_time() - began < 20, "without its measures it takes minutes, or does not end"


@trying(max_examples=30, deadline=None)
@given(
    st.binary(max_size=600),
    st.lists(
        st.tuples(
            st.sampled_from(
                ["From", "To", "Content-Type", "Content-Disposition", "Content-Transfer-Encoding", "Message-ID"]
            ),
            st.text(max_size=80),
        ),
        max_size=6,
    ),
)
def test_nothing_that_comes_in_is_anything_but_read_or_refused(body, headers):
    raw = b"".join(f"{name}: {value}\r\n".encode("utf-8", "surrogatepass") for name, value in headers)
    try:
        read = read_letter(raw + b"\r\n" + body)
    except Unreadable:
        return
    assert len(read.words) <= MOST
    assert "\0" not in read.words
