// The pane of the open conversation: head, banner, log, facts, and the composer or how it ended.

import { Composer } from "./composer.js";
import { el, say } from "./dom.js";
import { crisisBanner, factsCard } from "./facts.js";
import { reach } from "./lists.js";
import { Log } from "./log.js";
import { about } from "./words.js";

const place = document.getElementById("pane");
const ENDED = {
  left: "The visitor has left. They can't read anything more here.",
  deleted: "The visitor has deleted this conversation. Nothing of it is kept.",
  closed: "This conversation has ended.",
  returned: "This conversation is back with the bot.",
  over: "This conversation is no longer with you.",
};

/** Draws the open conversation. `acts` are send(one, text), retry(one, sent), close(one), giveBack(one), back(), done(one). */
export class Pane {
  constructor(desk, acts) {
    this.desk = desk;
    this.acts = acts;
    this.log = null;
    for (const name of ["change", "shown"]) desk.addEventListener(name, () => this.draw());
    this.draw();
  }

  draw() {
    const one = this.desk.open;
    const shape = one?.info ? `${one.id}|${one.ended?.why ?? ""}|${JSON.stringify(lasting(one.info))}` : "";
    if (shape !== this.shape || this.one !== one) this.build(one, shape);
    this.log?.draw();
    if (this.log) say(this.back, this.desk.calling ? `Back (${this.desk.calling})` : "Back");
  }

  build(one, shape) {
    const writing = place.contains(document.activeElement);
    const same = this.one === one && this.log;
    this.shape = shape;
    this.one = one;
    if (!one?.info) {
      this.log = null;
      place.replaceChildren(nothing());
      return;
    }
    if (!same) this.log = new Log(one, (sent) => this.acts.retry(one, sent));
    this.composer = one.ended ? null : new Composer(one, (text) => this.acts.send(one, text));
    this.done = el("button", { type: "button", class: "main-button", click: () => this.acts.done(one) }, "Remove from the list");
    place.replaceChildren(this.talk(one));
    this.log.draw();
    this.log.toEnd();
    if (same && writing) this.focus();
  }

  /** Puts the focus where the next step is taken. */
  focus() {
    this.log?.toEnd();
    const touch = window.matchMedia("(pointer: coarse)").matches; // no keyboard that covers the log unasked
    if (this.composer && !touch) this.composer.focus();
    else if (this.one?.ended) this.done.focus();
    else place.focus();
  }

  talk(one) {
    const { info } = one;
    return el(
      "div",
      { class: "talk" },
      this.head(one),
      info.crisis && !one.ended ? crisisBanner(info) : null,
      this.log.node,
      factsCard(info),
      el("div", { class: "foot" }, this.composer ? this.composer.node : this.over(one)),
    );
  }

  head(one) {
    this.back = el("button", { type: "button", class: "quiet-button back", click: () => this.acts.back() }, "Back");
    const giveBack = el("button", { type: "button", class: "quiet-button", click: () => this.acts.giveBack(one) }, "Return to the bot");
    const close = el("button", { type: "button", class: "quiet-button", click: () => this.acts.close(one) }, "End conversation");
    return el(
      "div",
      { class: "talk-head" },
      this.back,
      el("div", {}, el("h2", {}, about(one.info)), el("p", { class: "fine" }, reach(one.info))),
      one.ended ? null : el("div", { class: "talk-acts" }, giveBack, close),
    );
  }

  over(one) {
    return el("div", { class: "ended" }, el("p", { role: "status" }, ENDED[one.ended.why]), this.done);
  }
}

/** The facts that change how the pane is built; the sequence number is not one of them. */
function lasting({ topic_label, priority, crisis, emergency, channel, phone_tail, shared }) {
  return { topic_label, priority, crisis, emergency, channel, phone_tail, shared };
}

function nothing() {
  return el(
    "div",
    { class: "nothing" },
    el("h2", {}, "No conversation is open"),
    el("p", {}, "Accept somebody from the list, or choose one of your conversations."),
  );
}
