import { db } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { CustomerSync } from "#app/db/generated/client.ts";
import type { CustomerLinkRow } from "#app/domain/mapping/store-links.server.ts";
import { storeCustomerLinks } from "#app/domain/mapping/store-links.server.ts";
import { now } from "#app/lib/clock.ts";
import type { StoredValue } from "#app/lib/stored-json.ts";
import type { CustomerState, Reason } from "./states.ts";

/** What was decided of a customer. */
export interface Decided {
  state: CustomerState;
  reason: Reason | null;
  detail: string;
  data: StoredValue | null;
  /** Absent: stays. */
  sentHash?: string;
  shopifyId?: string;
  erpId?: string;
  number?: string;
  /** A match to keep. */
  link?: CustomerLinkRow;
}

export const excluded = (reason: Reason, detail = ""): Decided => ({
  state: "excluded",
  reason,
  detail,
  data: null,
});

/** Stored only while the customer is what was read: one that changed meanwhile is decided again. */
export async function storeDecision(
  { shop, id, updatedAt }: CustomerSync,
  { link, data, ...decided }: Decided,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const { count } = await tx.customerSync.updateMany({
      where: { shop, id, state: "waiting", updatedAt },
      data: { ...decided, data: data ?? Prisma.DbNull, updatedAt: now() },
    });
    if (count === 1 && link) await storeCustomerLinks(tx, [link]);
  });
}
