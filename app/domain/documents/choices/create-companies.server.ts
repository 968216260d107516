import { db } from "#app/db/client.server.ts";
import type { Scope } from "#app/db/scope.ts";
import { createCustomerFor } from "./choices.server.ts";

/** Orders of one company that are let go on at once; what is more finds the link that these leave. */
const MOST = 100;

/** The orders that wait for a customer of this company get a new one, with the first of their documents. How many they were. */
export async function createCustomerOfCompany(scope: Scope, companyId: string): Promise<number> {
  const waiting = await db.problem.findMany({
    where: {
      shop: scope.shop,
      clearedAt: null,
      kind: "missing-company",
      cause: `missing-company:${companyId}`,
      orderId: { not: null },
    },
    distinct: ["orderId"],
    select: { orderId: true },
    orderBy: { orderId: "asc" },
    take: MOST,
  });
  let chosen = 0;
  for (const { orderId } of waiting)
    if (orderId && (await createCustomerFor(scope, orderId, "")).ok) chosen += 1;
  return chosen;
}
