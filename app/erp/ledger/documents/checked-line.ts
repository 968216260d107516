import type { ChargeWay, DraftLine } from "#app/erp/port/documents.ts";
import type { Decimal } from "#app/money/decimal.ts";

/** A line as it will be booked. */
export interface CheckedLine {
  sequence: number;
  key: string;
  kind: DraftLine["kind"];
  itemId: string | null;
  variantCode: string;
  unit: string | null;
  perBase: Decimal;
  account: string | null;
  itemCharge: string | null;
  chargeBy: ChargeWay | null;
  description: string;
  quantity: Decimal;
  unitPrice: Decimal;
  discount: Decimal;
  amount: Decimal;
  tax: Decimal;
  taxes: { title: string; rate: Decimal | null; amount: Decimal }[];
  location: string | null;
  shippingAgent: string | null;
  shippingAgentService: string | null;
  shopifyLineId: string | null;
}
