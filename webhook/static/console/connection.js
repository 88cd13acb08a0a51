// The stream, and what happens when it breaks: reconnecting with jitter, and looking every few seconds meanwhile.

import { get, signedOut } from "./api.js";
import { readEvents } from "./sse.js";

const SILENCE_MS = 25_000;
const LONGEST_PAUSE_MS = 15_000;
const LOOK_EVERY_MS = 3_000;
const STREAM_TRIES = 3;
const STREAM_AGAIN_MS = 30_000;

/** Keeps the desk equal to the server. Emits `state`: connecting, live, looking, lost; `session`; `bye`. */
export class Connection extends EventTarget {
  constructor(desk) {
    super();
    this.desk = desk;
    this.failures = 0;
    this.lastBytes = 0;
    this.wake = null;
    this.stopped = false;
  }

  start() {
    this.run();
    setInterval(() => this.watch(SILENCE_MS), 5_000);
    window.addEventListener("offline", () => this.abort?.abort());
    window.addEventListener("online", () => this.again());
    window.addEventListener("pageshow", () => this.watch(10_000));
    document.addEventListener("visibilitychange", () => document.hidden || this.watch(20_000));
  }

  stop() {
    this.stopped = true;
    this.abort?.abort();
  }

  async run() {
    while (!this.stopped) {
      const began = Date.now();
      try {
        await this.follow();
      } catch {
        // told below, like an end without an error
      }
      if (this.stopped) return;
      this.failures = Date.now() - began > 5_000 ? 1 : this.failures + 1;
      if (this.failures < STREAM_TRIES) await this.pause();
      else await this.look();
    }
  }

  async follow() {
    this.abort = new AbortController();
    this.lastBytes = Date.now();
    const response = await fetch(`/console/api/stream?seen=${encodeURIComponent(this.desk.seen())}`, {
      headers: { Accept: "text/event-stream" },
      cache: "no-store",
      redirect: "error",
      signal: this.abort.signal,
    });
    if (response.status === 401) signedOut();
    if (!response.ok) throw new Error("no stream");
    await readEvents(response, (name, data) => this.take(name, data), () => {
      this.lastBytes = Date.now();
    });
  }

  take(name, data) {
    if (name === "bye") this.emit("bye", data);
    else if (name === "session") this.emit("session", data);
    else if (name === "snapshot") this.desk.snapshot(data);
    else if (name === "event") this.desk.entry(data);
    else if (name === "gone") this.desk.gone(data.conversation);
    if (name !== "bye") this.state("live");
  }

  /** Full jitter, so that many consoles do not come back at the same moment. */
  async pause() {
    this.state("lost");
    await this.sleep(Math.random() * Math.min(LONGEST_PAUSE_MS, 500 * 2 ** this.failures));
  }

  /** Reads by polling for a while, then lets the stream be tried again. */
  async look() {
    this.lookUntil = Date.now() + STREAM_AGAIN_MS;
    while (!this.stopped && Date.now() < this.lookUntil) {
      try {
        await this.lookOnce();
        this.state("looking");
      } catch {
        this.state("lost");
      }
      await this.sleep(LOOK_EVERY_MS * (0.75 + Math.random() / 2));
    }
  }

  async lookOnce() {
    const followed = new Set(this.desk.live().map((one) => one.id));
    const snapshot = await get("snapshot");
    this.desk.snapshot(snapshot);
    this.emit("session", snapshot);
    for (const one of this.desk.live()) followed.add(one.id);
    for (const id of followed) await this.read(id);
  }

  async read(id) {
    const after = this.desk.conversations.get(id)?.seq ?? 0;
    try {
      const { events } = await get(`conversations/${id}/events?after=${after}`);
      for (const event of events) this.desk.entry({ conversation: id, event });
    } catch (problem) {
      if (problem.status !== 404) throw problem;
      this.desk.gone(id);
    }
  }

  /** After a sleep, a change of network or a long silence: do not wait for a dead stream. */
  watch(silence) {
    if (Date.now() - this.lastBytes < silence) return;
    this.lastBytes = Date.now();
    this.abort?.abort();
    this.wake?.();
  }

  /** The network is back: try the stream at once. */
  again() {
    this.failures = 0;
    this.lookUntil = 0;
    this.wake?.();
  }

  sleep(milliseconds) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  state(state) {
    this.emit("state", state);
  }

  emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
