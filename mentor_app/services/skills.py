"""The skills people name: found by their key, or added as they were typed."""

from collections.abc import Iterable

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from mentor_app.errors import InvalidInput
from mentor_app.i18n.catalogue import N_
from mentor_app.models import Skill
from mentor_app.vocabularies import named_skill
from mentor_app.vocabularies.skills import LONGEST


def kept_skills(session: Session, names: Iterable[str], field: str) -> list[str]:
    """Keys of the named skills, in their order and once each; what nobody named before is added.

    Args:
        session: of the transaction.
        names: as typed.
        field: the form field a refusal belongs beside.

    Raises:
        InvalidInput: for a name without a letter or digit, or longer than 80 characters.
    """
    skills = {skill.key: skill for skill in (_skill(name, field) for name in names)}
    if not skills:
        return []
    made = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    # Two people may be the first to name it at the same moment: neither must fail.
    session.exec(made.insert(Skill).values([skill.model_dump() for skill in skills.values()]).on_conflict_do_nothing())
    return list(skills)


def _skill(name: str, field: str) -> Skill:
    key, shown, is_free = named_skill(name)
    if not key or not shown.isprintable():
        raise InvalidInput(field, N_("A skill needs a name with letters or digits."))
    if len(shown) > LONGEST:
        raise InvalidInput(field, N_("A skill's name can have at most 80 characters."))
    return Skill(key=key, name=shown, is_free=is_free)
