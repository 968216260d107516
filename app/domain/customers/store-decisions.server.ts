import { db } from "#app/db/client.server.ts";
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

/**
 * Stored in one statement, each only while its customer is what was read: one that changed meanwhile is decided again. With the matches of
 * those that were stored.
 */
export async function storeDecisions(
  shop: string,
  rows: readonly Pick<CustomerSync, "id" | "updatedAt">[],
  decided: ReadonlyMap<string, Decided>,
): Promise<void> {
  const decisions = rows.flatMap(({ id, updatedAt }) => {
    const one = decided.get(id);
    return one ? [{ id, updatedAt, one }] : [];
  });
  if (decisions.length === 0) return;
  const list = JSON.stringify(
    decisions.map(({ id, updatedAt, one: { link: _, ...decision } }) => ({
      id,
      updatedAt,
      ...decision,
    })),
  );
  await db.$transaction(async (tx) => {
    const stored = await tx.$queryRaw<{ id: string }[]>`
      UPDATE "CustomerSync" c SET state = d.state, reason = d.reason, detail = d.detail, data = d.data,
        "sentHash" = coalesce(d."sentHash", c."sentHash"), "shopifyId" = coalesce(d."shopifyId", c."shopifyId"),
        "erpId" = coalesce(d."erpId", c."erpId"), number = coalesce(d.number, c.number), "updatedAt" = ${now()}
      FROM jsonb_to_recordset(${list}::jsonb) AS d(id uuid, "updatedAt" timestamptz, state text, reason text, detail text, data jsonb,
        "sentHash" text, "shopifyId" text, "erpId" text, number text)
      WHERE c.shop = ${shop} AND c.id = d.id AND c.state = 'waiting' AND c."updatedAt" = d."updatedAt"
      RETURNING c.id::text`;
    const ids = new Set(stored.map(({ id }) => id));
    const links = decisions.flatMap(({ id, one: { link } }) => (link && ids.has(id) ? [link] : []));
    if (links.length > 0) await storeCustomerLinks(tx, links);
  });
}
