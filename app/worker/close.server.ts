import { closeDatabase as disconnect } from "#app/db/client.server.ts";
import { flushApiLog } from "#app/shopify/api-log.server.ts";

/** The last thing of a process: what it still has to write, then the connections. */
export async function closeDatabase(): Promise<void> {
  await flushApiLog();
  await disconnect();
}
