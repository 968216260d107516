import type { ProductSetInput } from "#app/shopify/generated/admin.ts";
import type { ToShopify } from "./planned.ts";

/** Shopify's own names of an option that is none. */
const NO_OPTION = { name: "Title", value: "Default Title" };

/** productSet's input: a product with one variant. */
export function productInput(plan: ToShopify): ProductSetInput {
  const option =
    plan.unitOption !== undefined && plan.unit !== undefined
      ? { name: plan.unitOption, value: plan.unit }
      : NO_OPTION;
  return {
    handle: plan.handle,
    title: plan.title,
    status: plan.status,
    productOptions: [{ name: option.name, values: [{ name: option.value }] }],
    variants: [
      {
        optionValues: [{ optionName: option.name, name: option.value }],
        price: plan.price,
        ...(plan.barcode === undefined ? {} : { barcode: plan.barcode }),
        inventoryItem: {
          sku: plan.sku,
          tracked: plan.tracked,
          requiresShipping: plan.ships,
          ...(plan.weight === undefined
            ? {}
            : { measurement: { weight: { unit: "KILOGRAMS", value: Number(plan.weight) } } }),
        },
        ...(plan.stock.length === 0
          ? {}
          : {
              inventoryQuantities: plan.stock.map(({ locationId, quantity }) => ({
                locationId,
                name: "available",
                quantity,
              })),
            }),
      },
    ],
  };
}
