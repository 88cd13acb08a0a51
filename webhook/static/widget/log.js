// The conversation as a log. Each event is shown once, in the order of its sequence number.
import { el } from "./dom.js";
import { Message } from "./message.js";

export class Log {
  /** `cards(event)` gives the nodes that follow the words of an event, `newer` is told of words out of sight. */
  constructor(words, cards, newer) {
    Object.assign(this, { words, cards, newer });
    this.seq = 0;
    this.last = null;
    this.bySeq = new Map();
    this.echoes = [];
    this.node = el("div", {
      class: "log", role: "log", tabindex: 0, "aria-label": words.say("region"), "aria-relevant": "additions",
    });
    this.stuck = true;
    this.node.addEventListener("scroll", () => this.scrolled(), { passive: true });
    // Whoever reads the newest words keeps them in view when the keyboard or a panel takes room below.
    new ResizeObserver(() => this.stuck && this.end()).observe(this.node);
  }

  /** Shows the events not yet shown; answers true when there were any. */
  add(events) {
    const stuck = this.atEnd();
    const fresh = events.filter((event) => event.seq > this.seq).sort((one, other) => one.seq - other.seq);
    let first = null;
    for (const event of fresh) {
      if (event.seq <= this.seq) continue;
      this.seq = event.seq;
      if (event.kind === "message") this.last = event;
      const node = this.show(event);
      first ??= node;
    }
    if (first) this.follow(first, stuck);
    return fresh.length > 0;
  }

  show(event) {
    if (event.kind === "delivery") {
      this.bySeq.get(event.of)?.deliver(event);
      return null;
    }
    if (event.kind === "state" && !event.text) return null;
    const message = this.echoOf(event) ?? this.append(new Message(this.words, event));
    message.attach(this.cards(event));
    this.bySeq.set(event.seq, message);
    return message.node;
  }

  append(message) {
    this.node.append(message.node);
    return message;
  }

  /** The words at once, before the service has them. */
  echo(clientId, text, button) {
    const message = this.append(new Message(this.words, { from: "visitor", text }));
    message.sending();
    this.echoes.push({ clientId, text, button, message, underway: true });
    this.end();
    return message;
  }

  /** The echo that this event of the visitor is the stored form of: by client id, else by what was said, else the one underway. */
  echoOf(event) {
    if (event.kind !== "message" || event.from !== "visitor" || !this.echoes.length) return null;
    const { echoes } = this;
    const found = event.client_id
      ? echoes.find((echo) => echo.clientId === event.client_id)
      : echoes.find((echo) => (event.button ? echo.button === event.button : echo.text === event.text))
        ?? echoes.find((echo) => echo.underway);
    if (!found) return null;
    echoes.splice(echoes.indexOf(found), 1);
    found.message.write(event);
    return found.message;
  }

  /** How a sending ended; an echo that the service has not shown yet stays. */
  settle(clientId, underway) {
    const echo = this.echoes.find((candidate) => candidate.clientId === clientId);
    if (!echo) return;
    echo.underway = underway;
    if (underway) echo.message.sending();
  }

  scrolled() {
    this.stuck = this.atEnd();
    if (this.stuck) this.newer(false);
  }

  atEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.node;
    return scrollHeight - scrollTop - clientHeight < 80;
  }

  end() {
    this.node.scrollTop = this.node.scrollHeight;
    this.stuck = true;
    this.newer(false);
  }

  /** Brings new words into view from their beginning, unless the visitor is reading further up. */
  follow(node, stuck) {
    if (!stuck) return this.newer(true);
    const top = node.offsetTop - 8;
    this.node.scrollTop = Math.min(top, this.node.scrollHeight);
    this.stuck = this.atEnd();
    return this.newer(false);
  }
}
