/** Products, variants and locations that the merchant deletes. Orders keep their lines, without what is gone. */
import type { Store } from "../store.ts";

/** The last variant goes with its product. Lines keep title, SKU, vendor and price; `variant` is null, `product` only when that is gone too. */
export function deleteVariant(store: Store, sku: string): void {
  const variant = store.variant(sku);
  const { product } = variant;
  if (product.variantRecords.length === 1) return deleteProduct(store, sku);
  product.variantRecords = product.variantRecords.filter((other) => other !== variant);
  for (const line of linesOf(store)) if (line.variant === variant) line.variant = null;
  store.forget(variant.id);
  store.forget(variant.inventoryItem.id);
}

/** The product that has the SKU, with all its variants. */
export function deleteProduct(store: Store, sku: string): void {
  const { product } = store.variant(sku);
  for (const line of linesOf(store))
    if (line.product === product) {
      line.product = null;
      line.variant = null;
    }
  store.products = store.products.filter((other) => other !== product);
  for (const gone of [
    product,
    ...product.variantRecords,
    ...product.variantRecords.map(({ inventoryItem }) => inventoryItem),
  ])
    store.forget(gone.id);
}

/**
 * Refused while something is still to be shipped from it (LocationDeleteUserErrorCode: LOCATION_HAS_PENDING_ORDERS, LOCATION_IS_PRIMARY).
 * What was shipped from it keeps its name (FulfillmentOrderAssignedLocation.name) without the location.
 */
export function deleteLocation(store: Store, key: string): void {
  const location = store.location(key);
  if (location === store.locations[0]) throw new Error("The primary location cannot be deleted.");
  const parts = store.orders.flatMap(({ fulfillmentOrderRecords }) => fulfillmentOrderRecords);
  if (
    parts.some(
      (part) => part.location === location && !["CLOSED", "CANCELLED"].includes(part.status),
    )
  )
    throw new Error(`${location.name} has orders that are not fulfilled yet: move them first.`);
  location.deleted = true;
  for (const order of store.orders) {
    if (order.retailLocation === location) order.retailLocation = null;
    for (const fulfillment of order.fulfillmentRecords)
      if (fulfillment.location === location) fulfillment.location = null;
  }
  store.locations = store.locations.filter((other) => other !== location);
  store.forget(location.id);
}

const linesOf = (store: Store) => store.orders.flatMap(({ lines }) => lines);
