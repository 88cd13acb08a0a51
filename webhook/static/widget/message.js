// One entry of the log: who says it, what, and what became of it.
import { el, paragraphs } from "./dom.js";

const RANK = { queued: 0, sent: 1, delivered: 2, failed: 3 };
const SPEAKERS = { visitor: "from_you", bot: "from_bot", staff: "from_staff", system: "from_bot" };

export class Message {
  constructor(words, event) {
    this.words = words;
    this.from = Object.hasOwn(SPEAKERS, event.from) ? event.from : "system";
    this.clock = el("time", {});
    this.body = el("div", { class: "body" });
    this.status = el("p", { class: "status" });
    this.node = el("article", { class: `message ${event.kind === "state" ? "notice" : this.from}`, tabindex: -1 },
      el("p", { class: "who" }, words.say(SPEAKERS[this.from]), " ", this.clock),
      this.body, this.status);
    this.rank = -1;
    this.write(event);
  }

  /** Fills in what the service stored; for an echo this replaces the words that were typed. */
  write(event) {
    this.body.replaceChildren(...paragraphs(this.own(event)));
    if (event.at) {
      this.clock.dateTime = event.at;
      this.clock.textContent = this.words.time(event.at);
    }
    this.status.replaceChildren(this.takenOut(event.removed ?? []));
    if (event.delivery) this.deliver(event.delivery);
  }

  /** The words of the entry, unless a card below them begins with the same. */
  own({ text, cards }) {
    return (cards ?? []).some((card) => card?.title === text) ? "" : text ?? "";
  }

  takenOut(kinds) {
    if (!kinds.length) return "";
    const named = kinds.map((kind) => this.words.say(`removed_${kind}`)).filter(Boolean);
    return `${this.words.say("removed")}${named.length ? ` (${this.words.list(named)})` : ""}`;
  }

  /** A late "sent" never takes back a "delivered". */
  deliver({ status }) {
    if (!(RANK[status] > this.rank)) return;
    this.rank = RANK[status];
    this.status.textContent = this.words.say(`delivery_${status}`);
    this.node.classList.toggle("failed", status === "failed");
  }

  attach(nodes) {
    this.node.append(...nodes.filter(Boolean));
  }

  sending() {
    this.node.classList.remove("failed");
    this.status.replaceChildren(this.words.say("sending"));
  }

  /** It arrived; what redaction took out stays said. */
  sent() {
    if (this.rank < 0 && !this.clock.dateTime) this.status.replaceChildren();
  }

  /** Keeps the words and offers the same message again. */
  unsent(reason, again) {
    this.node.classList.add("failed");
    this.status.replaceChildren(reason || this.words.say("not_sent"), " ",
      again ? el("button", { type: "button", class: "small", click: again }, this.words.say("try_again")) : "");
  }
}
