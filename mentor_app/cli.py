"""The `mentor` command."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from mentor_app.config import settings

app = typer.Typer(no_args_is_help=True, add_completion=False, help="A live, self-hosted mentoring platform.")
coordinators = typer.Typer(no_args_is_help=True, help="Programme staff.")
app.add_typer(coordinators, name="coordinator")
keys = typer.Typer(no_args_is_help=True, help="Keys that seal secrets.")
app.add_typer(keys, name="keys")

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Entry point of the console script: what the domain refuses is told in a sentence."""
    from mentor_app.errors import DomainError
    from mentor_app.i18n.catalogue import filled

    try:
        app()
    except DomainError as refusal:
        typer.echo(filled(refusal.message, **refusal.params), err=True)
        sys.exit(1)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
) -> None:
    """Serve the community: migrate, compile what changed, listen."""
    if host:
        os.environ["MENTOR_HOST"] = host
    if port:
        os.environ["MENTOR_PORT"] = str(port)
        os.environ.setdefault("MENTOR_PUBLIC_URL", f"http://localhost:{port}")
    settings.cache_clear()
    from mentor_app import cli_serving as serving

    serving.find_the_port_free()
    migrate()
    serving.compile_pages()
    serving.listen()


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 3000,
    data_dir: Annotated[Path, typer.Option(help="Where to keep the data.")] = Path("var/demo"),
) -> None:
    """Serve an invented community of 200, with three people to sign in as."""
    os.environ |= {
        "MENTOR_DEMO": "true",
        "MENTOR_PORT": str(port),
        "MENTOR_DATA_DIR": str(data_dir.resolve()),
        "MENTOR_PUBLIC_URL": os.environ.get("MENTOR_PUBLIC_URL", f"http://localhost:{port}"),
    }
    settings.cache_clear()
    from mentor_app import cli_serving as serving

    serving.find_the_port_free()
    migrate()
    from mentor_app.demo import SIGN_INS, seed_demo

    seed_demo()
    serving.compile_pages()
    sign_ins = "\n".join(f"  {email}  {password}  {who}" for email, password, who in SIGN_INS)
    here = settings().public_url
    serving.say_when_it_answers(
        f"\nMentor is at {here}\n\nSign in as\n{sign_ins}\n\nLetters: {here}/demo/mailbox\nStop with Ctrl+C.\n"
    )
    serving.listen()


@app.command()
def worker(
    name: Annotated[str, typer.Option(help="This worker's own name, the same at every start.")] = "worker-1",
) -> None:
    """Execute durable work, such as sending letters, beside web processes that share Redis."""
    import asyncio

    from mentor_app.jobs.worker import work

    asyncio.run(work(name))


@app.command()
def migrate() -> None:
    """Bring the database to the newest schema."""
    from alembic import command
    from mentor_app.routes.health import alembic_config

    settings().data_dir.mkdir(parents=True, exist_ok=True)
    command.upgrade(alembic_config(), "head")


@app.command(name="import")
def import_(
    path: Annotated[Path, typer.Argument(help="A CSV file with a header line, in UTF-8.")],
    programme: Annotated[str, typer.Option(help="The programme's short name.")] = "alumni",
    report_to: Annotated[
        Path | None, typer.Option("--report", help="Write what became of each row to a .csv or .json file.")
    ] = None,
) -> None:
    """Import people from a CSV file; running it again changes nothing."""
    from mentor_app.cli_import import import_people

    migrate()
    report = import_people(path, programme)
    if report_to is not None:
        report.write(report_to)
    typer.echo(str(report))
    raise typer.Exit(0 if report.ok else 1)


@coordinators.command("add")
def add_coordinator(
    email: Annotated[str, typer.Argument(help="The member's e-mail address.")],
    programme: Annotated[str, typer.Option(help="The programme's short name; made if there is none.")] = "alumni",
    name: Annotated[str, typer.Option(help="The person's name, when the account is new.")] = "",
) -> None:
    """Make somebody a coordinator, inviting them when they have no account."""
    from mentor_app.db import SYSTEM, transact
    from mentor_app.realtime.relay import tell
    from mentor_app.services.coordinators import appoint_coordinator

    migrate()
    result, changes = transact(SYSTEM, appoint_coordinator, email=email, slug=programme, name=name)
    tell(settings().redis_url, changes)
    typer.echo(result)


@keys.command("rotate")
def rotate_keys() -> None:
    """Seal every secret with a new key, and forget the old ones; may be broken off and run again at any time."""
    from mentor_app.db import SYSTEM, transact
    from mentor_app.security.sealing import add_key, drop_old_keys
    from mentor_app.services.sealed_secrets import reseal_all

    add_key()
    count, _changes = transact(SYSTEM, reseal_all)
    drop_old_keys()
    typer.echo(f"Sealed anew: {count}")


@app.command("questions")
def set_questions(
    questions: Annotated[list[str] | None, typer.Argument(help="What is asked; none takes all away.")] = None,
    programme: Annotated[str, typer.Option(help="The programme's short name.")] = "alumni",
) -> None:
    """Say what a programme asks at the end of a mentorship, beside what everybody is asked."""
    from mentor_app.db import SYSTEM, transact
    from mentor_app.services.evaluations import set_evaluation_questions

    migrate()
    transact(SYSTEM, set_evaluation_questions, programme, questions or [])
    typer.echo(f"{programme} asks {len(questions or [])} questions of its own.")


@keys.command("rotate-signing")
def rotate_signing() -> None:
    """Sign credentials with a new key from now on; the old one stays published."""
    from mentor_app.security.signing_keys import rotate_signing_key

    typer.echo(f"Credentials are signed with {rotate_signing_key()} from now on.")


@app.command()
def check() -> None:
    """Say what is wrong with this installation; exit 1 when something is."""
    from mentor_app.routes.health import what_is_wrong
    from mentor_app.services.installation import weaknesses

    wrong = [*what_is_wrong(), *weaknesses()]
    for sentence in wrong:
        typer.echo(sentence)
    if wrong:
        raise typer.Exit(1)
    typer.echo("All is well.")


if __name__ == "__main__":
    main()
