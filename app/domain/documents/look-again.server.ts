import type { Tx } from "#app/db/client.server.ts";
import { recheckLater } from "#app/domain/recheck/request-recheck.server.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { now } from "#app/lib/clock.ts";

export const ERP_UNAVAILABLE = "erp-unavailable";
const SOONEST_MS = 15_000;
const LATEST_MS = 30 * 60_000;

/** The order could not be planned because the ERP did not answer: nothing is wrong with it, and nobody has to act. */
export const isErpUnavailable = ({ kind }: ProblemValue): boolean => kind === ERP_UNAVAILABLE;

/**
 * Lets the shop's orders that the ERP did not hear be planned again by themselves, in the transaction that stores that it did not. The
 * pause is as long as the trouble lasts already, so it doubles; any number of orders wait for one job.
 */
export async function lookAgainLater(tx: Tx, shop: string, by: string): Promise<void> {
  const at = now().getTime();
  const first = await tx.problem.aggregate({
    where: {
      shop,
      kind: ERP_UNAVAILABLE,
      orderId: { not: null },
      clearedAt: null,
      detail: { path: ["source"], equals: "plan" },
    },
    _min: { firstSeenAt: true },
  });
  const lasted = at - (first._min.firstSeenAt?.getTime() ?? at);
  await recheckLater(
    tx,
    { shop, by },
    { cause: ERP_UNAVAILABLE },
    new Date(at + Math.min(Math.max(lasted, SOONEST_MS), LATEST_MS)),
  );
}
