import type { Decimal } from "#app/money/decimal.ts";
import type { ToErp, ToShopify } from "../plan/planned.ts";

/** What would be created, before anything is. */
export interface ItemValues {
  number: string;
  barcode: string;
  price: { amount: Decimal; currency: string } | null;
  weight: Decimal | null;
  unit: string;
  status: "DRAFT" | "ACTIVE" | null;
  stock: { name: string; quantity: number }[];
}

export function valuesOf(plan: ToErp | ToShopify): ItemValues {
  if (plan.to === "shopify")
    return {
      number: plan.sku,
      barcode: plan.barcode ?? "",
      price: { amount: plan.price, currency: plan.currency },
      weight: plan.weight ?? null,
      unit: plan.unit ?? "",
      status: plan.status,
      stock: plan.stock.map(({ name, quantity }) => ({ name, quantity })),
    };
  const { number, barcode, price, currency, weight, unit } = plan.data;
  return {
    number: number ?? "",
    barcode: barcode ?? "",
    price: price && currency ? { amount: price, currency } : null,
    weight: weight ?? null,
    unit: unit ?? "",
    status: null,
    stock: [],
  };
}
