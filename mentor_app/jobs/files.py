"""Bytes that nobody needs any more: those of files taken back, and of files that were never sent."""

from itertools import islice

from dbos import DBOS

from mentor_app.jobs.durable import ask, every_hour, perform
from mentor_app.services.files import drop_unsent_files, known_files
from mentor_app.storage import forget, stored_ids

TIME_TO_ARRIVE = 6 * 3600
"""Seconds after which bytes without a row are no upload under way, but what a crash left behind."""
AT_ONCE = 500


@DBOS.workflow(name="forget_file")
def forget_file(file_id: str) -> None:
    """Delete the bytes of a file that was taken back."""
    _forget(file_id)


@DBOS.step(name="forget")
def _forget(file_id: str) -> None:
    forget(file_id)


@every_hour
def sweep_files() -> int:
    """Forget what was uploaded and never sent, and bytes that no row knows of.

    Returns:
        how many files.
    """
    swept = perform(drop_unsent_files)
    ids = stored_ids(TIME_TO_ARRIVE)
    while some := list(islice(ids, AT_ONCE)):
        for file_id in {*some} - ask(known_files, some):
            forget(file_id)
            swept += 1
    return swept
