import type { OrderId, VersionId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { Order } from "#app/db/generated/client.ts";
import type { Choices } from "#app/domain/mapping/facts.ts";
import { storedChoices } from "#app/domain/mapping/stored-choices.ts";
import type { OrderSnapshot } from "#app/domain/orders/snapshot/snapshot.ts";
import { readVersion, storedState } from "#app/domain/orders/snapshot/stored-order.ts";
import { readOrLog } from "#app/lib/read-or-log.server.ts";
import type { DocumentShare } from "#app/domain/orders/snapshot/order-share.ts";
import { orderShareSchema } from "#app/domain/orders/snapshot/order-share.ts";
import type { DividedAs } from "./plan-shares.ts";
import { FULFILLMENT_ORDER_WAITS } from "./plan-shares.ts";

/** An order of this shop with the version that is planned from. */
export interface LoadedOrder {
  row: Order;
  versionId: VersionId;
  /** Null when its personal data was redacted (no document can be made any more), or when it cannot be read. */
  snapshot: OrderSnapshot | null;
  choices: Choices;
  /** Of a document beside the order's own (PlanInput). */
  numberSuffix?: string;
  share?: DocumentShare;
  /** How its documents divide it; null: it has none. */
  divided: DividedAs | null;
  /** Its document was asked for and waits for a fulfillment order (DOC-7). */
  waited: boolean;
  /** What is stored of it is damaged. */
  unreadable?: true;
}

interface Version {
  content: unknown;
  personal: unknown;
}

/** Of the documents that stand, one of a share before one of all: `[]` is one of all. */
const dividedAs = Prisma.sql`(SELECT COALESCE(d.plan -> 'share' -> 'shares', '[]'::jsonb) FROM "SalesDocument" d
  WHERE d.shop = o.shop AND d."orderId" = o."orderId" AND d.state IN ('planned', 'created')
    AND (d.subject = d."orderId" OR d.subject LIKE 'gid://shopify/FulfillmentOrder/%')
  ORDER BY jsonb_exists(d.plan, 'share') DESC, d."createdAt" DESC LIMIT 1)`;

const waited = Prisma.sql`(o."documentState" = 'failed' AND EXISTS (SELECT 1 FROM "Problem" p WHERE p.shop = o.shop AND p."orderId" = o."orderId"
  AND p.kind = ${FULFILLMENT_ORDER_WAITS} AND p."clearedAt" IS NULL AND p.detail ->> 'source' = 'plan'))`;

interface Beside {
  shares: unknown;
  waited: boolean;
}

/** The orders that exist in this shop, in the order asked for; other ids are left out. One query. */
export async function loadOrders(
  shop: string,
  orderIds: readonly OrderId[],
): Promise<LoadedOrder[]> {
  const rows = await db.$queryRaw<(Order & Version & Beside)[]>`
    SELECT o.*, v.content, v.personal, ${dividedAs} AS shares, ${waited} AS waited FROM "Order" o JOIN "OrderVersion" v ON v.shop = o.shop AND v.id = o."currentVersionId"
    WHERE o.shop = ${shop} AND o."orderId" = ANY(${[...orderIds]}::text[])`;
  const byOrder = new Map(rows.map((row) => [row.orderId, row]));
  return [...new Set(orderIds)].flatMap((orderId) => {
    const found = byOrder.get(orderId);
    if (!found) return [];
    const { content, personal, shares, waited: waits, ...row } = found;
    const loaded = { row, versionId: row.currentVersionId, waited: waits };
    const stored = readOrLog(() => ({
      ...readOrder(row, { content, personal }),
      divided: readDivided(shares),
    }));
    return [
      stored
        ? { ...loaded, ...stored }
        : { ...loaded, snapshot: null, choices: {}, divided: null, unreadable: true as const },
    ];
  });
}

function readDivided(stored: unknown): DividedAs | null {
  if (stored === null) return null;
  const shares = orderShareSchema.array().parse(stored);
  return shares.length === 0 ? "whole" : { shares };
}

export function readOrder(row: Order, version: Version): Pick<LoadedOrder, "snapshot" | "choices"> {
  const record = `order ${row.name} (${row.shop})`;
  const { content, personal } = readVersion(version, record);
  return {
    snapshot: personal && { content, personal, state: storedState.read(row.state, record) },
    choices: storedChoices.read(row.choices, record),
  };
}
