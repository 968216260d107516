import type { Decimal } from "#app/money/decimal.ts";
import type { LineKind } from "#app/erp/port/line-kinds.ts";
import type { ChargeWay } from "#app/erp/port/documents.ts";
import { abs, isZero } from "#app/money/decimal.ts";
import { chargeParts } from "../arithmetic.ts";
import type { Scope } from "../scope.ts";
import { bearsCharges } from "./line-subject.ts";

export interface ChargeLine {
  id: string;
  kind: LineKind;
  itemId: string | null;
  itemCharge: string | null;
  /** Null: equally. */
  chargeBy: ChargeWay | null;
  quantity: Decimal;
  amount: Decimal;
}

/** What each of the goods bears of a charge, in proportion to the others. Goods that are all worth nothing bear it equally. */
function weightsOf(goods: readonly ChargeLine[], way: ChargeWay | null): Decimal[] {
  const weights =
    way === "amount"
      ? goods.map(({ amount }) => abs(amount))
      : way === "quantity"
        ? goods.map(({ quantity }) => abs(quantity))
        : [];
  return weights.some((weight) => !isZero(weight)) ? weights : goods.map(() => "1");
}

/** Each item charge of a document in parts over its goods (D-22), as rows to store. */
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
      const parts = chargeParts(charge.amount, weightsOf(goods, charge.chargeBy), currency);
      return goods.map((item, index) => ({
        shop: scope.shop,
        documentId,
        chargeLineId: charge.id,
        itemLineId: item.id,
        amount: parts[index] ?? "0",
      }));
    });
}
