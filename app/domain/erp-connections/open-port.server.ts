import type { ConnectionId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import type { ErpConnection } from "#app/db/generated/client.ts";
import type { Capabilities } from "#app/erp/capabilities.ts";
import type { ErpConnectionPort } from "#app/erp/port/adapter.ts";
import type { Probe } from "#app/erp/port/probe.ts";
import { readProbe } from "#app/erp/stored-probe.server.ts";
import { adapterByName, openConnection } from "#app/erp/registry.server.ts";
import { isUuid } from "#app/lib/uuid.ts";
import { loggedPort } from "./logged-port.server.ts";
import { patientPort } from "./patient-port.server.ts";

/** What opening needs of a connection's row; a task carries the same. */
export type ConnectionRow = Pick<
  ErpConnection,
  "shop" | "id" | "adapter" | "title" | "settings" | "secrets" | "probe"
> &
  // A task is claimed only when its connection need not wait.
  Partial<Pick<ErpConnection, "waitUntil" | "refusals">>;

export interface OpenPort {
  connection: ConnectionRow;
  port: ErpConnectionPort;
  /** As last probed; the adapter's defaults before the first probe. */
  capabilities: Capabilities;
  probe: Probe | null;
}

export function portOf(connection: ConnectionRow): OpenPort {
  const probe = readProbe(connection);
  return {
    connection,
    port: patientPort(connection, loggedPort(connection, openConnection(connection))),
    capabilities:
      probe?.capabilities ?? adapterByName(connection.adapter).describe().defaultCapabilities,
    probe,
  };
}

/** Opens one of the shop's own connections; null when it has none of this id. */
export async function openPort(shop: string, connectionId: ConnectionId): Promise<OpenPort | null> {
  const connection = isUuid(connectionId)
    ? await db.erpConnection.findFirst({ where: { shop, id: connectionId } })
    : null;
  return connection ? portOf(connection) : null;
}
