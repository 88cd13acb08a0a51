// From what the service refused to the sentence the visitor reads.

const KEYS = {
  "number-invalid": "number_invalid",
  "too-large": "too_long",
  "too-many": "busy",
  "body-invalid": "failed",
  "not-signed-in": "expired",
  "conversation-closed": "state_ended",
  "unknown-button": "choice_gone",
  "illegal-move": "choice_gone",
  stale: "choice_gone",
  "channel-unavailable": "channel_closed",
  "already-claimed": "conflict",
};

export function explain(words, error) {
  const key = error.status === 429 ? "busy" : KEYS[error.slug];
  return words.say([key, "failed"].filter(Boolean));
}
