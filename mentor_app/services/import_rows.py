"""People from a CSV file: read line by line, each line a person or a reason why not. No database here.

The file is streamed: at no time is more than one row of it in memory. What stops a whole file (its encoding, its
header, its size) is found before anyone is imported; what is wrong with one row stops that row alone.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TextIO

from mentor_app.errors import InvalidInput
from mentor_app.i18n.catalogue import N_
from mentor_app.services.accounts import tidy_address, tidy_name
from mentor_app.vocabularies import is_country, is_language, named_skill

MOST_BYTES = 20_000_000
MOST_ROWS = 20_000
MOST_SKILLS = 40
REQUIRED = ("name", "email")
_LONGEST = {
    "name": 120,
    "email": 254,
    "headline": 160,
    "job_title": 120,
    "organisation": 120,
    "city": 80,
    "country": 2,
    "biography": 4000,
    "languages": 200,
    "skills": 4000,
    "goals": 4000,
    "role": 20,
}
COLUMNS = tuple(_LONGEST)
TEXTS = ("headline", "job_title", "organisation", "city", "country", "biography")
_ROLES = {
    "": (False, False),
    "mentor": (True, False),
    "mentee": (False, True),
    "both": (True, True),
}
# What a spreadsheet would run when somebody opens an export of it.
_FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class ImportedPerson:
    """A row that can be imported.

    Args:
        line: where it starts in the file, from 1.
        texts: columns of the profile by name; only those that hold something.
        languages: ISO 639-1 codes.
        skills: names, each skill once.
        goals: names, each skill once.
    """

    line: int
    name: str
    email: str
    texts: dict[str, str]
    languages: tuple[str, ...]
    skills: tuple[str, ...]
    goals: tuple[str, ...]
    offers_mentoring: bool
    seeks_mentor: bool


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row of which nothing is imported.

    Args:
        line: where it starts in the file, from 1.
        column: the column the reason is in; empty when it is the whole row.
        reason: the English sentence, with its placeholders.
        params: values for the placeholders.
    """

    line: int
    column: str
    reason: str
    params: dict[str, str | int]
    email: str = ""


def check_file(path: Path) -> tuple[str, ...]:
    """Read a file once, before anyone is imported.

    Returns:
        the columns that are not known here and will be left out.

    Raises:
        InvalidInput: (field `file`) when it is missing, too large, not UTF-8, or its header cannot be used.
    """
    if not path.is_file():
        raise InvalidInput("file", N_("There is no file {{path}}."), path=str(path))
    if path.stat().st_size > MOST_BYTES:
        limit = MOST_BYTES // 1_000_000
        raise InvalidInput("file", N_("The file is larger than {{limit}} MB. Please split it."), limit=limit)
    _check_encoding(path)
    with _open(path) as file:
        header = _header(file)
        _check_header(header)
        if sum(1 for _ in islice(_lines(file), MOST_ROWS + 1)) > MOST_ROWS:
            raise InvalidInput("file", N_("The file has more than {{limit}} rows. Please split it."), limit=MOST_ROWS)
    return tuple(name for name in header if name and name not in COLUMNS)


def read_people(path: Path) -> Iterator[ImportedPerson | RefusedRow]:
    """The rows of a checked file, in their order; empty lines are passed over."""
    seen: dict[str, int] = {}
    with _open(path) as file:
        header = _header(file)
        for line, cells in _lines(file):
            row = _person(line, header, cells)
            if isinstance(row, ImportedPerson) and row.email in seen:
                reason = N_("This address stands in line {{first}} already.")
                row = RefusedRow(line, "email", reason, {"first": seen[row.email]}, row.email)
            elif isinstance(row, ImportedPerson):
                seen[row.email] = line
            yield row


def _open(path: Path) -> TextIO:
    return path.open(encoding="utf-8-sig", newline="")


def _check_encoding(path: Path) -> None:
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                line.decode()
            except UnicodeDecodeError as wrong:
                reason = N_("Line {{line}} is not UTF-8. Save the file as “CSV UTF-8” and try again.")
                raise InvalidInput("file", reason, line=number) from wrong


def _header(file: TextIO) -> list[str]:
    first = next(csv.reader(file), [])
    return [name.strip().casefold().replace(" ", "_").replace("-", "_") for name in first]


def _check_header(header: list[str]) -> None:
    missing = [name for name in REQUIRED if name not in header]
    if len(header) == 1 and ";" in header[0]:
        raise InvalidInput("file", N_("The columns must be separated by commas, not by semicolons."))
    if missing:
        raise InvalidInput("file", N_("The column “{{column}}” is missing."), column=missing[0])
    twice = next((name for name in header if name and header.count(name) > 1), None)
    if twice is not None:
        raise InvalidInput("file", N_("The column “{{column}}” stands in the header twice."), column=twice)


def _lines(file: TextIO) -> Iterator[tuple[int, list[str] | str]]:
    # The header took one line of the file; a quoted cell of it may not run over several.
    reader, before = csv.reader(file, strict=True), 1
    while True:
        cells: list[str] | str
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as wrong:
            cells = str(wrong)
        if cells:
            yield before + 1, cells
        before = 1 + reader.line_num


def _person(line: int, header: list[str], cells: list[str] | str) -> ImportedPerson | RefusedRow:
    if isinstance(cells, str):
        reason = N_("The quotation marks of this row do not match, or a cell is far too long.")
        return RefusedRow(line, "", reason, {})
    if len(cells) != len(header):
        reason = N_("This row has {{cells}} cells, the header has {{columns}}.")
        return RefusedRow(line, "", reason, {"cells": len(cells), "columns": len(header)})
    row = {name: cell.strip() for name, cell in zip(header, cells, strict=True) if name in _LONGEST}
    try:
        for name, cell in row.items():
            _check_cell(name, cell)
        return _accepted(line, row)
    except InvalidInput as refusal:
        address = row["email"] if row["email"].isprintable() and len(row["email"]) <= 254 else ""
        return RefusedRow(line, refusal.field, refusal.message, refusal.params, address)


def _check_cell(name: str, cell: str) -> None:
    if not all(sign.isprintable() or (sign in "\r\n\t" and name == "biography") for sign in cell):
        raise InvalidInput(name, N_("This holds characters that cannot be shown."))
    if len(cell) > _LONGEST[name]:
        raise InvalidInput(name, N_("This can have at most {{limit}} characters."), limit=_LONGEST[name])
    if cell.startswith(_FORMULA) or any(item.startswith(_FORMULA) for item in _items(cell)):
        raise InvalidInput(name, N_("This begins like a formula of a spreadsheet."))


def _accepted(line: int, row: dict[str, str]) -> ImportedPerson:
    role = row.get("role", "").casefold()
    if role not in _ROLES:
        raise InvalidInput("role", N_("The role is mentor, mentee or both, not “{{role}}”."), role=role)
    offers_mentoring, seeks_mentor = _ROLES[role]
    texts = {name: row[name] for name in TEXTS if row.get(name)}
    if "country" in texts:
        texts["country"] = _country(texts["country"].upper())
    return ImportedPerson(
        line=line,
        name=tidy_name(row["name"]),
        email=tidy_address(row["email"]),
        texts=texts,
        languages=_languages(row.get("languages", "")),
        skills=_skills("skills", row.get("skills", "")),
        goals=_skills("goals", row.get("goals", "")),
        offers_mentoring=offers_mentoring,
        seeks_mentor=seeks_mentor,
    )


def _items(cell: str) -> list[str]:
    return [item.strip() for item in cell.split(";") if item.strip()]


def _country(code: str) -> str:
    if not is_country(code):
        raise InvalidInput("country", N_("“{{code}}” is no country code of ISO 3166-1, such as AT."), code=code)
    return code


def _languages(cell: str) -> tuple[str, ...]:
    codes = dict.fromkeys(item.lower() for item in _items(cell))
    unknown = next((code for code in codes if not is_language(code)), None)
    if unknown is not None:
        reason = N_("“{{code}}” is no language code of ISO 639-1, such as de.")
        raise InvalidInput("languages", reason, code=unknown)
    return tuple(codes)


def _skills(column: str, cell: str) -> tuple[str, ...]:
    names: dict[str, str] = {}
    for item in _items(cell):
        key, name, _ = named_skill(item)
        if not key or len(name) > 80:
            raise InvalidInput(column, N_("“{{name}}” is no name of a skill."), name=item[:80])
        names.setdefault(key, name)
    if len(names) > MOST_SKILLS:
        raise InvalidInput(column, N_("There are more than {{limit}} skills."), limit=MOST_SKILLS)
    return tuple(names.values())
