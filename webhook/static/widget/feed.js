// Keeps the log up to date while a person may write: a stream, or long polling where a stream does not get through.
import { Refusal } from "./api.js";
import { readEvents } from "./sse.js";

const SILENCE = 40000; // ms without a byte, with a heartbeat every 15 s: the line is dead

/** Milliseconds before try number `failures`: 1 to 15 s, with full jitter so that nobody returns in step. */
export function pause(failures) {
  const top = Math.min(15000, 1000 * 2 ** failures);
  return 1000 + Math.random() * (top - 1000);
}

export class Feed {
  /** `watcher` has after() → last seq, event(e), body(b), trouble(bool), gone(). */
  constructor(api, watcher) {
    this.api = api;
    this.watcher = watcher;
    this.running = null;
    this.polling = typeof ReadableStream === "undefined";
    this.mute = 0;
  }

  start() {
    if (this.running) return;
    this.running = { cut: new AbortController(), wake: () => {} };
    this.run(this.running);
  }

  stop() {
    const running = this.running;
    this.running = null;
    running?.cut.abort();
    running?.wake();
  }

  /** The page came back: drop a line that may be dead and ask again at once. */
  nudge() {
    if (!this.running) return;
    this.stop();
    this.start();
  }

  async run(self) {
    let failures = 0;
    while (this.running === self) {
      try {
        await (this.polling ? this.poll(self) : this.stream(self));
        failures = 0;
      } catch (error) {
        if (this.running !== self) return;
        if (error instanceof Refusal && error.gone) return this.watcher.gone();
        failures += 1;
        this.watcher.trouble(true);
      }
      if (this.running === self && (failures || !this.polling)) await this.rest(self, pause(failures));
    }
  }

  rest(self, milliseconds) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      self.wake = () => { clearTimeout(timer); resolve(); };
    });
  }

  async poll(self) {
    const body = await this.api.events(this.watcher.after(), 25, self.cut.signal);
    if (this.running !== self) return;
    this.watcher.trouble(false);
    this.watcher.body(body);
  }

  async stream(self) {
    const cut = new AbortController();
    const stop = () => cut.abort();
    self.cut.signal.addEventListener("abort", stop, { once: true });
    let heard = null;
    let timer = setTimeout(stop, SILENCE);
    const onBytes = () => {
      heard = true;
      clearTimeout(timer);
      timer = setTimeout(stop, SILENCE);
    };
    try {
      const response = await this.api.stream(this.watcher.after(), cut.signal);
      if (!(response.headers.get("Content-Type") ?? "").startsWith("text/event-stream")) this.polling = true;
      if (!response.body) this.polling = true;
      if (this.polling) return;
      heard = false;
      this.watcher.trouble(false);
      await readEvents(response, (data) => this.running === self && this.watcher.event(JSON.parse(data)), onBytes);
    } finally {
      clearTimeout(timer);
      self.cut.signal.removeEventListener("abort", stop);
      cut.abort();
      if (this.running === self && heard !== null) this.judge(heard);
    }
  }

  /** Two streams in a row that never said a word: something on the way holds them back. */
  judge(heard) {
    this.mute = heard ? 0 : this.mute + 1;
    if (this.mute >= 2) this.polling = true;
  }
}
