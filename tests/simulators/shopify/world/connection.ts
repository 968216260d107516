/** Connections with real cursors: a cursor holds the last id and sort value, so a page goes on behind them even when rows moved meanwhile. */
import { GraphQLError } from "graphql";

export interface Paged<T> {
  key: (item: T) => string | number;
  id: (item: T) => number;
  /** Numbers and instants (in milliseconds) stand in the cursor as a text. */
  asText?: boolean;
}
interface Cursor {
  last_id: number;
  last_value: string | number;
}

const bad = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: "BAD_REQUEST" } });

const compare = (a: Cursor, b: Cursor): number => {
  if (a.last_value !== b.last_value) {
    if (typeof a.last_value === "number" && typeof b.last_value === "number")
      return a.last_value - b.last_value;
    return String(a.last_value) < String(b.last_value) ? -1 : 1;
  }
  return a.last_id - b.last_id;
};

/** Later than any number an order counts to, earlier than any date of a shop. */
const FIRST_INSTANT = Date.parse("2006-01-01T00:00:00Z");

/** "2026-06-22 22:34:00.609599" or "8891577729330" (recordings order-catalog-count-read, customer-set-parity). */
const written = ({ last_id, last_value }: Cursor): string =>
  typeof last_value === "string" || last_value === last_id || last_value < FIRST_INSTANT
    ? String(last_value)
    : `${new Date(last_value).toISOString().replace("T", " ").slice(0, -1)}000`;
const read = (text: string): string | number =>
  /^\d{4}-\d{2}-\d{2} [\d:.]+$/.test(text)
    ? Date.parse(`${text.replace(" ", "T").slice(0, -3)}Z`)
    : /^\d+$/.test(text)
      ? Number(text)
      : text;

const encode = (cursor: Cursor, asText: boolean): string =>
  Buffer.from(
    JSON.stringify(asText ? { ...cursor, last_value: written(cursor) } : cursor),
  ).toString("base64");

function decode(text: unknown): Cursor {
  try {
    const value = JSON.parse(
      Buffer.from(String(text), "base64").toString("utf8"),
    ) as Partial<Cursor>;
    if (
      typeof value.last_id === "number" &&
      (typeof value.last_value === "string" || typeof value.last_value === "number")
    )
      return {
        last_id: value.last_id,
        last_value:
          typeof value.last_value === "string" ? read(value.last_value) : value.last_value,
      };
  } catch {
    /* falls through to the refusal below */
  }
  throw bad("Invalid cursor for current pagination sort.");
}

/** Shape of recording delivery-profiles-read. Refusals: BAD_REQUEST for no first/last, both of them, a bad cursor. */
export function connection<T>(
  items: readonly T[],
  args: Record<string, unknown>,
  by: Paged<T>,
): {
  nodes: T[];
  edges: { cursor: string; node: T }[];
  pageInfo: Record<string, unknown>;
  totalCount: number;
} {
  const first = typeof args.first === "number" ? args.first : undefined;
  const last = typeof args.last === "number" ? args.last : undefined;
  if (first === undefined && last === undefined) throw bad("you must provide one of first or last");
  if (first !== undefined && last !== undefined)
    throw bad("providing both first and last is not supported");
  const wanted = first ?? last ?? 0;
  if (wanted < 0 || wanted > 250)
    throw bad(
      wanted < 0
        ? `${first === undefined ? "last" : "first"} cannot be negative`
        : `${first === undefined ? "last" : "first"} cannot exceed 250. To query larger amounts of data with fewer limits, bulk operations should be used instead.`,
    );
  const direction = args.reverse === true ? -1 : 1;
  const rows = items
    .map((node) => ({ node, cursor: { last_id: by.id(node), last_value: by.key(node) } }))
    .sort((a, b) => direction * compare(a.cursor, b.cursor));
  const after = args.after === undefined || args.after === null ? undefined : decode(args.after);
  const before =
    args.before === undefined || args.before === null ? undefined : decode(args.before);
  const from =
    after === undefined ? 0 : rows.findIndex((row) => direction * compare(row.cursor, after) > 0);
  const start = from === -1 ? rows.length : from;
  const to =
    before === undefined
      ? rows.length
      : rows.findIndex((row) => direction * compare(row.cursor, before) >= 0);
  const end = Math.max(start, to === -1 ? rows.length : to);
  const window = rows.slice(start, end);
  const page =
    first === undefined
      ? window.slice(Math.max(0, window.length - wanted))
      : window.slice(0, wanted);
  const pageStart = first === undefined ? end - page.length : start;
  const edges = page.map((row) => ({
    cursor: encode(row.cursor, by.asText === true),
    node: row.node,
  }));
  return {
    nodes: page.map((row) => row.node),
    edges,
    totalCount: rows.length,
    pageInfo: {
      hasNextPage: page.length > 0 && pageStart + page.length < rows.length,
      hasPreviousPage: page.length > 0 && pageStart > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** The order in which rows were made: lists of an order's parts. */
export function inOrderOfId<T extends { id: string }>(
  items: readonly T[],
  args: Record<string, unknown>,
) {
  const number = (item: T): number => Number(item.id.slice(item.id.lastIndexOf("/") + 1));
  return connection(items, args, { id: number, key: number });
}
