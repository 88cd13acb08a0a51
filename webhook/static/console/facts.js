// The card beside a conversation: what the visitor approved, and nothing else. And the crisis banner.

import { el } from "./dom.js";
import { PRIORITIES, about, country, label, language, time } from "./words.js";

/** The card of facts. */
export function factsCard(info) {
  const wide = window.matchMedia("(min-width: 75.01rem)").matches;
  const rows = [
    ["Topic", about(info)],
    ["Priority", label(`priority.${PRIORITIES[info.priority] ?? "normal"}`)],
    ["Language", language(info.language)],
    ["Country", country(info.country)],
    ["Reached by", label(`channel.${info.channel}`)],
    info.phone_tail ? ["Number", `•• ${info.phone_tail}`] : null,
    ["Asked for a person", time(info.waiting_since)],
    ["Talk with the bot", info.shared ? "Passed on by the visitor" : "Not passed on"],
  ].filter(Boolean);
  return el(
    "details",
    { class: "facts", open: wide },
    el("summary", {}, "What the visitor passed on"),
    el("dl", {}, rows.map(([name, value]) => [el("dt", {}, name), el("dd", {}, el("bdi", {}, value))])),
  );
}

/** The banner of a crisis, with the emergency number of the visitor's country where it is known. */
export function crisisBanner(info) {
  const number = info.emergency;
  const dial = number
    ? el("span", {}, `Emergency number, ${country(info.country)}: `, el("a", { href: `tel:${number.replace(/[^\d+]/g, "")}` }, number))
    : el("span", {}, "No emergency number is known for this visitor's country.");
  return el(
    "div",
    { class: "crisis", role: "note", "aria-label": "Crisis" },
    el("strong", {}, `Somebody may be in danger: ${about(info)}`),
    dial,
  );
}
