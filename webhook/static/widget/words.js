// The strings of the interface, as the service sent them with its answer.

export class Words {
  constructor(table, language) {
    this.set(table, language);
  }

  /** Goes on in another language, and the page with it. */
  become({ ui, language, direction }) {
    this.set(ui, language);
    Object.assign(document.documentElement, { lang: language, dir: direction });
    document.title = this.say("title");
  }

  set(table, language) {
    this.table = table;
    this.language = language;
    // Times and numbers as this device writes them, where it speaks the same language.
    const alike = (locale) => locale.split("-")[0] === language.split("-")[0];
    this.locale = navigator.languages.find(alike) ?? language;
  }

  /** The string named `key` with {name} filled in; the first that exists where several keys are given. */
  say(keys, values = {}) {
    const key = [keys].flat().find((candidate) => Object.hasOwn(this.table, candidate));
    if (key === undefined) return "";
    return this.table[key].replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
  }

  has(key) {
    return Object.hasOwn(this.table, key);
  }

  list(items) {
    try {
      return new Intl.ListFormat(this.locale, { type: "unit" }).format(items);
    } catch {
      return items.join(", ");
    }
  }

  number(value) {
    return new Intl.NumberFormat(this.locale).format(value);
  }

  /** The time of day of an ISO instant, in the clock of this device. */
  time(instant) {
    const date = new Date(instant);
    if (Number.isNaN(date.getTime())) return "";
    return date.toLocaleTimeString(this.locale, { hour: "2-digit", minute: "2-digit" });
  }

  /** Day and time of an ISO instant, in the clock of this device. */
  moment(instant) {
    const date = new Date(instant);
    if (Number.isNaN(date.getTime())) return "";
    return date.toLocaleString(this.locale, { weekday: "short", hour: "2-digit", minute: "2-digit" });
  }

  /** The own name of a language code, in the language of the interface. */
  languageName(code) {
    try {
      return new Intl.DisplayNames([this.language], { type: "language" }).of(code) || code;
    } catch {
      return code;
    }
  }
}
