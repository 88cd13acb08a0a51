// The secret of this tab's conversation. Nothing is written to the device before the visitor acts.

const SLOT = "turnpoint";

function shelf() {
  try {
    return window.sessionStorage;
  } catch {
    return null; // storage is refused here: the conversation then lives as long as the frame
  }
}

/** `count` random bytes as base64url without padding. */
function random(count) {
  const bytes = crypto.getRandomValues(new Uint8Array(count));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** A random UUID; crypto.randomUUID is missing on pages without TLS. */
export function freshUuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

export class Session {
  constructor() {
    this.secret = null;
    this.visit = null;
    this.claimed = false;
  }

  /** Takes up what an earlier frame of this tab left; false where there is nothing. */
  restore() {
    try {
      const kept = JSON.parse(shelf()?.getItem(SLOT) ?? "null");
      if (!kept || !/^[\w-]{43}$/.test(kept.secret)) return false;
      this.secret = kept.secret;
      this.visit = String(kept.visit);
      this.claimed = true;
      return true;
    } catch {
      return false;
    }
  }

  /** Makes the secret, once; it is what the visit token is exchanged for. */
  begin(visit) {
    if (this.secret) return;
    this.secret = random(32);
    this.visit = visit;
  }

  /** Called when the service knows the secret. */
  keep() {
    this.claimed = true;
    try {
      shelf()?.setItem(SLOT, JSON.stringify({ secret: this.secret, visit: this.visit }));
    } catch {
      // a full or refused store only costs the way back after a reload
    }
  }

  /** Takes it off the device; `secret` stays in memory so that an ended conversation can still be deleted. */
  forget() {
    try {
      shelf()?.removeItem(SLOT);
    } catch {
      // nothing was written then
    }
  }

  wipe() {
    this.forget();
    this.secret = null;
    this.claimed = false;
  }
}
