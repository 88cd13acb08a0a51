// Talks with the page that embeds the frame: one answer in; ready, closed and exit out. No word ever goes out.
import { isAnswer } from "./answer.js";

export class Host {
  /** `origins` are the registered origins of the site; nobody else is listened to. */
  constructor(origins) {
    this.origins = origins;
    this.origin = null;
  }

  /** Resolves with the first well-formed answer from the page above. */
  answer() {
    return new Promise((resolve) => {
      const hear = (message) => {
        if (message.source !== window.parent || !this.origins.includes(message.origin)) return;
        const data = message.data;
        if (!data || data.type !== "turnpoint:answer") return;
        // What cannot be drawn must not leave an empty cover over the page.
        if (!isAnswer(data.answer)) {
          this.tell("closed");
          return;
        }
        window.removeEventListener("message", hear);
        this.origin = message.origin;
        resolve(data.answer);
      };
      window.addEventListener("message", hear);
      this.tell("ready");
    });
  }

  /** Before the page has spoken its origin is unknown; it is a registered one, or it could not frame us. */
  tell(what) {
    window.parent.postMessage({ type: `turnpoint:${what}` }, this.origin ?? "*");
  }
}
