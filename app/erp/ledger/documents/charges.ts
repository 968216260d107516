import type { Decimal } from "#app/money/decimal.ts";
import type { LineKind } from "#app/erp/port/line-kinds.ts";
import { chargeParts } from "../arithmetic.ts";
import type { Scope } from "../scope.ts";
import { bearsCharges } from "./line-subject.ts";

export interface ChargeLine {
  id: string;
  kind: LineKind;
  itemId: string | null;
  itemCharge: string | null;
  amount: Decimal;
}

/** Each item charge of a document in equal parts over its goods (D-22), as rows to store. */
export function chargeAssignments(
  scope: Scope,
  documentId: string,
  lines: readonly ChargeLine[],
  currency: string,
): {
  shop: string;
  documentId: string;
  chargeLineId: string;
  itemLineId: string;
  amount: Decimal;
}[] {
  const goods = lines.filter(bearsCharges);
  return lines
    .filter((line) => line.itemCharge !== null)
    .flatMap((charge) => {
      const parts = chargeParts(charge.amount, goods.length, currency);
      return goods.map((item, index) => ({
        shop: scope.shop,
        documentId,
        chargeLineId: charge.id,
        itemLineId: item.id,
        amount: parts[index] ?? "0",
      }));
    });
}
