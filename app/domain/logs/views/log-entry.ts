import type { OrderId } from "#app/lib/ids.ts";
import type { LogQuery } from "./log-query.server.ts";

/** An order's gid is shown by the order's name, which leads to it. */
export interface LogFact {
  key: string;
  value: string;
  orderId?: OrderId | undefined;
}

/** One line of any log: what the table shows, and the details a person may open. */
export interface LogEntry {
  id: string;
  at: string;
  /** Topic, operation or kind of run. */
  what: string;
  group: "webhook" | "api" | "run";
  state: string;
  facts: LogFact[];
  /** Masked JSON, pretty. */
  details: string | null;
}

/** The rows of the asked days. */
export const between = (field: string, { from, until }: LogQuery) => ({
  ...(from ? { [field]: { gte: from } } : {}),
  ...(until ? { AND: [{ [field]: { lt: until } }] } : {}),
});

/** Facts with a value, as text. */
export const facts = (values: Record<string, string | number | null | undefined>) =>
  Object.entries(values).flatMap(([key, value]) =>
    value === null || value === undefined || value === "" ? [] : [{ key, value: String(value) }],
  );

export const pretty = (value: unknown): string | null =>
  value === null || value === undefined ? null : JSON.stringify(value, null, 2);
