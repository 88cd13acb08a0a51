"""The service with a stand-in for Twilio, a visitor's phone and a worker who reads along."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from tests.people import Person, a_desk, a_partner, a_person, a_worker, new_id
from tests.standins.twilio import Message, SignedForms, Twilio
from webhook.app import create_app
from webhook.services import deeds, desk
from webhook.services.context import Context
from webhook.store.tables import Handoff, Partner, Staff, Table

PHONE = "+447400123456"
INBOUND = "/v1/twilio/inbound"


@dataclass
class Texting:
    """`client` calls the routes; `twilio` is what our texts go to."""

    ctx: Context
    twilio: Twilio
    forms: SignedForms
    client: Any
    partner: Partner
    worker: Staff
    people: list[Person] = field(default_factory=list)

    def asks(self, phone: str = PHONE) -> Person:
        """A visitor asks for texts and the worker process runs once."""
        person = a_person(self.ctx, self.partner)
        person.ask_for_texts(phone)
        self.people.append(person)
        self.work()
        return person

    def talks(self, phone: str = PHONE) -> Person:
        """The same, up to a person of the desk who has accepted; every text is out."""
        person = self.asks(phone)
        assert self.says(phone, "YES").status_code == 200
        self.accepts()
        self.work()
        return person

    def accepts(self) -> None:
        desk.accept(self.ctx, self.worker, desk.queue(self.ctx, self.worker)[0]["id"])

    def writes(self, person: Person, text: str) -> int:
        """Staff write; returns the sequence number of the message."""
        seq: int = desk.write(self.ctx, self.worker, person.conversation(), new_id(), text)["seq"]
        return seq

    def work(self) -> int:
        return deeds.work(self.ctx)

    def says(self, phone: str, body: str, **more: str) -> Any:
        """The phone sends a text; Twilio posts it."""
        return self.post(INBOUND, self.forms.text(phone, body, **more))

    def reports(self, message: Message, status: str, **more: str) -> Any:
        return self.post(self.forms.path_of(message), self.forms.receipt(message.sid, status, **more))

    def post(self, path: str, form: dict[str, str]) -> Any:
        return self.client.post(path, data=form, headers=self.forms.headers(path, form))

    def staff_see(self, person: Person) -> list[dict[str, Any]]:
        events: list[dict[str, Any]] = desk.events(self.ctx, self.worker, person.conversation(), 0)["events"]
        return events

    def deliveries(self, person: Person, seq: int) -> list[tuple[str, str]]:
        """What was said about a message of staff, in order."""
        told = [event for event in person.reads()["events"] if event["kind"] == "delivery"]
        return [(event["status"], event["text"]) for event in told if event["of"] == seq]

    def heard(self, person: Person) -> list[str]:
        """What came in from the phone, as the log has it."""
        events = person.reads()["events"]
        return [
            e["text"]
            for e in events
            if e["kind"] == "message" and e["from"] == "visitor" and e["channel"] == "sms"
        ]

    def notices(self, person: Person) -> list[str]:
        return [event["notice"] for event in person.reads()["events"] if event["kind"] == "state"]

    def handoff(self, person: Person) -> Handoff:
        with self.ctx.db.reading() as session:
            found = session.scalars(select(Handoff).where(Handoff.conversation_id == person.conversation()))
            return list(found)[-1]

    def rows(self) -> dict[str, int]:
        """How many rows each table has."""
        counts = {
            table.name: select(func.count()).select_from(table) for table in Table.metadata.sorted_tables
        }
        with self.ctx.db.reading() as session:
            return {name: session.scalar(count) or 0 for name, count in counts.items()}


@contextmanager
def a_texting(ctx: Context, clock: Callable[[], datetime]) -> Iterator[Texting]:
    """Everything wired; over when the context ends."""
    with Twilio(clock) as twilio:
        ctx = replace(ctx, sms=twilio.client(ctx.settings.public_url))
        partner, worker = a_partner(ctx)[0], a_worker(ctx, a_desk(ctx))
        client = create_app(ctx.settings, ctx).test_client()
        yield Texting(ctx, twilio, SignedForms(ctx.settings.public_url), client, partner, worker)
