import { db } from "#app/db/client.server.ts";
import { ErpError } from "#app/erp/errors.ts";
import type { ErpConnectionPort } from "#app/erp/port/adapter.ts";
import { refusal, said } from "#app/erp/refusals.ts";
import { now } from "#app/lib/clock.ts";
import { pauseMs } from "#app/lib/pause.ts";

type Method = (...args: unknown[]) => Promise<unknown>;

interface Connection {
  shop: string;
  id: string;
  /** As its row said when it was opened. */
  waitUntil?: Date | null;
  refusals?: number;
}

/** Connections whose ERP asked this process to wait, until its first answer. */
const waits = new Map<string, number>();

/** Its address or its user changed: what was asked for before says nothing of it. */
export const forgetWait = (id: string): void => void waits.delete(id);

/**
 * The connection's port, which asks nothing while its ERP wants to be left alone. The pause is kept in the connection's row, so that it
 * holds for every process and every task: one refusal is followed by one pause, not by one more call of each waiting task.
 */
export function patientPort(connection: Connection, port: ErpConnectionPort): ErpConnectionPort {
  const { id } = connection;
  if (connection.refusals === 0) waits.delete(id);
  else if (connection.waitUntil)
    waits.set(id, Math.max(waits.get(id) ?? 0, connection.waitUntil.getTime()));
  return new Proxy(port, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== "function" || typeof name !== "string") return method;
      return async (...args: unknown[]) => {
        const sentAt = now();
        const left = (waits.get(id) ?? 0) - sentAt.getTime();
        if (left > 0)
          throw new ErpError({
            class: "rateLimited",
            ...said(refusal("connection.waits")),
            retryAfterMs: left,
          });
        try {
          const result = await (method as Method).apply(target, args);
          if (waits.has(id)) await goOn(connection);
          return result;
        } catch (error) {
          throw await paused(connection, error, sentAt);
        }
      };
    },
  });
}

/** The error with the pause that it leads to, when it is one that asks for a pause. */
async function paused(connection: Connection, error: unknown, sentAt: Date): Promise<unknown> {
  if (!(error instanceof ErpError)) return error;
  const { detail } = error;
  if (!("retryAfterMs" in detail) || detail.retryAfterMs === undefined) return error;
  const retryAfterMs = await lengthen(connection, detail.retryAfterMs, sentAt);
  return new ErpError({ ...detail, retryAfterMs });
}

/** Calls that were under way together are one refusal; another one after a pause makes a pause that nobody asked for longer. */
async function lengthen({ shop, id }: Connection, asked: number, sentAt: Date): Promise<number> {
  const pause = await db.$transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ waitUntil: Date | null; refusals: number }[]>`
      SELECT "waitUntil", refusals FROM "ErpConnection" WHERE shop = ${shop} AND id = ${id}::uuid FOR UPDATE`;
    const at = now().getTime();
    if (!row) return { until: at + pauseMs(asked, 0), at };
    const known = row.waitUntil?.getTime() ?? 0;
    const until = Math.max(known, at + pauseMs(asked, row.refusals));
    const refusals = Math.min(100, row.refusals + (known > sentAt.getTime() ? 0 : 1));
    await tx.erpConnection.updateMany({
      where: { shop, id },
      data: { waitUntil: new Date(until), refusals },
    });
    return { until, at };
  });
  waits.set(id, pause.until);
  return pause.until - pause.at;
}

/** It answers again: the next refusal is the first one. */
async function goOn({ shop, id }: Connection): Promise<void> {
  waits.delete(id);
  await db.erpConnection.updateMany({
    where: {
      shop,
      id,
      refusals: { gt: 0 },
      OR: [{ waitUntil: null }, { waitUntil: { lte: now() } }],
    },
    data: { waitUntil: null, refusals: 0 },
  });
}
