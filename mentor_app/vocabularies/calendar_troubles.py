"""What can be wrong with a member's calendar, in sentences that say what to do."""

from mentor_app.i18n.catalogue import N_

SENTENCES: dict[str, str] = {
    "wrong_password": N_("The server refuses the user name or password. Many providers want an app password here."),
    "wrong_address": N_("There is no calendar at this address. Please check it, or ask your provider for it."),
    "not_caldav": N_("This address answers, but not as a CalDAV server. Your provider's help pages name its own."),
    "not_calendar": N_("This address answers, but not with a calendar. Please copy its address in iCal format."),
    "not_shared": N_("This address is not open to us. Please copy the calendar's public or secret address."),
    "read_only": N_("You may not write to this calendar. Please choose another, or ask its owner for that right."),
    "timeout": N_("The server takes too long to answer. We try again by ourselves."),
    "unreachable": N_("The server cannot be reached. If the address is right, we try again by ourselves."),
    "certificate": N_("The server's certificate is not valid, so your password was not sent."),
    "blocked_address": N_("We may not connect to this address. Please use the public https address of your server."),
    "needs_consent": N_("Your server points to {{host}}. We send your password there only if you say so."),
    "storage_full": N_("The calendar's storage is full. Please make room there; we try again by ourselves."),
    "too_many": N_("The server asks us to come back later. We do so by ourselves."),
    "too_large": N_("The calendar sends more than we accept at once."),
    "server_error": N_("The server has a fault of its own. We try again by ourselves."),
    "calendar_gone": N_("This calendar was deleted or renamed. Please choose another."),
    "rejected": N_("The server does not accept this meeting."),
    "many_gone": N_("Many meetings disappeared from your calendar at once. Please tell us whether you meant that."),
}
"""One sentence for each kind of trouble; `{{host}}` is the host in question."""
