// Leaving at once: by the button, or by pressing Shift three times.

const WINDOW = 1500; // ms in which the three presses must fall

/** Calls `leave` when Shift is pressed three times with no other key between. */
export function watchShift(target, leave) {
  let presses = [];
  target.addEventListener("keydown", (event) => {
    if (event.key !== "Shift") {
      presses = [];
      return;
    }
    if (event.repeat) return;
    const now = event.timeStamp;
    presses = [...presses.filter((at) => now - at < WINDOW), now];
    if (presses.length >= 3) leave();
  }, true);
}

/** Blanks the frame before anything else, takes the secret off the device, then asks the page to go. */
export function leaveNow({ session, host, farewell, neutral }) {
  document.body.replaceChildren();
  document.title = "";
  farewell();
  session.wipe();
  host.tell("exit");
  // Should the page above not answer, the frame takes the window along itself.
  setTimeout(() => { window.top.location.replace(neutral); }, 1500);
}
