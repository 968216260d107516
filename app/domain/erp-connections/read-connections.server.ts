import { randomUUID } from "node:crypto";
import { db } from "#app/db/client.server.ts";
import { ErpError } from "#app/erp/errors.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { ConnectionView } from "./connection-view.server.ts";
import { viewOf } from "./connection-view.server.ts";
import { openPort } from "./open-port.server.ts";

export async function listConnections(shop: string): Promise<ConnectionView[]> {
  return (
    await db.erpConnection.findMany({
      where: { shop },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    })
  ).map(viewOf);
}

/** As listed, the built-in ledger looked at just now: what it holds changes without a test of the connection. */
export async function listConnectionsNow(shop: string): Promise<ConnectionView[]> {
  const listed = await listConnections(shop);
  return Promise.all(
    listed.map(async (connection) => {
      if (connection.adapter !== "ledger" || connection.probe === null) return connection;
      const open = await openPort(shop, connection.id);
      const probe = await open?.port.probe({ traceId: randomUUID() }).catch((error: unknown) => {
        if (error instanceof ErpError) return connection.probe;
        throw error;
      });
      return { ...connection, probe: probe ?? connection.probe };
    }),
  );
}

export async function getConnection(shop: string, id: string): Promise<ConnectionView | null> {
  const row = isUuid(id) ? await db.erpConnection.findFirst({ where: { shop, id } }) : null;
  return row ? viewOf(row) : null;
}
