// The shape of the service's answer. It comes through the host page, so nothing in it is taken on trust.

const isText = (value) => typeof value === "string";
const isTextOrNothing = (value) => value === undefined || value === null || isText(value);
const isList = (value, each) => Array.isArray(value) && value.length <= 40 && value.every(each);
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

const isButton = (value) => isObject(value) && /^[a-z0-9_.]{1,80}$/.test(value.id) && isText(value.label);
const isCard = (value) => isObject(value) && isText(value.kind);

function isWarning(value) {
  return isObject(value) && isText(value.title) && isList(value.paragraphs, isText)
    && [value.machine, value.kept, value.promise].every(isTextOrNothing);
}

/** True for an answer that says "warning" or "notice" and has every part the frame draws. */
export function isAnswer(value) {
  return isObject(value)
    && (value.action === "warning" || value.action === "notice")
    && isText(value.visit)
    && /^[\x21-\x7e]{1,512}$/.test(value.token)
    && isText(value.language)
    && (value.direction === "ltr" || value.direction === "rtl")
    && isWarning(value.warning)
    && isList(value.doors, isButton)
    && isList(value.helplines, isCard)
    && (value.emergency === null || (isObject(value.emergency) && isText(value.emergency.text)))
    && isObject(value.ui)
    && Object.values(value.ui).every(isText);
}
