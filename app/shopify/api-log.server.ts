import { beforeClosing, db } from "#app/db/client.server.ts";
import { logger } from "#app/lib/logger.server.ts";
import { ORDER_GID } from "./gid.ts";
import { maskVariables } from "./mask.ts";
import { logModes } from "./traffic-settings.server.ts";

export interface ApiLogEntry {
  shop: string;
  /** Whose call it is; absent: Shopify's. */
  system?: "shopify" | "erp";
  at: Date;
  operation: string;
  status: number | null;
  /** ok or the kind of error */
  outcome: string;
  requestedCost: number | null;
  actualCost: number | null;
  durationMs: number;
  requestId: string | null;
  orderId: string | null;
  variables: Readonly<Record<string, unknown>>;
  /** Errors of the answer in words; never its data. */
  answer: string | null;
}

const FLUSH_MS = 1_000;
const MOST = 50;
let waiting: ApiLogEntry[] = [];
let timer: NodeJS.Timeout | undefined;
let writing: Promise<void> = Promise.resolve();

/** Remembers one call; what the shop card's log mode does not want is dropped. Rows are written together a moment later, so that a log costs no round trip of its own per order. */
export function logCall(entry: ApiLogEntry): void {
  waiting.push(entry);
  if (waiting.length >= MOST) void flushApiLog();
  else timer ??= setTimeout(() => void flushApiLog(), FLUSH_MS).unref();
}

/** Every order a call is about: the one it was made for, and those its variables name. */
function ordersIn(orderId: string | null, variables: ApiLogEntry["variables"]): string[] {
  const named = JSON.stringify(variables).match(ORDER_GIDS) ?? [];
  return [...new Set([...(orderId === null ? [] : [orderId]), ...named])];
}
const ORDER_GIDS = new RegExp(`${ORDER_GID}\\d+`, "g");

/** Calls that end while the rest is written are written too. */
beforeClosing(async () => {
  do await flushApiLog();
  while (waiting.length > 0);
});

/** Writes what is waiting: a moment after a call, and in tests before they look. */
export function flushApiLog(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  const entries = waiting;
  waiting = [];
  if (entries.length > 0) {
    writing = writing
      .then(async () => {
        const modes = await logModes([...new Set(entries.map(({ shop }) => shop))]);
        const kept = entries.filter(
          ({ shop, outcome }) =>
            modes.get(shop) === "all" || (modes.get(shop) === "errors" && outcome !== "ok"),
        );
        if (kept.length === 0) return;
        await db.apiLog.createMany({
          data: kept.map(({ variables, answer, system = "shopify", ...entry }) => ({
            ...entry,
            system,
            orderIds: ordersIn(entry.orderId, variables),
            request: maskVariables(variables),
            ...(answer === null ? {} : { response: { errors: answer } }),
          })),
        });
      })
      .catch((error: unknown) =>
        logger.warn(
          { error: error instanceof Error ? error.message : String(error) },
          "the API log could not be written",
        ),
      );
  }
  return writing;
}
