import type { VersionId } from "#app/lib/ids.ts";
import { createHash } from "node:crypto";
import type { DocumentSnapshot, DocumentStatus } from "#app/erp/port/documents.ts";
import { compare } from "#app/money/decimal.ts";

const SHIPPED = new Set(["FULFILLED", "FULFILLMENT_NOT_REQUIRED"]);
export const isShipped = (fulfillmentStatus: string): boolean => SHIPPED.has(fulfillmentStatus);

const NOTHING_LEFT = new Set<DocumentStatus>(["shipped", "invoiced", "closed", "gone"]);
const NEVER = new Set<DocumentStatus>(["cancelled", "draft"]);

/** I-60: no ordered line of the ERP's document is outstanding. A document that became an invoice, or is closed or gone, has none. */
export function nothingOutstanding({
  status,
  lines,
}: Pick<DocumentSnapshot, "status" | "lines">): boolean {
  if (NEVER.has(status)) return false;
  if (NOTHING_LEFT.has(status)) return true;
  const goods = lines.filter(({ kind, quantity }) => kind === "item" && compare(quantity, "0") > 0);
  return (
    goods.length > 0 &&
    goods.every(
      ({ quantity, shipped, invoiced }) =>
        compare(shipped, quantity) >= 0 || compare(invoiced, quantity) >= 0,
    )
  );
}

export interface Completion {
  versionId: VersionId;
  generation: number;
  financialStatus: string | null;
  fulfillmentStatus: string;
  /** Gids of transactions, fulfillments and refunds. */
  happened: readonly string[];
}

/**
 * Names what an order came to. An order that a person takes out of the archive keeps its stamp, and is closed again only when its content, its
 * document, a payment, a fulfillment or a refund has changed.
 */
export function completionStamp({
  versionId,
  generation,
  financialStatus,
  fulfillmentStatus,
  happened,
}: Completion): string {
  const facts = [versionId, generation, financialStatus, fulfillmentStatus, [...happened].sort()];
  return createHash("sha256").update(JSON.stringify(facts)).digest("hex").slice(0, 24);
}
