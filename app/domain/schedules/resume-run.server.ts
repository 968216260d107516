import type { RunId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { requestRun } from "#app/domain/feeds/runs.server.ts";
import { requestListing } from "#app/domain/orders/announce/sync-run.server.ts";
import { requestImport } from "#app/domain/orders/import/import.server.ts";
import { isPostedKind } from "#app/domain/posted/posted-kind.ts";
import { continueRun } from "#app/domain/runs/control.server.ts";

/** Sets a paused run to work again, whatever it reads. False when no such run is paused in this shop. */
export async function resumeRun(shop: string, runId: RunId): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const kind = await continueRun(tx, shop, runId);
    if (kind === null) return false;
    if (isPostedKind(kind)) await requestRun(tx, shop, runId);
    else {
      await requestListing(tx, shop, runId);
      await requestImport(tx, shop);
    }
    return true;
  });
}
