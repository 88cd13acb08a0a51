// The conversation: takes what the visitor does to the service and what the service says into the log.
import { Refusal } from "./api.js";
import { Cards } from "./cards.js";
import { Choices } from "./choices.js";
import { confirm } from "./confirm.js";
import { Feed } from "./feed.js";
import { Log } from "./log.js";
import { explain } from "./refusals.js";
import { Room } from "./room.js";
import { Sends } from "./sends.js";
import { freshUuid } from "./session.js";

const LISTENING = ["waiting", "with_person", "wrapping"];
const OVER = ["closed", "left"];
const PATIENCE = 3; // long polls of 20 s for an answer of the bot that did not come with the message

export class Talk {
  constructor({ answer, words, session, api, leave, close, restart }) {
    Object.assign(this, { answer, words, session, api, close, restart });
    this.now = { state: "talking", owner: "bot", channel: null };
    this.ended = false;
    this.turn = 0;
    this.cards = new Cards(words, { approve: (details) => this.handoff(details), decline: () => this.decline() });
    this.choices = new Choices(words, (button) => this.press(button));
    this.log = new Log(words, (event) => this.drawn(event), (newer) => this.room.newer(newer));
    this.sends = new Sends((item) => this.deliver(item), (item, error) => this.settled(item, error));
    this.feed = new Feed(api, {
      after: () => this.log.seq,
      event: (event) => this.heard([event]),
      body: (body) => this.take(body),
      trouble: (on) => this.room.trouble(on),
      gone: () => this.gone(),
    });
    this.room = new Room({
      words, answer, log: this.log, leave, close,
      write: (text) => this.write(text),
      press: (button) => this.press(button),
      withdraw: () => this.move("withdraw"),
      menu: () => this.entries(),
    });
  }

  entries() {
    const talking = this.now.state === "talking" && !this.ended;
    const standing = (id, key) => ({ key, act: () => this.press({ id, label: this.words.say(key) }) });
    return [
      talking && standing("handoff.person", "person"),
      talking && standing("handoff.call", "call"),
      !this.ended && this.session.claimed && { key: "end", act: () => this.end() },
      this.session.secret && { key: "delete", act: () => this.erase() },
      { key: "close", hint: "close_hint", act: this.close },
    ].filter(Boolean);
  }

  // ---- what the visitor does

  write(text) {
    this.send({ text }, text);
  }

  press({ id, label }) {
    this.send({ button: id }, label).focus({ preventScroll: true });
  }

  send(content, shown) {
    this.choices.clear();
    if (content.button === "not_safe") this.room.showDanger();
    const item = { clientId: freshUuid(), content };
    item.message = this.log.echo(item.clientId, shown, content.button);
    this.sends.push(item);
    return item.message.node;
  }

  decline() {
    return this.press({ id: "handoff.decline", label: this.cards.consent.card.decline_label });
  }

  /** The id stays the same until there is an answer that settles it, so that asking twice is asking once. */
  async handoff(details) {
    this.handoffId ??= freshUuid();
    try {
      this.take(await this.api.act("handoff", this.handoffId, { ...details, after: this.log.seq }));
      this.log.end();
      this.handoffId = null;
    } catch (error) {
      if (error instanceof Refusal && error.status < 500) this.handoffId = null;
      throw error;
    }
  }

  async move(verb) {
    try {
      this.take(await this.api.act(verb, freshUuid(), { after: this.log.seq }));
      this.log.end();
    } catch (error) {
      if (error instanceof Refusal && error.gone) this.gone();
      else this.room.tell(explain(this.words, error));
    }
  }

  async end() {
    if (await confirm(this.words, "end")) await this.move("leave");
  }

  async erase() {
    if (!(await confirm(this.words, "delete"))) return;
    try {
      if (this.session.claimed) await this.api.delete();
    } catch (error) {
      if (!(error instanceof Refusal && error.gone)) return this.room.tell(explain(this.words, error));
    }
    this.erased();
  }

  erased() {
    this.session.wipe();
    this.log.node.replaceChildren();
    this.over(this.words.say("deleted"));
  }

  // ---- sending

  async claim() {
    if (this.session.claimed) return;
    this.session.begin(this.answer.visit);
    await this.api.claim(this.answer.token);
    this.session.keep();
  }

  async deliver(item) {
    this.turn += 1;
    await this.claim();
    const say = () => this.api.message(item.clientId, item.content, this.log.seq);
    const body = await say().catch(async (error) => {
      if (!this.stale(error)) throw error;
      this.session.wipe();
      await this.claim();
      return say();
    });
    this.take(body);
    this.waitForReply(this.turn);
  }

  /** An older conversation of this tab has ended meanwhile, and the visit at hand is still unused. */
  stale(error) {
    const past = error instanceof Refusal && (error.gone || error.slug === "conversation-closed");
    return past && this.session.visit !== this.answer.visit && this.log.seq === 0;
  }

  settled(item, error) {
    this.log.settle(item.clientId, false);
    if (!error) {
      item.message.sent();
      return this.room.trouble(false);
    }
    if (error instanceof Refusal && (error.gone || error.slug === "already-claimed")) return this.gone(error);
    const again = !(error instanceof Refusal) || error.status === 429 || error.status >= 500;
    const reason = error instanceof Refusal ? explain(this.words, error) : "";
    return item.message.unsent(reason, again && (() => this.again(item)));
  }

  again(item) {
    this.log.settle(item.clientId, true);
    item.message.node.focus({ preventScroll: true });
    this.sends.push(item);
  }

  // ---- what the service says

  /** A whole answer: its state counts only if nothing newer was heard meanwhile. */
  take(body) {
    const current = body.seq >= this.log.seq;
    this.heard(body.events ?? []);
    if (current) this.become(body);
    if (body.language && body.language !== this.words.language) this.speak();
  }

  /** The conversation goes on in another language: the words around it follow. */
  async speak() {
    try {
      const now = await this.api.words();
      this.words.become(now);
      this.answer.emergency = now.emergency;
      this.room.reword();
      this.room.paint(this.now);
    } catch {
      // the next answer asks again
    }
  }

  heard(events) {
    const before = this.log.seq;
    this.log.add(events);
    for (const event of events) if (event.kind === "state" && event.seq > before) this.become(event);
  }

  drawn(event) {
    if (event.from === "visitor") this.choices.clear();
    const services = (event.cards ?? []).filter((card) => card.kind === "helplines");
    if (services.length) this.room.services = services;
    return [...this.cards.draw(event.cards), event.buttons?.length ? this.choices.offer(event.buttons) : null];
  }

  become({ state, owner, channel }) {
    if (this.ended) return;
    this.now = { state, owner, channel: channel ?? null };
    if (state === "deleted") return this.erased();
    if (OVER.includes(state)) return this.over(this.words.say("state_ended"));
    if (state !== "talking") {
      this.choices.clear();
      this.cards.retire();
    }
    if (LISTENING.includes(state)) this.feed.start();
    else this.feed.stop();
    this.room.paint(this.now);
  }

  async waitForReply(turn) {
    for (let tries = 0; tries < PATIENCE; tries += 1) {
      if (this.turn !== turn || this.ended || this.now.owner !== "bot" || this.log.last?.from !== "visitor") return;
      try {
        this.take(await this.api.events(this.log.seq, 20));
      } catch {
        return this.room.trouble(true);
      }
    }
  }

  // ---- coming back, and the end

  /** Fetches the whole log of a conversation that an earlier frame began. */
  async resume() {
    this.take(await this.api.events(0, 0));
    this.log.end();
  }

  /** The page is visible or online again. */
  async nudge() {
    if (this.ended || !this.session.claimed) return;
    this.sends.again((item) => this.log.settle(item.clientId, true));
    if (this.feed.running) return this.feed.nudge();
    try {
      this.take(await this.api.events(this.log.seq, 0));
      this.room.trouble(false);
    } catch (error) {
      if (error instanceof Refusal && error.gone) this.gone();
      else this.room.trouble(true);
    }
  }

  gone(error) {
    const text = error?.slug === "already-claimed" ? explain(this.words, error) : this.words.say("expired");
    this.session.wipe();
    this.over(text);
  }

  over(text) {
    this.ended = true;
    this.feed.stop();
    this.choices.clear();
    this.cards.retire();
    this.session.forget();
    const erase = this.session.claimed && this.session.secret ? () => this.erase() : null;
    const again = this.session.visit && this.session.visit !== this.answer.visit ? this.restart : null;
    this.room.over(text, { again, erase, close: this.close });
  }

  /** The quick exit: a chat ends, a text chat goes on without this page. */
  farewell() {
    this.feed.stop();
    this.ended = true;
    if (!this.session.claimed || this.now.channel === "sms") return;
    this.api.act("leave", freshUuid(), {}, { keepalive: true }).catch(() => {});
  }
}
