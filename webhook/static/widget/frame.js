// The frame: waits for the answer, shows the warning, and opens the conversation when the visitor acts.
import { Api, Refusal } from "./api.js";
import { leaveNow, watchShift } from "./exit.js";
import { Host } from "./host.js";
import { Session } from "./session.js";
import { Talk } from "./talk.js";
import { Warning } from "./warning.js";
import { Words } from "./words.js";

const LIVE = ["talking", "waiting", "with_person", "wrapping"];
const page = document.documentElement;

class Frame {
  constructor(answer, host) {
    this.answer = answer;
    this.host = host;
    this.words = new Words(answer.ui, answer.language);
    this.session = new Session();
    this.api = new Api(this.session);
    this.talk = null;
    this.leave = () => leaveNow({
      session: this.session, host, neutral: page.dataset.exit, farewell: () => this.talk?.farewell(),
    });
    this.close = () => {
      this.talk?.feed.stop();
      host.tell("closed");
    };
  }

  dress() {
    page.lang = this.answer.language;
    page.dir = this.answer.direction;
    document.title = this.words.say("title");
    watchShift(window, this.leave);
    const nudge = () => document.visibilityState === "visible" && this.talk?.nudge();
    document.addEventListener("visibilitychange", nudge);
    window.addEventListener("online", nudge);
    window.addEventListener("pageshow", (event) => event.persisted && nudge());
    window.addEventListener("offline", () => this.talk?.room.trouble(true));
  }

  warn() {
    this.talk = null;
    const { words, answer, leave, close } = this;
    this.warning = new Warning({ words, answer, leave, close, go: (act) => this.open(act) });
    document.body.replaceChildren(this.warning.node);
    this.warning.focus();
  }

  enter() {
    this.talk = new Talk({
      answer: this.answer, words: this.words, session: this.session, api: this.api,
      leave: this.leave, close: this.close,
      restart: () => {
        this.session.wipe();
        this.warn();
      },
    });
    document.body.replaceChildren(this.talk.room.node);
    return this.talk;
  }

  /** Opens the conversation with the visitor's first act; null only opens the place to write. */
  open(act) {
    const talk = this.enter();
    if (act) talk.press({ id: act.button, label: act.label });
    else {
      talk.room.tell(this.answer.warning.machine);
      talk.room.focus();
    }
  }

  /** A conversation of this tab that is still open: taken up at once, or offered where the visit is a new one. */
  async lookBack() {
    if (!this.session.restore()) return;
    const found = await this.api.state().catch((error) => (error instanceof Refusal ? null : { state: "unknown" }));
    if (this.talk) return;
    if (!found || !(LIVE.includes(found.state) || found.state === "unknown")) {
      if (!found || this.session.visit !== this.answer.visit) this.session.wipe();
      return;
    }
    const personal = found.state === "waiting" || found.state === "with_person";
    if (personal || this.session.visit === this.answer.visit) this.takeUp();
    else this.warning.offerReturn(() => this.takeUp());
  }

  async takeUp() {
    const talk = this.enter();
    talk.room.node.focus();
    try {
      await talk.resume();
    } catch {
      talk.room.trouble(true);
      talk.feed.start();
    }
  }
}

const host = new Host(JSON.parse(page.dataset.origins));
host.answer().then((answer) => {
  const frame = new Frame(answer, host);
  frame.dress();
  frame.warn();
  frame.lookBack();
});
