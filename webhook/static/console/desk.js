// What is known: the queue, and every conversation with its log. Views listen for `change` and read.

const ENDED_BY_STATE = { left: "left", closed: "closed", talking: "returned" };

/** One conversation as this page knows it. */
export class Conversation {
  constructor(id) {
    this.id = id;
    this.info = null;
    this.entries = [];
    this.deliveries = new Map();
    this.outgoing = [];
    this.seq = 0;
    this.history = 0;
    this.unread = 0;
    this.draft = "";
    this.ending = null;
    this.ended = null;
  }
}

/** Queue, conversations and which of them is open. */
export class Desk extends EventTarget {
  constructor() {
    super();
    this.queue = [];
    this.conversations = new Map();
    this.current = null;
    this.clockOffset = 0;
    this.read = 0;
    this.known = false;
  }

  get open() {
    return this.conversations.get(this.current) ?? null;
  }

  /** How many requests wait and how many messages are unread. */
  get calling() {
    return [...this.conversations.values()].reduce((sum, one) => sum + one.unread, this.queue.filter(ready).length);
  }

  /** The server's present time in milliseconds. */
  now() {
    return Date.now() + this.clockOffset;
  }

  /** Where a resumed stream has to go on: `<conversation>:<seq>,…` for every conversation that goes on. */
  seen() {
    return this.live().map((one) => `${one.id}:${one.seq}`).join(",");
  }

  live() {
    return [...this.conversations.values()].filter((one) => !one.ended);
  }

  show(id) {
    this.current = id;
    const open = this.open;
    if (open) open.unread = 0;
    this.emit("shown");
  }

  /** Takes an ended conversation off the page, with all its words. */
  dismiss(id) {
    this.conversations.delete(id);
    if (this.current === id) this.current = this.live()[0]?.id ?? null;
    this.emit("shown");
  }

  /** Takes a snapshot; one that was read before the newest is passed over (an answer and the stream may cross). */
  snapshot({ queue, held, now }) {
    if (Date.parse(now) < this.read) return;
    this.read = Date.parse(now);
    this.clockOffset = this.read - Date.now();
    const before = new Set(this.queue.filter(ready).map((row) => row.id));
    const fresh = queue.filter((row) => ready(row) && !before.has(row.id));
    this.queue = queue;
    for (const info of held) {
      const one = this.conversations.get(info.conversation) ?? this.begin(info.conversation, info.seq);
      one.info = info;
      one.ended = null;
    }
    const still = new Set(held.map((info) => info.conversation));
    for (const one of this.live()) if (!still.has(one.id)) one.ended = { why: one.ending ?? "over" };
    this.emit("change");
    if (fresh.length) this.emit("waiting", { rows: fresh, first: !this.known });
    this.known = true;
  }

  begin(id, history) {
    const one = new Conversation(id);
    one.history = history;
    this.conversations.set(id, one);
    return one;
  }

  entry({ conversation: id, event }) {
    const one = this.conversations.get(id) ?? this.begin(id, 0);
    if (event.seq <= one.seq) return;
    one.seq = event.seq;
    if (event.kind === "delivery") one.deliveries.set(event.of, event);
    one.entries.push(event);
    if (event.kind === "state") one.ending = ENDED_BY_STATE[event.state] ?? null;
    if (one.ended && one.ending) one.ended = { why: one.ending };
    one.outgoing = one.outgoing.filter((sent) => sent.clientId !== event.client_id);
    if (event.kind === "message" && event.from === "visitor" && event.seq > one.history) this.heard(one);
    this.emit("change");
    this.emit("entry", { id, event });
  }

  heard(one) {
    const looking = one.id === this.current && !document.hidden;
    if (!looking) one.unread += 1;
    this.emit("heard", { one, looking });
  }

  /** The conversation can no longer be read: it was deleted, so its words leave this page too. */
  gone(id) {
    const one = this.conversations.get(id);
    if (!one) return;
    one.ended = { why: "deleted" };
    one.entries = [];
    one.outgoing = [];
    one.draft = "";
    one.deliveries.clear();
    this.emit("change");
  }

  emit(name, detail = null) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

/** Whether a request can be accepted: a text number must have been confirmed first. */
export function ready(row) {
  return row.state === "queued";
}
