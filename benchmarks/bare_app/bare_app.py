"""The floor of the live benchmark: a board two people share, with no rights, no checks and no layers.

The cookie is a name. One table, one state, one push to the other page. Nobody should run this for people.
"""

import os
from collections import defaultdict

import reflex as rx
from sqlalchemy import event
from sqlmodel import Field, Session, SQLModel, create_engine, select

ENGINE = create_engine(os.environ["BARE_DATABASE"], connect_args={"check_same_thread": False})
# The same promise as the product's: what was saved survives a power cut.
event.listen(ENGINE, "connect", lambda c, _: c.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL"))


class Item(SQLModel, table=True):
    id: str = Field(primary_key=True)
    board: str = Field(index=True)
    title: str


OPEN: dict[str, set[str]] = defaultdict(set)


class Board(rx.State):
    items: list[dict[str, str]] = []

    def _board(self) -> str:
        return self.router.headers.cookie.partition("name=")[2].partition(".")[0]

    @rx.event
    def load(self) -> None:
        OPEN[self._board()].add(self.router.session.client_token)
        self.refresh()

    @rx.event
    def refresh(self) -> None:
        with Session(ENGINE) as session:
            rows = session.exec(select(Item).where(Item.board == self._board()).order_by(Item.id))
            self.items = [row.model_dump() for row in rows]

    @rx.event
    async def rename(self, item_id: str, title: str) -> None:
        with Session(ENGINE) as session:
            session.get_one(Item, item_id).title = title
            session.commit()
        for token in OPEN[self._board()] - {self.router.session.client_token}:
            await push(token)
        self.refresh()


async def push(token: str) -> None:
    """Have another page show what is new. (Poking it, so that it asks, costs a round trip more.)"""
    async with app.modify_state(rx.BaseStateToken(ident=token, cls=Board)) as tree:
        Board.refresh.fn(await tree.get_state(Board))


def index() -> rx.Component:
    return rx.el.ul(rx.foreach(Board.items, lambda item: rx.el.li(item["title"])))


SQLModel.metadata.create_all(ENGINE)
app = rx.App(toaster=None, app_wraps={})
app.add_page(index, route="/", on_load=Board.load)
