/**
 * What lies where, and what of it is promised. Shopify's states: on_hand = available + committed (+ what is reserved, damaged …, of which this shop has
 * none). An order commits units at the location of its fulfillment order; shipping them takes them off the shelf; a restocked return puts them back.
 */
import { numericId } from "./ids.ts";
import type {
  InventoryItemRecord,
  InventoryLevelRecord,
  LocationRecord,
  VariantRecord,
} from "./model-shop.ts";
import type { LineRecord } from "./model.ts";
import type { Store } from "./store.ts";

export const QUANTITY_NAMES = [
  "available",
  "on_hand",
  "committed",
  "incoming",
  "reserved",
] as const;
export type QuantityName = (typeof QUANTITY_NAMES)[number];

const isOf = (item: InventoryItemRecord, { variant }: LineRecord): boolean =>
  variant?.inventoryItem === item;

function committed(store: Store, { item, location }: InventoryLevelRecord): number {
  let units = 0;
  for (const { fulfillmentOrderRecords } of store.orders)
    for (const part of fulfillmentOrderRecords) {
      if (part.location !== location || part.status === "CLOSED" || part.status === "CANCELLED")
        continue;
      for (const { lineItem, remainingQuantity } of part.lines)
        if (isOf(item, lineItem)) units += remainingQuantity;
    }
  return units;
}

function takenByOrders(store: Store, { item, location }: InventoryLevelRecord): number {
  let units = 0;
  for (const order of store.orders) {
    for (const fulfillment of order.fulfillmentRecords)
      if (fulfillment.service === location && fulfillment.status !== "CANCELLED")
        for (const { lineItem, quantity } of fulfillment.lines)
          if (isOf(item, lineItem)) units += quantity;
    for (const refund of order.refundRecords)
      for (const line of refund.lines)
        if (line.restockType === "RETURN" && line.restocked && line.location === location)
          if (isOf(item, line.lineItem)) units -= line.quantity;
  }
  return units;
}

export function quantityOf(store: Store, level: InventoryLevelRecord, name: QuantityName): number {
  switch (name) {
    case "committed":
      return committed(store, level);
    case "on_hand":
      return level.counted - takenByOrders(store, level);
    case "available":
      return quantityOf(store, level, "on_hand") - committed(store, level);
    case "incoming":
    case "reserved":
      return 0;
  }
}

export const availableOf = (store: Store, { inventoryItem }: VariantRecord): number =>
  inventoryItem.levels
    .filter(({ isActive }) => isActive)
    .reduce((sum, level) => sum + quantityOf(store, level, "available"), 0);

export const levelAt = (
  item: InventoryItemRecord,
  location: LocationRecord,
): InventoryLevelRecord | undefined => item.levels.find((level) => level.location === location);

/** Sets one of the two quantities; on hand and available move together. Says by how much. */
export function setLevel(
  store: Store,
  level: InventoryLevelRecord,
  name: "available" | "on_hand",
  quantity: number,
): number {
  const delta = quantity - quantityOf(store, level, name);
  level.counted += delta;
  level.updatedAt = store.instant();
  if (delta !== 0) announceLevel(store, level);
  return delta;
}

/** A level's id is the location's own number with the item as a parameter (recorded). */
export function stockAt(
  store: Store,
  item: InventoryItemRecord,
  location: LocationRecord,
  counted: number,
): InventoryLevelRecord {
  const level: InventoryLevelRecord = {
    __typename: "InventoryLevel",
    id: `gid://shopify/InventoryLevel/${numericId(location.id)}?inventory_item_id=${numericId(item.id)}`,
    item,
    location,
    isActive: true,
    counted,
    createdAt: store.instant(),
    updatedAt: store.instant(),
  };
  item.levels.push(store.keep(level));
  return level;
}

/** Payload: Shopify's webhook reference of inventory_levels/update. */
export const announceLevel = (store: Store, level: InventoryLevelRecord): void =>
  store.emit("inventory_levels/update", level.id, {
    inventory_item_id: numericId(level.item.id),
    location_id: numericId(level.location.id),
    available: quantityOf(store, level, "available"),
    updated_at: level.updatedAt,
    admin_graphql_api_id: level.id,
  });
