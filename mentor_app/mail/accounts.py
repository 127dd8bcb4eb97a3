"""What the letters about an account say."""

from mentor_app.i18n.catalogue import N_
from mentor_app.mail.worded import Wording

_NOT_YOU = N_("If this was not you, you can leave this letter unanswered: nothing happens without you.")

ACCOUNTS: dict[str, Wording] = {
    "verify_email": Wording(
        subject=N_("Confirm your e-mail address"),
        opening=(
            N_("Welcome to {{organisation}}. One click confirms that this address is yours."),
            N_("The link works once, for a day."),
        ),
        button=N_("Confirm my address"),
        path="/verify-email?token={secret}",
        closing=(_NOT_YOU,),
    ),
    "reset_password": Wording(
        subject=N_("Choose a new password"),
        opening=(
            N_("Somebody, we hope you, asked for a new password for your account at {{organisation}}."),
            N_("The link works once, for half an hour."),
        ),
        button=N_("Choose a new password"),
        path="/reset-password?token={secret}",
        closing=(N_("If this was not you, your password stays as it is."),),
    ),
    "address_in_use": Wording(
        subject=N_("You already have an account"),
        opening=(
            N_("Somebody, we hope you, tried to join {{organisation}} with this address."),
            N_("It already has an account, so you can simply sign in."),
            N_("If you forgot your password, you can choose a new one there."),
        ),
        button=N_("Sign in"),
        path="/sign-in",
        closing=(_NOT_YOU,),
    ),
    "signed_in_anew": Wording(
        subject=N_("A new sign-in to your account"),
        opening=(
            N_("Your account at {{organisation}} was just used on a device we had not seen: {{device}}."),
            N_("If this was you, all is well."),
        ),
        button=N_("See where I am signed in"),
        path="/settings",
        closing=(N_("If it was not, sign out everywhere else there and choose a new password."),),
        by_name=True,
    ),
}
"""Each kind of letter about accounts."""
