/** Inventory items, what lies where, and what a change of quantities answers. */
import { connection, inOrderOfId } from "../connection.ts";
import { numericId } from "../ids.ts";
import { QUANTITY_NAMES, quantityOf, type QuantityName } from "../inventory.ts";
import type { InventoryItemRecord, InventoryLevelRecord } from "../model-shop.ts";
import type { Store } from "../store.ts";
import { count, fieldsOf, legacyId } from "./define.ts";

export function inventoryTypes(store: Store) {
  const shown = ({ levels }: InventoryItemRecord, args: Record<string, unknown>) =>
    levels.filter(({ isActive }) => isActive || args.includeInactive === true);
  return {
    InventoryItem: fieldsOf<InventoryItemRecord>({
      legacyResourceId: legacyId,
      variant: ({ variantRecord }) => variantRecord,
      variants: ({ variantRecord }, args) => inOrderOfId([variantRecord], args),
      unitCost: () => null,
      measurement: ({ id, weight }) => ({
        __typename: "InventoryItemMeasurement",
        id: id.replace("/InventoryItem/", "/InventoryItemMeasurement/"),
        weight: weight && { __typename: "Weight", ...weight },
      }),
      provinceCodeOfOrigin: () => null,
      duplicateSkuCount: () => 0,
      locationsCount: ({ levels }) => count(levels.filter(({ isActive }) => isActive).length),
      inventoryLevel: (item, args) =>
        shown(item, args).find(({ location }) => location.id === args.locationId) ?? null,
      inventoryLevels: (item, args) =>
        connection(shown(item, args), args, {
          id: ({ location }) => numericId(location.id),
          key: ({ location }) => numericId(location.id),
        }),
    }),
    InventoryLevel: fieldsOf<InventoryLevelRecord>({
      quantities: (level, args) =>
        (args.names as string[]).map((name) => {
          if (!(QUANTITY_NAMES as readonly string[]).includes(name))
            throw new Error(`The simulated shop keeps no quantity called ${name}.`);
          return {
            __typename: "InventoryQuantity",
            id: `${level.id}&name=${name}`,
            name,
            quantity: quantityOf(store, level, name as QuantityName),
            // Recorded: only quantities that are counted carry their time.
            updatedAt: name === "on_hand" ? null : level.updatedAt,
          };
        }),
    }),
  };
}
