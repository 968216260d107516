import { db } from "#app/db/client.server.ts";
import { now } from "#app/lib/clock.ts";
import { LIMITS } from "../capabilities.ts";
import { missing, refusal } from "#app/erp/refusals.ts";
import type { Scope } from "../scope.ts";
import { checkedText, requiredText } from "#app/erp/text-check.ts";
import { isUuid } from "#app/lib/uuid.ts";

export interface VariantData {
  code: string;
  description: string;
  barcode?: string;
  vendorItemNumber?: string;
  blocked?: boolean;
}

/** Adds a variant to an item, or changes the one with this code. Codes are upper case. */
export async function saveVariant(scope: Scope, itemId: string, data: VariantData): Promise<void> {
  const code = requiredText("code", data.code, LIMITS.number).toUpperCase();
  const columns = {
    description: checkedText("description", data.description, LIMITS.description),
    barcode: checkedText("barcode", data.barcode, LIMITS.description) || null,
    vendorItemNumber:
      checkedText("vendorItemNumber", data.vendorItemNumber, LIMITS.description) || null,
    blocked: data.blocked ?? false,
  };
  await db.$transaction(async (tx) => {
    const item = isUuid(itemId)
      ? await tx.ledgerItem.updateMany({
          where: { ...scope, id: itemId },
          data: { changedAt: now(), version: { increment: 1 } },
        })
      : { count: 0 };
    if (item.count === 0) throw missing(refusal("item.missing", { item: itemId }));
    await tx.ledgerItemVariant.upsert({
      where: { shop_itemId_code: { shop: scope.shop, itemId, code } },
      create: { ...scope, itemId, code, ...columns },
      update: columns,
    });
  });
}
