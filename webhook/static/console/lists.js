// The two lists at the side: conversations held, and who waits.

import { ready } from "./desk.js";
import { el, follow, say } from "./dom.js";
import { PRIORITIES, about, country, duration, label, language } from "./words.js";

const held = document.getElementById("held");
const queue = document.getElementById("queue");
const next = document.getElementById("next");
const count = document.getElementById("queue-count");

/** Draws both lists whenever the desk changes. `acts` are show(id), accept(row), next(). */
export function drawLists(desk, acts) {
  const draw = () => {
    const open = [...desk.conversations.values()].filter((one) => one.info);
    follow(held, open, (one) => one.id, (one) => heldRow(one, acts), (row, one) => updateHeld(row, one, desk));
    document.getElementById("held-empty").hidden = open.length > 0;
    follow(queue, desk.queue, (row) => row.id, (row) => queueRow(row, acts), updateQueued);
    document.getElementById("queue-empty").hidden = desk.queue.length > 0;
    say(count, String(desk.queue.length));
    next.hidden = !desk.queue.some(ready);
    tick(desk);
  };
  for (const name of ["change", "shown"]) desk.addEventListener(name, draw);
  next.addEventListener("click", () => acts.next());
  setInterval(() => tick(desk), 1_000);
  draw();
}

function tick(desk) {
  for (const node of document.querySelectorAll("[data-since]")) {
    say(node, duration((desk.now() - Date.parse(node.dataset.since)) / 1000));
  }
}

function facts(row) {
  return [label(`channel.${row.channel}`), language(row.language), row.country ? country(row.country) : null]
    .filter(Boolean)
    .join(" · ");
}

function chip(row) {
  const priority = PRIORITIES[row.priority] ?? "normal";
  return el("span", { class: "chip", "data-priority": priority }, label(`priority.${priority}`));
}

function queueRow(row, acts) {
  const accept = el("button", { type: "button", class: "quiet-button" }, "Accept");
  accept.addEventListener("click", () => acts.accept(row.id, accept));
  return el(
    "li",
    { class: "row" },
    el("span", { class: "row-title" }),
    el("span", { class: "waited" }),
    el("span", { class: "row-facts" }),
    el("span", { class: "row-state" }),
    accept,
  );
}

function updateQueued(node, row) {
  node.dataset.priority = PRIORITIES[row.priority] ?? "normal";
  say(node.querySelector(".row-title"), about(row));
  say(node.querySelector(".row-facts"), facts(row));
  const waited = node.querySelector(".waited");
  waited.dataset.since = row.waiting_since;
  waited.title = "Waiting time";
  const accept = node.querySelector("button");
  accept.hidden = !ready(row);
  accept.setAttribute("aria-label", `Accept: ${about(row)}, ${facts(row)}`);
  const state = node.querySelector(".row-state");
  const wait = el("span", { class: "row-wait" }, "Number not confirmed yet");
  state.replaceChildren(ready(row) ? chip(row) : wait);
}

function heldRow(one, acts) {
  const button = el(
    "button",
    { type: "button", class: "row" },
    el("span", { class: "row-title" }),
    el("span", { class: "unread", hidden: true }),
    el("span", { class: "row-facts" }),
  );
  button.addEventListener("click", () => acts.show(one.id));
  return el("li", {}, button);
}

const ENDED = { left: "Visitor left", deleted: "Deleted by the visitor", closed: "Ended", returned: "Back with the bot" };

function updateHeld(node, one, desk) {
  const button = node.firstElementChild;
  button.dataset.priority = PRIORITIES[one.info.priority] ?? "normal";
  if (one.id === desk.current) button.setAttribute("aria-current", "true");
  else button.removeAttribute("aria-current");
  say(button.querySelector(".row-title"), about(one.info));
  say(button.querySelector(".row-facts"), one.ended ? (ENDED[one.ended.why] ?? "Ended") : reach(one.info));
  const unread = button.querySelector(".unread");
  unread.hidden = one.unread === 0;
  unread.setAttribute("aria-label", `${one.unread} unread`);
  unread.setAttribute("role", "img");
  say(unread, String(one.unread));
}

/** How the person is reached, with the masked number. */
export function reach(info) {
  const number = info.phone_tail ? ` · •• ${info.phone_tail}` : "";
  return `${label(`channel.${info.channel}`)}${number} · ${language(info.language)}`;
}
