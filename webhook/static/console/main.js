// Puts the page together.

import { Acts } from "./acts.js";
import { onSignedOut, post } from "./api.js";
import { connectionState, sessionEnds, show } from "./banners.js";
import { Connection } from "./connection.js";
import { Desk } from "./desk.js";
import { drawLists } from "./lists.js";
import { Pane } from "./pane.js";
import { Shift, announcement } from "./shift.js";
import { WORDS } from "./words.js";

const HERE_EVERY_MS = 10 * 60_000;
const desk = new Desk();
const frame = document.getElementById("desk");
const acts = new Acts(desk, opened);
drawLists(desk, acts);
const pane = new Pane(desk, acts);
const connection = new Connection(desk);
new Shift(desk);

function opened() {
  frame.dataset.view = desk.open ? "pane" : "lists";
  if (desk.open) pane.focus();
  else document.querySelector("#queue button:not([hidden]), #held button, #shift").focus();
}

desk.addEventListener("waiting", ({ detail }) => {
  document.getElementById("announcer").textContent = announcement(detail.rows);
});
document.addEventListener("visibilitychange", () => {
  if (!document.hidden && desk.open) {
    desk.open.unread = 0;
    desk.emit("change");
  }
});

connection.addEventListener("state", ({ detail }) => connectionState(detail));
connection.addEventListener("session", ({ detail }) => sessionEnds(detail));
connection.addEventListener("bye", ({ detail }) => (detail.reason === "signed-out" ? leave() : elsewhere()));
onSignedOut(leave);

function leave() {
  if (connection.stopped) return;
  connection.stop();
  const again = () => window.location.assign("/console/sign-in");
  show("session", WORDS.signedOut, { grave: true, act: again, label: "Sign in again" });
}

function elsewhere() {
  connection.stop();
  connectionState("connecting");
  const text = "This console is open in several other windows. This one has stopped.";
  show("connection", text, { act: () => window.location.reload(), label: "Use this one" });
}

let here = Date.now();
for (const name of ["keydown", "pointerdown"]) {
  document.addEventListener(name, () => {
    if (connection.stopped || Date.now() - here < HERE_EVERY_MS) return;
    here = Date.now();
    post("here").then(sessionEnds, () => {});
  });
}

window.addEventListener("beforeunload", (event) => {
  const unsent = desk.live().some((one) => one.draft.trim() || one.outgoing.length);
  if (unsent && !connection.stopped) event.preventDefault();
});

connectionState("connecting");
connection.start();
