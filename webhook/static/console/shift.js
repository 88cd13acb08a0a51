// On shift: a sound and, where allowed, a notification when somebody waits; the number in the title always.

import { ready } from "./desk.js";
import { about } from "./words.js";

const REMIND_MS = 30_000;
const TITLE = "Turnpoint console";
const button = document.getElementById("shift");
const notify = document.getElementById("notify");
const hint = document.getElementById("shift-hint");

/** Sound, notification and title badge for a desk. The click that starts a shift is what lets a browser play sound. */
export class Shift {
  constructor(desk) {
    this.desk = desk;
    this.audio = null;
    button.addEventListener("click", () => this.toggle());
    notify.addEventListener("click", () => this.allow());
    desk.addEventListener("waiting", ({ detail }) => this.alert(detail.rows));
    desk.addEventListener("heard", ({ detail }) => detail.looking || this.chime([660]));
    for (const name of ["change", "shown"]) desk.addEventListener(name, () => this.badge());
    setInterval(() => this.remind(), REMIND_MS);
  }

  get on() {
    return this.audio !== null;
  }

  toggle() {
    if (this.on) {
      this.audio.close();
      this.audio = null;
    } else {
      this.audio = new AudioContext();
      this.chime([523, 659]);
    }
    button.setAttribute("aria-pressed", String(this.on));
    button.textContent = this.on ? "On shift, sound on" : "Start shift";
    hint.hidden = this.on;
    this.offer();
  }

  offer() {
    notify.hidden = !(this.on && "Notification" in window && Notification.permission === "default");
  }

  async allow() {
    await Notification.requestPermission();
    this.offer();
  }

  alert(rows) {
    this.chime(rows.some((row) => row.priority === 0) ? [880, 659, 880] : [659, 880]);
    if (!this.on || !document.hidden || !("Notification" in window) || Notification.permission !== "granted") return;
    // No words of the visitor, and no topic: the screen may be seen by others.
    const note = new Notification("Somebody is waiting", { tag: "waiting" });
    note.addEventListener("click", () => window.focus());
  }

  remind() {
    if (this.desk.queue.some(ready)) this.chime([659, 880]);
  }

  badge() {
    const title = this.desk.calling ? `(${this.desk.calling}) ${TITLE}` : TITLE;
    if (document.title !== title) document.title = title;
  }

  /** Short tones, one after another; `pitches` in hertz. */
  chime(pitches) {
    if (!this.on) return;
    let at = this.audio.currentTime;
    for (const pitch of pitches) {
      const tone = this.audio.createOscillator();
      const loudness = this.audio.createGain();
      tone.frequency.value = pitch;
      loudness.gain.setValueAtTime(0.0001, at);
      loudness.gain.exponentialRampToValueAtTime(0.25, at + 0.02);
      loudness.gain.exponentialRampToValueAtTime(0.0001, at + 0.22);
      tone.connect(loudness).connect(this.audio.destination);
      tone.start(at);
      tone.stop(at + 0.24);
      at += 0.2;
    }
  }
}

/** What a screen reader is told when requests arrive. */
export function announcement(rows) {
  return rows.length === 1 ? `Somebody is waiting: ${about(rows[0])}` : `${rows.length} people are waiting`;
}
