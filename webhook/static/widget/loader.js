// Turnpoint, the line a partner embeds: lays our frame over the page and takes it away again.
(function (window, document) {
  "use strict";
  const tag = document.currentScript;
  const present = window.Turnpoint;
  if (present && typeof present.show === "function") {
    if (tag && tag.dataset.answer) present.show(tag.dataset.answer);
    return;
  }
  if (!tag || !tag.src) return;

  const origin = new URL(tag.src).origin;
  const site = tag.dataset.site || "";
  const neutral = /^https?:\/\//.test(tag.dataset.exit || "") ? tag.dataset.exit : "https://www.wikipedia.org/";
  const patience = 10000; // ms until an overlay that stays empty is taken away again
  const listeners = {};
  let open = null;

  function emit(event) {
    (listeners[event] || []).slice().forEach((listener) => listener({ type: event }));
  }

  // Inline and important: no sheet of the host page can move, restyle or shrink the overlay.
  function pin(node, rules) {
    for (const name in rules) node.style.setProperty(name, rules[name], "important");
  }

  const cover = {
    all: "initial", display: "block", position: "fixed", inset: "0", width: "100%", height: "100%",
    "max-width": "none", "max-height": "none", margin: "0", padding: "0", border: "0",
    "z-index": "2147483647", background: "Canvas", "color-scheme": "light dark", visibility: "visible",
  };

  // A phone keyboard shrinks only the host's visual viewport; the frame cannot see that, so it is told by size.
  function fit() {
    const view = window.visualViewport;
    if (!open || !view || Math.abs(view.scale - 1) > 0.01) return;
    pin(open.dialog, { top: view.offsetTop + "px", bottom: "auto", height: view.height + "px" });
  }

  function listen(on) {
    const way = on ? "addEventListener" : "removeEventListener";
    window[way]("message", hear);
    if (window.visualViewport) {
      window.visualViewport[way]("resize", fit);
      window.visualViewport[way]("scroll", fit);
    }
  }

  function hear(message) {
    if (!open || message.origin !== origin || message.source !== open.frame.contentWindow) return;
    const type = message.data && message.data.type;
    if (type === "turnpoint:ready") {
      clearTimeout(open.timer);
      open.frame.contentWindow.postMessage({ type: "turnpoint:answer", answer: open.answer }, origin);
      open.frame.focus();
      emit("shown");
    } else if (type === "turnpoint:closed") close();
    else if (type === "turnpoint:exit") leave();
  }

  // The empty overlay stays on top until the neutral page is there; it must not learn where it came from.
  function leave() {
    emit("exit");
    const meta = document.createElement("meta");
    meta.name = "referrer";
    meta.content = "no-referrer";
    document.head.append(meta);
    window.location.replace(neutral);
  }

  function lay(answer) {
    const dialog = document.createElement("dialog");
    const frame = document.createElement("iframe");
    const title = (answer.ui && answer.ui.title) || "Turnpoint";
    dialog.setAttribute("aria-label", title);
    frame.title = title;
    frame.referrerPolicy = "no-referrer";
    frame.src = origin + "/widget/v1/frame?site=" + encodeURIComponent(site);
    pin(dialog, cover);
    pin(frame, Object.assign({}, cover, { position: "absolute" }));
    dialog.append(frame);
    open = { answer, dialog, frame, opener: document.activeElement };
    open.timer = setTimeout(() => { emit("error"); close(); }, patience);
    dialog.addEventListener("cancel", (event) => { event.preventDefault(); frame.focus(); });
    dialog.addEventListener("close", close);
    listen(true);
    document.body.append(dialog);
    if (dialog.showModal) dialog.showModal();
    else dialog.setAttribute("open", "");
    fit();
  }

  function show(answer) {
    try {
      answer = JSON.parse(typeof answer === "string" ? answer : JSON.stringify(answer));
    } catch {
      return false;
    }
    if (!answer || (answer.action !== "warning" && answer.action !== "notice")) return false;
    if (open && open.answer.visit === answer.visit) return true;
    close();
    if (document.body) lay(answer);
    else document.addEventListener("DOMContentLoaded", () => show(answer), { once: true });
    return true;
  }

  function close() {
    if (!open) return;
    const { dialog, opener, timer } = open;
    open = null;
    clearTimeout(timer);
    listen(false);
    dialog.remove();
    if (opener && opener.isConnected) opener.focus({ preventScroll: true });
    emit("closed");
  }

  function on(event, listener) {
    (listeners[event] = listeners[event] || []).push(listener);
    return () => { listeners[event] = listeners[event].filter((other) => other !== listener); };
  }

  function destroy() {
    close();
    for (const event in listeners) delete listeners[event];
    delete window.Turnpoint;
  }

  Object.defineProperty(window, "Turnpoint", { value: Object.freeze({ show, close, destroy, on }), configurable: true });
  if (tag.dataset.answer) show(tag.dataset.answer);
})(window, document);
