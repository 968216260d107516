import type { Tx } from "#app/db/client.server.ts";
import type { ErpErrorDetail } from "#app/erp/errors.ts";
import type { Probe } from "#app/erp/port/probe.ts";
import { storedProbe } from "#app/erp/stored-probe.server.ts";
import { now } from "#app/lib/clock.ts";
import { pausedColumns } from "#app/tasks/answer.server.ts";

/** Keeps what the ERP said of itself. `at` is null when nobody asked for a test: the connection counts as untested. */
export async function keepProbe(
  tx: Tx,
  { shop, id }: { shop: string; id: string },
  probe: Probe,
  at: Date | null,
): Promise<void> {
  await tx.erpConnection.updateMany({
    where: { shop, id },
    data: { probe: storedProbe.store(probe), probedAt: at },
  });
}

/** The ERP refused the sign-in: nothing more is asked of it until a person acts. One that is paused already keeps its reason. */
export async function pauseForSignIn(
  tx: Tx,
  { shop, id }: { shop: string; id: string },
  refused: ErpErrorDetail,
): Promise<void> {
  await tx.erpConnection.updateMany({
    where: { shop, id, pausedAt: null },
    data: { pausedAt: now(), ...pausedColumns(refused) },
  });
}
