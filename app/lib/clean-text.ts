/**
 * Control characters other than tab and line end: PostgreSQL refuses U+0000, and no ERP and no
 * screen has a use for the others.
 */
// eslint-disable-next-line no-control-regex -- these are the ones to take out
const CONTROL = /[\u0000-\u0008\u000e-\u001f\u007f]/g;
/** Spreadsheets write a line break inside a cell as one of these. */
const BREAK = /[\v\f]/g;
/** Half of a character beyond U+FFFF: JSON may carry it, UTF-8 and PostgreSQL cannot. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** Text from outside, so that every column, ERP and screen can hold it. What is fine stays as it is. */
export const cleanText = (text: string): string =>
  text.replace(CONTROL, "").replace(BREAK, " ").replace(LONE_SURROGATE, "\uFFFD");

/** The same for every text in a value of JSON, names of properties included. */
function cleanTexts(value: unknown): unknown {
  if (typeof value === "string") return cleanText(value);
  if (Array.isArray(value)) return value.map(cleanTexts);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [cleanText(key), cleanTexts(inner)]),
  );
}

/**
 * JSON writes what `cleanText` removes as an escape (U+007F apart, which does no harm), so most
 * answers need no second walk.
 */
const SUSPECT = /\\(?:[bf]|u(?:00[01]|[dD][89a-fA-F]))/;

/** JSON from outside: Shopify, an ERP, a webhook, a screen. Throws SyntaxError as `JSON.parse` does. */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  return SUSPECT.test(text) ? cleanTexts(value) : value;
}
