/**
 * The names of Shopify orders as people type them. A shop may put any text before and after the number (`EN#1001`, `[WEB]1001`, `№1001-A`), so a
 * name is any text; only what separates the names of a list is fixed.
 */
export interface TypedNames {
  names: string[];
  /** What no order can be called, shortened. */
  tooLong: string[];
  /** How many were left out because the list is too long. */
  tooMany: number;
}

const LONGEST = 255;

/**
 * The names of a list, apart by comma, semicolon, tab or line end; one that holds a separator stands in quotation marks, as in a CSV file. Doubles
 * count once. `most`: how many are taken.
 */
export function readOrderNames(text: string, most: number): TypedNames {
  const all = [...new Set(partsOf(text).filter((name) => name !== ""))];
  const taken = all.slice(0, most);
  return {
    names: taken.filter((name) => name.length <= LONGEST),
    tooLong: taken.filter((name) => name.length > LONGEST).map((name) => `${name.slice(0, 40)}…`),
    tooMany: all.length - taken.length,
  };
}

const SEPARATOR = /[\n\r,;\t]/;
/** A quoted name up to the separator behind it. */
const QUOTED = /"((?:[^"]|"")*)"[^\S\n\r\t]*(?=[\n\r,;\t]|$)/y;
const PLAIN = /[^\n\r,;\t]*/y;
/** "#1001 #1002": bare numbers may stand apart by blanks. */
const NUMBERS = /^#?\d+(?:\s+#?\d+)+$/;

function partsOf(text: string): string[] {
  const parts: string[] = [];
  for (let at = 0; at <= text.length;) {
    while (at < text.length && /\s/.test(text[at]!)) at++;
    QUOTED.lastIndex = PLAIN.lastIndex = at;
    const quoted = text[at] === '"' ? QUOTED.exec(text) : null;
    const [taken = ""] = quoted ?? PLAIN.exec(text) ?? [];
    if (quoted) parts.push(tidy(quoted[1]!.replaceAll('""', '"')));
    else parts.push(...(NUMBERS.test(taken.trim()) ? taken.trim().split(/\s+/) : [tidy(taken)]));
    at += taken.length + 1;
  }
  return parts;
}

/** As text pasted from a page or a sheet: one blank where several or others stand, one way to write an accent. */
const tidy = (name: string): string => name.normalize("NFC").replace(/\s+/g, " ").trim();

/** A list that `readOrderNames` reads back. */
export const typedNames = (names: readonly string[]): string =>
  names
    .map((name) =>
      SEPARATOR.test(name) || NUMBERS.test(name) || name.startsWith('"')
        ? `"${name.replaceAll('"', '""')}"`
        : name,
    )
    .join(", ");

/** Does an order's name answer a typed one? The whole of it, whatever the case, with or without the "#" that Shopify puts first by default. */
export const sameName = (a: string, b: string): boolean => plain(a) === plain(b);
const plain = (name: string): string => tidy(name).replace(/^#\s*/, "").toLowerCase();

/** The ways in which a typed name may be stored, to be compared without case: as typed and tidied, with "#" and without. */
export const nameForms = (typed: string): string[] => [
  ...new Set(
    [typed.trim(), tidy(typed)].flatMap((text) => {
      const name = text.replace(/^#\s*/, "");
      return name.startsWith("#") ? [`#${name}`] : [name, `#${name}`];
    }),
  ),
];

/** The order's running number, when nothing but it was typed: it finds an order whatever the shop puts around it. */
export function numberTyped(typed: string): number | null {
  const digits = /^#?(\d{1,10})$/.exec(typed.trim())?.[1];
  return digits === undefined || Number(digits) > 2_147_483_647 ? null : Number(digits);
}

/** The orders that a typed name means: those called so, else the one with that number. */
export function ordersMeant<Found extends { name: string; number: number | null }>(
  typed: string,
  orders: readonly Found[],
): Found[] {
  const called = orders.filter(({ name }) => sameName(name, typed));
  const number = numberTyped(typed);
  return called.length > 0 || number === null
    ? called
    : orders.filter((order) => order.number === number);
}

/**
 * Search string for Shopify: it finds the orders of these names and perhaps others, which `ordersMeant` leaves out. How Shopify splits a name with
 * signs into words is nowhere said, so its number is asked for as well.
 */
export const namesQuery = (names: readonly string[]): string =>
  names
    .flatMap((name) => {
      const digits = (name.match(/\d+/g) ?? []).reduce(
        (longest, run) => (run.length >= longest.length ? run : longest),
        "",
      );
      return [name, ...(digits === "" || sameName(digits, name) ? [] : [digits])];
    })
    .map((name) => `name:'${name.replace(/['\\]/g, "\\$&")}'`)
    .join(" OR ");

/** The number of "from order number": alone, or within one order's name. Null: none, or more than one. */
export function numberIn(typed: string): number | null {
  const digits = /^(?:[^\d+.,-]\D*)?(\d{1,10})(?:[^\d.,]\D*)?$/.exec(typed.trim())?.[1];
  const number = Number(digits);
  return digits !== undefined && number >= 1 && number <= 2_000_000_000 ? number : null;
}
