"""`mentor import`: a CSV file, row by row, with a report that names every refused line, its column and the reason."""

import csv
import io
import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path

from mentor_app.config import settings
from mentor_app.db import SYSTEM, read, transact
from mentor_app.errors import DomainError, InvalidInput
from mentor_app.i18n.catalogue import filled
from mentor_app.realtime.relay import tell
from mentor_app.services.import_rows import ImportedPerson, RefusedRow, check_file, read_people
from mentor_app.services.imports import import_person
from mentor_app.services.programmes import programme_by_slug


@dataclass(frozen=True, slots=True)
class RowReport:
    """What became of one row.

    Args:
        line: where it starts in the file, from 1.
        outcome: `imported`, `merged`, `unchanged` or `refused`.
        email: the address in it, as far as it is one.
        column: of a refused row, where the reason is; empty when it is the whole row.
        reason: of a refused row.
    """

    line: int
    outcome: str
    email: str
    column: str = ""
    reason: str = ""


@dataclass
class Report:
    """What an import did.

    Args:
        fault: why the whole file was refused; empty when it was read.
        rows: every row in its order.
        left_out: columns that are not known here.
    """

    fault: str = ""
    rows: list[RowReport] = field(default_factory=list[RowReport])
    left_out: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing was refused."""
        return not self.fault and not self.count("refused")

    def count(self, outcome: str) -> int:
        """How many rows ended like this."""
        return Counter(row.outcome for row in self.rows)[outcome]

    def __str__(self) -> str:
        if self.fault:
            return f"Nothing was imported. {self.fault}"
        told = [f"{self.count(outcome)} {outcome}" for outcome in ("imported", "merged", "unchanged", "refused")]
        lines = [", ".join(told) + "."]
        if self.left_out:
            lines.append(f"Columns left out: {', '.join(self.left_out)}.")
        lines += [
            f"  line {row.line}, {row.column or 'whole row'}: {row.reason}"
            for row in self.rows
            if row.outcome == "refused"
        ]
        return "\n".join(lines)

    def as_csv(self) -> str:
        """The rows as CSV (RFC 4180), safe to open in a spreadsheet."""
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(["line", "outcome", "email", "column", "reason"])
        writer.writerows([_safe(str(cell)) for cell in asdict(row).values()] for row in self.rows)
        return text.getvalue()

    def as_json(self) -> str:
        """Everything as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    def write(self, path: Path) -> None:
        """Write the report to a file: JSON when its name ends so, else CSV."""
        path.write_text(self.as_json() if path.suffix == ".json" else self.as_csv(), encoding="utf-8", newline="")


def import_people(path: Path, programme: str) -> Report:
    """Import the people of a CSV file into a programme; importing it again changes nothing.

    Args:
        path: a UTF-8 file with a header line.
        programme: the programme's short name.
    """
    report = Report()
    try:
        report.left_out = check_file(path)
        read(SYSTEM, programme_by_slug, programme)
    except InvalidInput as refusal:
        report.fault = filled(refusal.message, **refusal.params)
        return report
    except DomainError:
        report.fault = f"There is no programme “{programme}”."
        return report
    report.rows = [_imported(row, programme) for row in read_people(path)]
    return report


def _imported(row: ImportedPerson | RefusedRow, programme: str) -> RowReport:
    if isinstance(row, RefusedRow):
        return RowReport(row.line, "refused", row.email, row.column, filled(row.reason, **row.params))
    try:
        outcome, changes = transact(SYSTEM, import_person, programme, row)
    except DomainError as refusal:
        column = refusal.field if isinstance(refusal, InvalidInput) else ""
        return RowReport(row.line, "refused", row.email, column, filled(refusal.message, **refusal.params))
    tell(settings().redis_url, changes)
    return RowReport(row.line, outcome, row.email)


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
