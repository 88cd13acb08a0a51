// The view of a conversation: bar, state, log, and what stands below it.
import { Menu, bar } from "./bar.js";
import { Composer } from "./composer.js";
import { el } from "./dom.js";
import { emergencyCard } from "./emergency.js";
import { ended, meanwhile } from "./panel.js";

const STATES = { waiting: "state_waiting", with_person: "state_with_person", closed: "state_ended", left: "state_ended" };

export class Room {
  constructor({ words, answer, log, leave, close, write, press, withdraw, menu }) {
    // The services that fit what was said last; before that, the warning's own.
    Object.assign(this, { words, answer, log, withdraw, close, services: answer.helplines });
    this.composer = new Composer(words, write);
    this.state = el("p", { class: "state", role: "status" }, words.say("state_bot"));
    this.banner = el("p", { class: "banner", role: "status" });
    this.danger = el("div", { class: "danger-strip" });
    this.jump = el("button", { type: "button", class: "jump", hidden: true, click: () => log.end() }, words.say("jump_to_newest"));
    this.below = el("div", { class: "below" }, this.composer.node);
    this.bar = () => bar(words, {
      leave, unsafe: () => press({ id: "not_safe", label: words.say("not_safe") }), menu: new Menu(words, menu).node,
    });
    this.node = el("main", { class: "talk", tabindex: -1 },
      this.bar(),
      el("div", { class: "column" },
        el("h1", { class: "hidden" }, words.say("title")),
        this.state, this.banner, this.danger,
        el("h2", { class: "hidden" }, words.say("region")),
        log.node, this.jump, this.below));
  }

  /** Says what stands still here again, after the language changed; what was said stays as it was said. */
  reword() {
    this.node.firstElementChild.replaceWith(this.bar());
    this.node.querySelector("h1").textContent = this.words.say("title");
    this.node.querySelector("h2").textContent = this.words.say("region");
    this.jump.textContent = this.words.say("jump_to_newest");
    this.composer.reword();
    this.drawn = null;
  }

  focus() {
    this.composer.focus();
  }

  newer(out) {
    this.jump.hidden = !out;
  }

  /** A line of ours above the log; empty takes it away. */
  tell(text) {
    if (this.banner.textContent !== text) this.banner.textContent = text;
  }

  trouble(on) {
    this.tell(on ? this.words.say(navigator.onLine === false ? "offline" : "reconnecting") : "");
  }

  /** Stays for the rest of the conversation, whatever the network does. */
  showDanger() {
    if (this.answer.emergency) this.danger.replaceChildren(emergencyCard(this.words, this.answer.emergency));
  }

  paint(now) {
    const drawn = [now.state, now.owner, now.channel].join();
    if (this.drawn === drawn) return;
    this.drawn = drawn;
    const bySms = now.channel === "sms" && now.state !== "talking";
    const done = now.state === "wrapping" && now.owner !== "bot";
    const key = done ? "state_ended" : STATES[now.state] ?? "state_bot";
    const text = this.words.say(bySms ? [`${key}_sms`, key] : key);
    if (this.state.textContent !== text) this.state.textContent = text;
    const panel = done
      ? ended(this.words, text, this.services, { close: this.close })
      : meanwhile(this.words, now, this.withdraw);
    this.fill([panel, done || bySms ? null : this.composer.node]);
  }

  /** Puts nodes below the log; what is already there keeps its place, its words and the focus. */
  fill(nodes) {
    const wanted = nodes.filter(Boolean);
    for (const child of [...this.below.children]) if (!wanted.includes(child)) child.remove();
    wanted.forEach((node, at) => this.below.children[at] !== node && this.below.insertBefore(node, this.below.children[at] ?? null));
  }

  over(text, acts) {
    const had = this.below.contains(document.activeElement) || document.activeElement === document.body;
    this.node.querySelector(".unsafe").hidden = true;
    this.state.textContent = "";
    this.tell("");
    this.showDanger();
    const panel = ended(this.words, text, this.services, acts);
    this.fill([panel]);
    if (had) panel.querySelector("p").focus();
  }
}
