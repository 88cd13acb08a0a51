// The log of the open conversation. Entries are only ever added, so a screen reader hears the new ones.

import { el } from "./dom.js";
import { entry, foot, visible } from "./entries.js";

/** Keeps the list of one conversation up to date. */
export class Log {
  constructor(one, retry) {
    this.one = one;
    this.retry = retry;
    this.drawn = 0;
    this.outgoing = new Map();
    this.node = el("div", { class: "log", role: "log", "aria-label": "Messages", tabindex: "0" });
    this.tail = el("div", {});
    this.node.append(this.tail);
    this.before = null;
  }

  draw() {
    const atEnd = this.node.scrollHeight - this.node.scrollTop - this.node.clientHeight < 80;
    const { entries } = this.one;
    if (entries.length < this.drawn) this.clear();
    for (const event of entries.slice(this.drawn)) this.add(event);
    this.drawn = entries.length;
    this.drawOutgoing();
    if (atEnd) this.toEnd();
  }

  toEnd() {
    this.node.scrollTop = this.node.scrollHeight;
  }

  clear() {
    this.before = null;
    this.drawn = 0;
    this.node.replaceChildren(this.tail);
  }

  add(event) {
    if (event.kind === "delivery") {
      const about = this.one.entries.find((other) => other.seq === event.of);
      const node = this.node.querySelector(`[data-seq="${Number(event.of)}"]`);
      if (about && node) foot(node, about, this.one);
    }
    if (!visible(event)) return;
    if (this.accepted || event.owner === "staff") {
      this.accepted = true;
      this.tail.before(entry(event, this.one));
    } else this.earlier().append(entry(event, this.one));
  }

  /** Where the talk before the acceptance goes: a part that can be folded. */
  earlier() {
    if (!this.before) {
      const shared = this.one.info?.shared;
      const title = shared ? "Before you came: the talk with the bot, passed on by the visitor" : "Before you came";
      const note = shared ? null : el("p", { class: "told" }, "The visitor chose not to pass on the talk with the bot.");
      this.before = el("details", { class: "before", open: true }, el("summary", {}, title), note);
      this.tail.before(this.before);
    }
    return this.before;
  }

  drawOutgoing() {
    const wanted = new Set(this.one.outgoing);
    for (const [sent, node] of this.outgoing) {
      if (wanted.has(sent)) continue;
      node.remove();
      this.outgoing.delete(sent);
    }
    for (const sent of this.one.outgoing) {
      if (this.outgoing.get(sent)?.dataset.sending === sent.state) continue;
      const node = this.outgoingNode(sent);
      if (this.outgoing.has(sent)) this.outgoing.get(sent).replaceWith(node);
      else this.node.append(node);
      this.outgoing.set(sent, node);
    }
  }

  outgoingNode(sent) {
    const again = el("button", { type: "button", class: "quiet-button", click: () => this.retry(sent) }, "Try again");
    const status = sent.state === "failed" ? [`Not sent. ${sent.sentence}`, again] : ["Sending"];
    return el(
      "div",
      { class: "said", "data-from": "staff", "data-sending": sent.state },
      el("p", { class: "words", dir: "auto" }, sent.text),
      el("p", { class: "said-foot", "data-status": sent.state }, ...status),
    );
  }
}
