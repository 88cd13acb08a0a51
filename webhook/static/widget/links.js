// Addresses that may become links. Anything else is shown as plain text.

const PHONE = /^[+*#]?[\d*#()\s./-]{2,24}$/;

/** A tel: address for a number as people write it, or null. */
export function telephone(number) {
  if (typeof number !== "string" || !PHONE.test(number)) return null;
  return `tel:${number.replace(/[^\d+*#]/g, "")}`;
}

/** The address itself if it has the wanted scheme and nothing odd in it, else null. */
export function address(value, scheme) {
  if (typeof value !== "string" || !value.toLowerCase().startsWith(`${scheme}:`)) return null;
  return /[\s<>"]/.test(value) ? null : value;
}

export function mail(value) {
  if (typeof value !== "string" || !/^[^\s@<>"?&]+@[^\s@<>"?&]+$/.test(value)) return null;
  return `mailto:${value}`;
}
