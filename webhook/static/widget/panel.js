// What stands where the visitor would write, when there is nothing to write to, or somebody to wait for.
import { el } from "./dom.js";
import { helplinesCard } from "./helplines.js";

/** The panel while the visitor waits or is texted; null when only the composer is wanted. */
export function meanwhile(words, { state, channel }, withdraw) {
  const bySms = channel === "sms";
  if (state !== "waiting" && !(state === "with_person" && bySms)) return null;
  const key = state === "waiting" ? "state_waiting" : "state_with_person";
  return el("div", { class: "panel" },
    el("p", {}, words.say(bySms ? `${key}_sms` : key)),
    state === "waiting" ? el("button", { type: "button", class: "plain", click: withdraw }, words.say("withdraw")) : null);
}

/** The last panel: it has ended, and these are the ways on; first of all back to the page. Acts that are null are left out. */
export function ended(words, text, helplines, { again, erase, close }) {
  const button = (key, act, name) => act && el("button", { type: "button", class: name, click: act }, words.say(key));
  return el("div", { class: "panel ended" },
    el("p", { tabindex: -1 }, text),
    el("div", { class: "row" },
      button("go_back", close, "primary"), button("start_again", again, "plain"), button("delete", erase, "plain")),
    helplines.filter((card) => card.kind === "helplines").map((card) => helplinesCard(words, card, 2)));
}
