"""Every component on a few pages, for looking at and for the browser tests of the look. No page of the product."""

import reflex as rx

from gallery.state import Played
from mentor_app.components import (
    cards,
    charts,
    dialogs,
    forms,
    lists,
    notices,
    people,
    picking,
    shell,
    theme,
    writing,
)
from mentor_app.components.icons import icon
from mentor_app.components.links import link

ENTRIES = [
    shell.NavEntry("Home", "/mentorship", "house"),
    shell.NavEntry("Explore the Community", "/", "compass", short="Explore"),
    shell.NavEntry("Inbox", "/inbox", "mail", unread=rx.Var.create(2)),
    shell.NavEntry("Meetings", "/forms", "calendar"),
    shell.NavEntry("Learn", "/learn", "book-open"),
]


def page(*content: rx.Component) -> rx.Component:
    top = shell.header(
        ENTRIES,
        shell.connection(),
        shell.bell(1, rx.el.p("Ben accepted your request.", class_name="menu-words")),
        shell.account(
            rx.Var.create("Maya Okafor"),
            link(icon("user"), "Profile", to="/", class_name="menu-item"),
            rx.el.div(class_name="menu-line"),
            theme.colour_modes(),
        ),
        home="/",
    )
    area = notices.notice_area(Played.notice, tone=Played.tone, dismiss=Played.dismiss, undo=Played.dismiss)
    foot = shell.footer(("Learn", "/learn"), ("Privacy", "/learn"))
    return shell.shell(top, *content, entries=ENTRIES, notices=area, foot=foot)


def member(name, headline, place, score, help_with, others, foot, free=True):
    top = rx.el.div(
        people.avatar(name),
        rx.el.div(
            rx.el.h2(link(name, to="/inbox", class_name=""), class_name="member-name"),
            rx.el.p(headline, class_name="member-headline"),
            rx.el.p(place, class_name="member-place"),
            class_name="grow",
        ),
        people.ring(score, opens="why", label=f"Compatibility with {name}: {score} of 100"),
        class_name="member-top",
    )
    words = "Can help you with" if help_with else "No overlap with your goals yet"
    offers = rx.el.div(
        rx.el.p(words, class_name="tiny"),
        people.chips(help_with, accent=True) if help_with else rx.fragment(),
        class_name="member-offers",
    )
    key = "connect-" + name.split()[0]
    if free:
        act = rx.fragment(
            dialogs.menu_button(
                "Connect",
                icon("chevron-down"),
                opens=key,
                class_name="button button--soft",
                aria_label=f"Connect with {name}",
            ),
            dialogs.menu(
                dialogs.menu_item("Send message", picture="message-circle", opens="ask"),
                dialogs.menu_item("Request a flash meeting", picture="zap", opens="ask"),
                dialogs.menu_item("Request mentoring", picture="sprout", opens="ask"),
                name=key,
                label="Connect",
            ),
        )
    else:
        act = rx.el.button("Message", type="button", class_name="button")
    return rx.el.article(
        top,
        offers,
        people.chips(others),
        rx.el.div(rx.el.p(foot), act, class_name="member-foot"),
        class_name="card member",
    )


PEOPLE = [
    (
        "Ben Lindqvist",
        "Head of Data, Nordbank",
        "Malmö · SV EN",
        88,
        ["Career change", "SQL"],
        ["Data strategy", "Leading teams", "Interviewing"],
        "1 h a month · flash\n2 of 3 places free · answers in about 1 day",
    ),
    (
        "Céline Moreau",
        "Product director, Atelier Numérique",
        "Lyon · remote · FR EN",
        81,
        ["Product discovery"],
        ["Stakeholders", "Roadmaps", "UX research"],
        "30 min a month · flash · 1 of 2 places free",
    ),
    (
        "Kofi Thompson",
        "Staff engineer, independent",
        "Accra · EN",
        74,
        ["Python", "Writing"],
        ["System design", "Open source", "Mentoring"],
        "1 h a month · 1 of 2 places free",
    ),
    (
        "Greta Baumann",
        "People lead, Klinik am Park",
        "Graz · DE EN",
        69,
        ["Salary negotiation"],
        ["First graduate job", "CV"],
        "2 h a month · 2 of 2 places free",
    ),
    (
        "Farid Haddad",
        "Founder, Haddad Energy",
        "Casablanca · remote · AR FR EN",
        52,
        [],
        ["Business plan", "Fundraising", "Renewables"],
        "15 min a month · Not taking mentees now",
    ),
    (
        "Hana Nakamura",
        "Principal designer, Kumo",
        "Osaka · JA EN",
        47,
        ["UX research"],
        ["Portfolio", "Visual design"],
        "30 min a month · 2 of 2 places free",
    ),
]


def facet(legend, *choices):
    ticks = [forms.checkbox(w, w, count=rx.Var.create(n), default_checked=on) for w, n, on in choices]
    return forms.fieldset(legend, *ticks, rx.el.button("Show all 86", type="button", class_name="link"))


def ask():
    return dialogs.dialog(
        forms.form(
            forms.field(
                "Message",
                "message",
                writing.kept_textarea(
                    "message", keep="gallery", limit=200, placeholder="What would you like to learn?"
                ),
                errors=Played.errors,
                hint="Two or three sentences are enough.",
            ),
            forms.submit("Send request", dialogs.closer("Not now", closes="ask")),
            on_submit=Played.send,
            done=Played.done,
        ),
        name="ask",
        title="Request mentoring",
    )


def explore():
    side = lists.folded(
        "Filters",
        facet("Help I want", ("Career change", 38, True), ("SQL", 61, False), ("Public speaking", 44, False)),
        facet("Meeting format", ("Video call", 152, False), ("In person", 47, False), ("Written Q&A", 90, False)),
        facet("Languages", ("English", 171, False), ("Français", 58, False), ("Deutsch", 40, True)),
    )
    return page(
        cards.page_head(
            "Explore the Community",
            "Start with one or two criteria, then refine. Everyone here chose to be found.",
            dialogs.opener(icon("sliders-horizontal"), "Mentorship preferences", opens="ask"),
        ),
        rx.el.div(
            forms.search("q", label="Search names, skills, organisations"),
            forms.select("sort", [("best", "Best match"), ("new", "Newest")], aria_label="Sort"),
            class_name="searchbar",
        ),
        rx.el.div(
            rx.el.span("38 people", class_name="found-count"),
            people.removable_chip("Career change", remove=Played.dismiss, label="Remove filter Career change"),
            people.removable_chip("Deutsch", remove=Played.dismiss, label="Remove filter Deutsch"),
            rx.el.button("Clear all", type="button", class_name="link"),
            rx.el.span("Updated live", class_name="found-live"),
            class_name="found",
        ),
        rx.el.div(
            side, rx.el.div(*[member(*p, free=p[3] != 52) for p in PEOPLE], class_name="people"), class_name="explore"
        ),
        ask(),
        dialogs.dialog(lists.bar(92, "Her goals you offer"), name="why", title="Why 88"),
    )


def thread(name, line, when, kind="", current=False, unread=False):
    return rx.el.a(
        people.avatar(name),
        rx.el.div(
            rx.el.div(
                rx.el.span(name, class_name="person-name cut"),
                rx.el.span(when, class_name="tiny"),
                people.presence() if unread else rx.fragment(),
                class_name="thread-top",
            ),
            rx.el.p(line, class_name="thread-line cut"),
            people.badge(kind) if kind else rx.fragment(),
            class_name="grow",
        ),
        href="#",
        class_name="thread",
        custom_attrs={"aria-current": "true" if current else "false"},
    )


def why(label, share):
    return rx.el.div(
        rx.el.div(rx.el.span(label), rx.el.strong(f"{share}%"), class_name="cluster cluster--apart"),
        rx.el.div(rx.el.progress(value=share, max=100, aria_label=label), class_name="bar"),
    )


def inbox():
    left = rx.el.div(
        rx.el.div(
            rx.el.button("Requests 2", type="button", class_name="chip chip--dark"),
            rx.el.button("Conversations", type="button", class_name="chip"),
            rx.el.button("Waiting", type="button", class_name="chip"),
            class_name="inbox-filters",
        ),
        thread("Maya Okafor", "I am moving from teaching to data", "now", "Mentoring request", True, True),
        thread("Samir Iyer", "Could we talk for 20 minutes about", "2 h", "Flash meeting", unread=True),
        thread("Céline Moreau", "The reading list helped, thank you", "Tue"),
        class_name="inbox-threads",
    )
    middle = rx.el.div(
        rx.el.div(
            people.avatar("Maya Okafor", size="large"),
            rx.el.div(
                rx.el.h2("Maya Okafor asks you to be her mentor", class_name="heading"),
                rx.el.p("Teacher changing to data analysis · Graz · EN DE · sent a moment ago", class_name="note"),
                class_name="grow",
            ),
            people.ring(88, large=True),
            class_name="person",
        ),
        rx.el.div(
            rx.el.h3("Why you", class_name="heading heading--small"),
            rx.el.p(
                "You moved from teaching to data yourself and wrote honestly about the first year.", class_name="prose"
            ),
            class_name="stack stack--tight",
        ),
        rx.el.div(people.chip("Career change", accent=True), people.chip("First interviews"), class_name="chips"),
        rx.el.div(
            icon("clock"),
            rx.el.div(
                rx.el.p("You are both free", class_name="strong"),
                rx.el.p("Thu 26 Nov 17:30 · Mon 30 Nov 18:00", class_name="note"),
                class_name="grow",
            ),
            link("More times", to="/"),
            class_name="card card--sunken card--padded person",
        ),
        rx.el.div(
            rx.el.div("Hello, thank you for asking.", class_name="message"),
            rx.el.div("Gladly, see you on Thursday.", class_name="message message--mine"),
            class_name="messages",
        ),
        rx.el.div(
            rx.el.button("Accept", type="button", class_name="button button--primary"),
            rx.el.button("Ask a question", type="button", class_name="button"),
            rx.el.button("Suggest another time", type="button", class_name="button"),
            rx.el.button("Offer a flash meeting instead", type="button", class_name="button"),
            rx.el.button("Decline", type="button", class_name="button button--quiet"),
            class_name="answers",
        ),
        class_name="inbox-thread",
    )
    right = rx.el.aside(
        rx.el.h3("Why 88", class_name="heading heading--small"),
        why("Her goals you offer", 92),
        why("Career stage", 85),
        why("Languages", 100),
        rx.el.p("Based on 5 of 7 answers.", class_name="note"),
        class_name="inbox-why",
    )
    return page(
        cards.page_head("Inbox"),
        rx.el.div(left, middle, right, class_name="card inbox inbox--open"),
        rx.el.br(),
        rx.el.div(
            lists.empty(
                "No requests yet",
                "When someone asks you to be their mentor, it appears here.",
                link("Explore the Community", to="/", class_name="button button--soft"),
                picture="inbox",
            ),
            class_name="card",
        ),
    )


def topic(words, note, who, minutes):
    return cards.row(
        rx.el.span(icon("grip-vertical"), class_name="handle"),
        rx.el.div(rx.el.p(words), rx.el.p(note, class_name="row-note"), class_name="row-main"),
        people.avatar(who, size="tiny"),
        rx.el.span(minutes, class_name="row-aside"),
    )


def goal(words, by, share):
    return cards.row(
        rx.el.div(
            rx.el.div(
                rx.el.span(words, class_name="grow"), rx.el.span(by, class_name="row-aside"), class_name="cluster"
            ),
            lists.bar(share, words),
            class_name="row-main stack stack--tight",
        )
    )


def mentorship():
    side = rx.el.div(
        rx.el.div(
            people.avatar("Ben Lindqvist", size="huge", here=True),
            rx.el.div(
                rx.el.p("Ben Lindqvist", class_name="person-name"),
                rx.el.p("Your mentor · is here now", class_name="note"),
            ),
            rx.el.div(
                rx.el.button("Message", type="button", class_name="button"),
                rx.el.button("Profile", type="button", class_name="button"),
                class_name="cluster",
            ),
            class_name="card partner",
        ),
        rx.el.div(
            rx.el.p("Next meeting", class_name="tiny"),
            rx.el.p("Thursday 26 November", class_name="strong"),
            rx.el.p(
                "17:30–18:30 in Graz",
                rx.el.br(),
                rx.el.span("the same in Malmö · video", class_name="soft"),
                class_name="note",
            ),
            rx.el.button("Join", type="button", class_name="button button--primary button--wide"),
            class_name="card card--padded stack stack--tight",
        ),
        rx.el.div(
            rx.el.p("Since September", class_name="tiny"),
            cards.facts(("Meetings held", "3 of 6"), ("Time together", "3 h 10"), ("Goals reached", "1")),
            class_name="card card--padded stack stack--tight only-wide",
        ),
        class_name="workspace-side",
    )
    agenda = cards.section(
        "Agenda for Thursday",
        rx.el.ul(
            topic(
                "What I learned from the first interview",
                "They asked for a window function; I froze.",
                "Maya Okafor",
                "15 min",
            ),
            topic("Portfolio: which of the three projects first?", "", "Ben Lindqvist", "20 min"),
            topic(
                "Salary range for junior analysts in Graz",
                rx.el.span("Maya is typing", class_name="typing"),
                "Maya Okafor",
                "10 min",
            ),
            class_name="rows",
        ),
        rx.el.div(
            forms.form(
                forms.field(
                    "Add a topic or question",
                    "message",
                    writing.kept_input("message", keep="agenda", placeholder="Add a topic or question"),
                    hide_label=True,
                ),
                rx.el.button("Add to agenda", type="submit", class_name="button button--soft"),
                on_submit=Played.send,
                done=Played.done,
                class_name="add-row",
            ),
            class_name="card-foot",
        ),
        aside="shared, live",
    )
    goals = cards.section(
        "Goals",
        rx.el.ul(
            cards.row(
                rx.el.div(
                    writing.editable_text(Played.title, Played.save_title, label="Goal", version=Played.version),
                    rx.el.output(Played.set_aside, aria_label="Set aside"),
                    cards.glowing(Played.share, lists.bar(Played.share, "SQL")),
                    class_name="row-main stack stack--tight",
                )
            ),
            goal("Three portfolio projects online", "by 31 Jan", 33),
            goal("Ten applications sent", "by 28 Feb", 20),
            class_name="rows",
        ),
        aside=dialogs.opener("Add goal", opens="ask", class_name="button button--soft button--small"),
    )
    lately = cards.section(
        "Lately",
        rx.el.ul(
            cards.row(
                people.avatar("Ben Lindqvist", size="tiny"),
                rx.el.p("Ben shared ", rx.el.strong("Window functions, explained slowly"), class_name="row-main small"),
                rx.el.span("2 min", class_name="row-aside"),
                class_name="row row--open",
            ),
            cards.row(
                people.avatar("Maya Okafor", size="tiny"),
                rx.el.p("You reached ", rx.el.strong("Finish the SQL course"), class_name="row-main small"),
                rx.el.span("Mon", class_name="row-aside"),
                class_name="row row--open",
            ),
            class_name="rows",
        ),
        open_head=True,
    )
    main = rx.el.div(
        rx.el.h1("You and Ben", class_name="page-title"),
        lists.stage_bar(["Request", "First meeting", "Agreement", "Under way", "Final meeting", "Completed"], 3),
        cards.next_step(
            "Your next step: confirm that the meeting on 12 November took place",
            "One tap. It counts towards your confirmation of participation.",
            rx.el.button("It happened", type="button", class_name="button button--primary"),
            rx.el.button("It moved", type="button", class_name="button"),
            rx.el.button("It did not", type="button", class_name="button button--quiet"),
        ),
        lists.tabs(
            ("Overview", "/mentorship"),
            ("Agreement", "/a"),
            ("Meetings", "/b"),
            ("Goals", "/c"),
            ("Questions", "/d"),
            ("Files", "/e"),
            ("Notes", "/f"),
            ("Time", "/g"),
            ("Finish", "/h"),
            label="Mentorship",
        ),
        rx.el.div(agenda, rx.el.div(goals, lately, class_name="stack"), class_name="workspace-two"),
        class_name="workspace-main",
    )
    return page(
        rx.el.div(side, main, class_name="workspace"),
        ask(),
        rx.el.button(
            "Change it elsewhere", type="button", class_name="button button--quiet", on_click=Played.change_elsewhere
        ),
    )


def form_page():
    return page(
        cards.page_head("Forms and states"),
        rx.el.div(
            cards.card(
                forms.form(
                    forms.field(
                        "E-mail",
                        "email",
                        forms.text("email", type="email", default_value="maya@"),
                        errors=Played.refused,
                        hint="Only the programme team sees it.",
                    ),
                    forms.field(
                        "About you",
                        "about",
                        writing.kept_textarea("about", keep="about", limit=300, placeholder="What brings you here?"),
                    ),
                    forms.field(
                        "Time commitment",
                        "time",
                        forms.select("time", [("30", "30 min a month"), ("60", "1 h a month")]),
                    ),
                    forms.field(
                        "Skills",
                        "skills",
                        writing.chips_input("skills", initial=Played.skills, options=["Python", "Writing", "SQL"]),
                    ),
                    forms.fieldset(
                        "Meeting format",
                        forms.checkbox("Video call", "video", default_checked=True),
                        forms.checkbox("In person", "person"),
                        forms.checkbox("Phone", "kind", kind="radio", default_checked=True),
                    ),
                    forms.switch(
                        "Available for flash meetings",
                        "flash",
                        hint="Twenty minutes, one question.",
                        default_checked=True,
                    ),
                    forms.submit(
                        "Save",
                        rx.el.button("Not now", type="button", class_name="button"),
                        rx.el.button("Leave", type="button", class_name="button button--quiet"),
                        rx.el.button("Off", type="button", disabled=True, class_name="button"),
                    ),
                    on_submit=Played.send,
                )
            ),
            rx.el.div(
                rx.el.div(lists.skeleton_rows(3), class_name="card"),
                rx.el.div(
                    people.badge("Waiting for Ben", tone="wait", picture="hourglass"),
                    people.badge("Accepted", tone="good", picture="check"),
                    people.badge("Expired", picture="clock"),
                    class_name="cluster",
                ),
                rx.el.div(*[people.avatar(p[0], size="large") for p in PEOPLE], class_name="cluster"),
                cards.card(
                    picking.pills(
                        "How shall we meet?",
                        picking.pill("Video call", "how", "video", default_checked=True),
                        picking.pill("In person", "how", "person"),
                        picking.pill("Phone", "how", "phone"),
                    ),
                    rx.el.br(),
                    picking.scale("Was it useful?", "useful", "Not at all", "Very"),
                    rx.el.br(),
                    picking.pills(
                        "When are you free?",
                        picking.time_slot("Thu 26 Nov", "17:30–18:30", "", "slot[]", "a", default_checked=True),
                        picking.time_slot("Mon 30 Nov", "18:00–19:00", "17:00 in Lisbon", "slot[]", "b"),
                    ),
                    rx.el.br(),
                    picking.audience("Mentors of the programme"),
                    rx.el.p("I hope to ", rx.el.del_("learn"), rx.el.ins("practise"), " SQL.", class_name="difference"),
                ),
                rx.el.div(
                    charts.figure("38", "mentorships under way", "six more than in spring"),
                    charts.figure("92%", "would recommend it"),
                    class_name="figures",
                ),
                cards.card(
                    charts.bar_rows(
                        "From enrolment to completion",
                        "Step",
                        "People",
                        Played.funnel,
                        lambda step: charts.bar_row(step.words, step.people, 240),
                    )
                ),
                people.person("Greta Baumann", "People lead, Klinik am Park", aside=people.ring(69)),
                class_name="stack",
            ),
            class_name="trio",
        ),
    )


app = rx.App(toaster=None, stylesheets=theme.STYLESHEETS, head_components=theme.head())
app.add_page(explore, route="/", title="Explore")
app.add_page(inbox, route="/inbox", title="Inbox")
app.add_page(mentorship, route="/mentorship", title="You and Ben")
app.add_page(form_page, route="/forms", title="Forms")
