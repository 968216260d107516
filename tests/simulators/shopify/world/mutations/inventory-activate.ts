/**
 * inventoryActivate. Checks and texts: recording inventory-activate-on-hand and the list of recorded refusals. An item that is active already answers its
 * level beside the refusal. Believed: the location is looked at before the quantities.
 */
import type { FieldResolver } from "../../world-interface.ts";
import { requireGid } from "../ids.ts";
import { announceLevel, levelAt, setLevel, stockAt } from "../inventory.ts";
import type { InventoryItemRecord, LocationRecord } from "../model-shop.ts";
import type { Store } from "../store.ts";
import { idempotent } from "./idempotent.ts";
import { userError } from "./user-error.ts";

const MOST = 1_000_000_000;

export const inventoryActivate = (store: Store): FieldResolver =>
  idempotent(
    ({ message }) => ({ inventoryLevel: null, userErrors: [userError(null, message)] }),
    (_, args, context) => {
      const refuse = (field: string, message: string, level: unknown = null) => ({
        inventoryLevel: level,
        userErrors: [userError([field], message)],
      });
      const location = store.find(requireGid(args.locationId, "Location")) as
        LocationRecord | undefined;
      if (!location)
        return refuse(
          "locationId",
          "The product couldn't be stocked because the location wasn't found.",
        );
      const because = (why: string): string =>
        `The product couldn't be stocked at ${location.name} because ${why}.`;
      const item = store.find(requireGid(args.inventoryItemId, "InventoryItem")) as
        InventoryItemRecord | undefined;
      if (!item) return refuse("inventoryItemId", because("the product was deleted"));
      if (args.stockAtLegacyLocation === true)
        throw new Error("How a legacy location is stocked is not known.");
      const { available, onHand } = args as { available?: number | null; onHand?: number | null };
      const given = (value: number | null | undefined): value is number =>
        typeof value === "number";
      if (given(available) && given(onHand)) {
        const both = because(
          "not allowed to set available and on_hand quantities at the same time",
        );
        return {
          inventoryLevel: null,
          userErrors: [userError(["available"], both), userError(["onHand"], both)],
        };
      }
      const before = levelAt(item, location);
      const named = given(onHand) ? "on_hand" : "available";
      const field = given(onHand) ? "onHand" : "available";
      if (before?.isActive)
        return given(available) || given(onHand)
          ? refuse(
              field,
              `Not allowed to set ${named === "on_hand" ? "an on_hand" : "available"} quantity when the item is already active at the location.`,
              before,
            )
          : { inventoryLevel: before, userErrors: [] };
      const quantity = onHand ?? available ?? 0;
      if (Math.abs(quantity) > MOST)
        return refuse(field, because("the quantity needs to be between -1 billion and 1 billion"));
      const level = before ?? stockAt(store, item, location, 0);
      level.isActive = true;
      if (setLevel(store, level, named, quantity) === 0) announceLevel(store, level);
      context.effects({
        mutation: "inventoryActivate",
        shop: store.shop,
        input: args,
        result: { level: level.id },
      });
      return { inventoryLevel: level, userErrors: [] };
    },
  );
