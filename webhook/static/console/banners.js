// What the whole page has to say: a lost connection, a session near its end, an act that did not work.

import { post } from "./api.js";
import { el, say } from "./dom.js";
import { time } from "./words.js";

const place = document.getElementById("banners");
const connection = document.getElementById("connection");
const WARN_MS = 5 * 60_000;
const STATES = {
  connecting: "Connecting",
  live: "Live",
  looking: "Looking for news every few seconds",
  lost: "Reconnecting",
};
const shown = new Map();

/** Shows a banner under a name; it replaces the one of the same name. */
export function show(name, text, { grave = false, act = null, label = "Dismiss" } = {}) {
  hide(name);
  const end = () => (act ? act() : hide(name));
  const banner = el(
    "div",
    { class: grave ? "banner grave" : "banner", role: "alert" },
    el("p", {}, text),
    el("button", { type: "button", class: "quiet-button", click: end }, label),
  );
  shown.set(name, banner);
  place.append(banner);
}

export function hide(name) {
  shown.get(name)?.remove();
  shown.delete(name);
}

/** Says how the page is connected; a loss that lasts gets a banner. */
export function connectionState(state) {
  say(connection, STATES[state]);
  connection.dataset.state = state;
  if (state !== "lost") {
    clearTimeout(lost);
    lost = null;
    hide("connection");
  } else lost ??= setTimeout(showLost, 1_500);
}

let lost = null;

function showLost() {
  const text = "The connection is lost. Reconnecting. What you have written is kept.";
  show("connection", text, { act: () => window.location.reload(), label: "Load again" });
}

let warning = null;

/** Warns five minutes before the session ends by itself. */
export function sessionEnds({ ends_at: endsAt, longest_until: longestUntil }) {
  clearTimeout(warning);
  hide("session");
  const left = Date.parse(endsAt) - Date.now();
  warning = setTimeout(() => warn(endsAt, endsAt === longestUntil), Math.max(0, left - WARN_MS));
}

function warn(endsAt, final) {
  const text = `You will be signed out at ${time(endsAt)}.`;
  if (final) show("session", `${text} Finish what you are writing, then sign in again.`);
  else show("session", text, { act: stay, label: "Stay signed in" });
}

async function stay() {
  sessionEnds(await post("here"));
}
