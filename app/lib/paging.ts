import { isText } from "./text-check.ts";
import { isUuid } from "./uuid.ts";

/**
 * A page of a list. `next` and `previous` are cursors of its neighbours for the list's address;
 * null: there is none.
 */
export interface Page<Row> {
  rows: Row[];
  next: string | null;
  previous: string | null;
}

/** Which page of a list is asked for: the one after a cursor, the one before a cursor, or the first. */
export interface PageRequest {
  after?: string | null;
  before?: string | null;
  /** Between 1 and 250 rows; 50 when nothing is said. */
  limit?: number;
}

export const pageRequest = (params: URLSearchParams): PageRequest => ({
  after: params.get("after"),
  before: params.get("before"),
});

interface Values {
  time: Date;
  text: string;
  uuid: string;
  whole: number;
  /** An amount: never a JS number. */
  decimal: string | { toFixed(): string };
  flag: boolean;
}
type ValueKind = keyof Values;

/** How the value of each kind is written in a cursor and read again; undefined: no such value. */
const KINDS: {
  [K in ValueKind]: {
    write: (value: Values[K]) => string;
    read: (text: string) => Values[K] | undefined;
  };
} = {
  time: {
    write: (value) => value.toISOString(),
    read: (text) =>
      // The calendar begins with the year 1, for PostgreSQL too.
      /^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text) &&
      !Number.isNaN(Date.parse(text))
        ? new Date(text)
        : undefined,
  },
  text: { write: (value) => value, read: (text) => (isText(text) ? text : undefined) },
  uuid: { write: (value) => value, read: (text) => (isUuid(text) ? text : undefined) },
  whole: {
    write: (value) => String(value),
    read: (text) => (/^\d{1,9}$/.test(text) ? Number(text) : undefined),
  },
  decimal: {
    write: (value) => (typeof value === "string" ? value : value.toFixed()),
    read: (text) => (/^-?\d{1,18}(\.\d{1,6})?$/.test(text) ? text : undefined),
  },
  flag: {
    write: (value) => String(value),
    read: (text) => (text === "true" ? true : text === "false" ? false : undefined),
  },
};

interface Key {
  kind: ValueKind;
  order: "asc" | "desc";
}
/** What a list is sorted by, first to last; together the values are unique. */
export type Sort = Readonly<Record<string, Key>>;
/** The sort values of a row. */
export type Place<S extends Sort> = { [Name in keyof S]: Values[S[Name]["kind"]] };

/** Where a page begins and which way it is read. */
export interface Start<S extends Sort> {
  place: Place<S> | null;
  /** The page before the place: rows are read in the opposite order. */
  backwards: boolean;
  limit: number;
  /** One row beyond the page tells whether there is another. */
  take: number;
}

const MOST = 250;
const USUAL = 50;

const write = <K extends ValueKind>(kind: K, value: Values[K]): string => KINDS[kind].write(value);

/** The cursor of a place: its values as one opaque word. */
function cursorOf<S extends Sort>(sort: S, place: Place<S>): string {
  const values = Object.entries(sort).map(([name, { kind }]) => write(kind, place[name] as never));
  return Buffer.from(JSON.stringify(values)).toString("base64url");
}

/**
 * The place of a cursor; null for none, and for one that somebody changed by hand: the list then
 * begins at its first page.
 */
function placeOf<S extends Sort>(sort: S, cursor: string | null | undefined): Place<S> | null {
  if (!cursor || cursor.length > 2_000) return null;
  const texts = parsed(Buffer.from(cursor, "base64url").toString("utf8"));
  const keys = Object.entries(sort);
  if (!Array.isArray(texts) || texts.length !== keys.length) return null;
  const entries = keys.map(([name, { kind }], index) => {
    const text: unknown = texts[index];
    return [name, typeof text === "string" ? KINDS[kind].read(text) : undefined] as const;
  });
  return entries.every(([, value]) => value !== undefined)
    ? (Object.fromEntries(entries) as Place<S>)
    : null;
}

/** Whether a cursor may come from a list of the app: whatever it names, it is a list of texts that can be stored. */
export function cursorIsReadable(cursor: string): boolean {
  const texts = parsed(Buffer.from(cursor, "base64url").toString("utf8"));
  return Array.isArray(texts) && texts.every((text) => typeof text === "string" && isText(text));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function startOf<S extends Sort>(sort: S, request: PageRequest): Start<S> {
  const after = placeOf(sort, request.after);
  const before = after ? null : placeOf(sort, request.before);
  const limit = Math.min(MOST, Math.max(1, request.limit ?? USUAL));
  return { place: after ?? before, backwards: before !== null, limit, take: limit + 1 };
}

/** Whether the values of a key grow in the direction the page is read. */
export const grows = ({ order }: Key, { backwards }: { backwards: boolean }): boolean =>
  (order === "asc") !== backwards;

type Direction = "asc" | "desc";
type Compared<Value> = Value | { gt: Value } | { lt: Value };
/** Part of a Prisma query. */
interface PageQuery<S extends Sort> {
  /** The condition of the rows beyond the start. */
  beyond: { OR?: { [Name in keyof S]?: Compared<Values[S[Name]["kind"]]> }[] };
  orderBy: { [Name in keyof S]?: Direction }[];
  take: number;
}

/** For Prisma: the rows beyond the start, in the order they are read, and one more than the page. */
export function pageQuery<S extends Sort>(sort: S, start: Start<S>): PageQuery<S> {
  const keys = Object.entries(sort);
  const { place } = start;
  const query = {
    beyond: place
      ? {
          OR: keys.map(([name, key], index) => ({
            ...Object.fromEntries(keys.slice(0, index).map(([equal]) => [equal, place[equal]])),
            [name]: { [grows(key, start) ? "gt" : "lt"]: place[name] },
          })),
        }
      : {},
    orderBy: keys.map(([name, key]) => ({ [name]: grows(key, start) ? "asc" : "desc" })),
    take: start.take,
  };
  // Names and values are those of the sort.
  return query as PageQuery<S>;
}

/** The page of the rows that were read: in the list's order, without the row beyond it. */
export function pageOf<S extends Sort, Row extends Place<S>>(
  sort: S,
  start: Start<S>,
  read: readonly Row[],
): Page<Row> {
  const more = read.length > start.limit;
  const rows = read.slice(0, start.limit);
  if (start.backwards) rows.reverse();
  // A page whose rows are all gone still leads back to where it was asked from.
  const [first, last] = [rows[0] ?? start.place, rows.at(-1) ?? start.place];
  const cursor = (place: Place<S> | null, there: boolean) =>
    there && place ? cursorOf(sort, place) : null;
  return {
    rows,
    next: cursor(last, start.backwards || more),
    previous: cursor(first, start.backwards ? more : start.place !== null),
  };
}

/** The same page with its rows as a screen shows them. */
export const mapPage = <Row, Shown>(page: Page<Row>, show: (row: Row) => Shown): Page<Shown> => ({
  ...page,
  rows: page.rows.map(show),
});
