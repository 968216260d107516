import type { Tx } from "#app/db/client.server.ts";
import type { SeriesCode } from "./number-series.ts";
import { seriesNumber } from "./number-series.ts";
import { misconfigured, refusal } from "#app/erp/refusals.ts";
import type { Scope } from "./scope.ts";

/**
 * Takes the next number in the caller's transaction: rolled back with it, so there are no gaps.
 * Others wait for the series meanwhile.
 */
export async function takeNumber(tx: Tx, scope: Scope, code: SeriesCode): Promise<string> {
  const [taken] = await tx.$queryRaw<{ prefix: string; width: number; count: number }[]>`
    UPDATE "LedgerNumberSeries" SET next = next + 1 WHERE shop = ${scope.shop}
      AND "connectionId" = ${scope.connectionId}::uuid AND code = ${code}
    RETURNING prefix, width, next - 1 AS count`;
  if (!taken)
    throw misconfigured(refusal("series.missing", { series: code }), refusal("action.setUpLedger"));
  return seriesNumber(taken, taken.count);
}
