import { closeDatabase } from "#app/db/client.server.ts";
import { startSync } from "#app/domain/orders/announce/sync-run.server.ts";
import { SHOP } from "../names.ts";

/** Asks for a sync, as a click does; the app's worker, another process, carries it out. */
const { runId } = await startSync(SHOP, { trigger: "click", by: "bench" });
await closeDatabase();
process.send?.({ runId });
