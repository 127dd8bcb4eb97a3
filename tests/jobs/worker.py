"""A process that executes letters until it is killed; its retries are hurried."""

import os
import time

from mentor_app.jobs import durable, mail

mail.WAITS = tuple(each / 10_000 for each in mail.WAITS)
durable.MAIL_AT_ONCE = int(os.environ.get("TEST_AT_ONCE", durable.MAIL_AT_ONCE))
with durable.executing("worker-1"):
    mail.pick_up_forgotten_letters()
    time.sleep(300)
