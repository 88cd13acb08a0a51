// The warning: what the law says and where help is, in one view, with a door for each kind of visitor.
import { bar } from "./bar.js";
import { el } from "./dom.js";
import { emergencyCard } from "./emergency.js";
import { helplinesCard } from "./helplines.js";

function doors(words, answer, go) {
  const [first, ...others] = answer.doors;
  const door = (button, name) =>
    el("button", { type: "button", class: name, dir: "auto", click: () => go({ button: button.id, label: button.label }) }, button.label);
  return el("section", { class: "doors", "aria-labelledby": "doors-title" },
    el("h2", { id: "doors-title" }, words.say("doors_title")),
    el("p", { class: "hint" }, words.say("doors_hint")),
    el("div", { class: "door-list" },
      first ? door(first, "door primary") : null,
      others.map((button) => door(button, "door")),
      el("button", { type: "button", class: "door write", click: () => go(null) }, words.say("go_on"))),
    answer.warning.machine ? el("p", { class: "hint machine", dir: "auto" }, answer.warning.machine) : null);
}

function fine(words, warning) {
  return el("section", { class: "fine" },
    warning.kept ? [el("h2", {}, words.say("kept_title")), el("p", { dir: "auto" }, warning.kept)] : null,
    warning.promise ? el("p", { dir: "auto" }, warning.promise) : null,
    el("p", { id: "exit-hint" }, words.say("quick_exit_hint")));
}

export class Warning {
  /** `go(act)` opens the conversation (act null: only to write), `leave` is the quick exit, `close` goes back to the page. */
  constructor({ words, answer, go, leave, close }) {
    this.words = words;
    this.place = el("div", { class: "place" });
    // The focus goes to the whole view, so that the way out is the next stop.
    this.node = el("main", { class: "warning", tabindex: -1, "aria-labelledby": "warning-title" },
      bar(words, { leave, unsafe: () => go({ button: "not_safe", label: words.say("not_safe") }), hint: "exit-hint" }),
      this.column(answer, go, close));
    this.node.addEventListener("keydown", (event) => event.key === "Escape" && close());
  }

  column(answer, go, close) {
    const { words } = this;
    return el("div", { class: "column" },
      el("h1", { id: "warning-title", dir: "auto" }, answer.warning.title),
      answer.warning.paragraphs.map((text) => el("p", { class: "lead", dir: "auto" }, text)),
      this.place,
      doors(words, answer, go),
      answer.helplines.filter((card) => card.kind === "helplines").map((card) => helplinesCard(words, card, 2)),
      answer.emergency ? emergencyCard(words, answer.emergency) : null,
      fine(words, answer.warning),
      el("p", { class: "back" }, el("button", { type: "button", class: "plain", click: close }, words.say("go_back"))));
  }

  /** This tab has a conversation that is still open. */
  offerReturn(resume) {
    this.place.replaceChildren(el("button", { type: "button", class: "door primary", click: resume }, this.words.say(["resume", "go_on"])));
  }

  focus() {
    this.node.focus({ preventScroll: true });
  }
}
