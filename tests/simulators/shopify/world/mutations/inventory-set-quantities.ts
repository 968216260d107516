/**
 * inventorySetQuantities. Checks and texts: recordings inventory-quantity-contracts-2026-04 and inventorySetQuantities-quantity-bounds; texts of the codes
 * that no recording shows are the schema's (stale, unique pair). All or nothing. Believed: every quantity is looked at, so that several faults are named
 * together. What it does at a location where the item is not stocked, and with an untracked item, is not known: refused.
 */
import { GraphQLError } from "graphql";
import type { FieldResolver } from "../../world-interface.ts";
import { requireGid } from "../ids.ts";
import { levelAt, quantityOf, setLevel } from "../inventory.ts";
import type { InventoryItemRecord, InventoryLevelRecord, LocationRecord } from "../model-shop.ts";
import type { Store } from "../store.ts";
import { idempotent } from "./idempotent.ts";

interface Quantity {
  inventoryItemId: string;
  locationId: string;
  quantity: number;
  changeFromQuantity?: number | null;
}
interface Input {
  name: string;
  reason: string;
  referenceDocumentUri?: string | null;
  quantities: Quantity[];
}
interface CodedError {
  __typename: "InventorySetQuantitiesUserError";
  field: string[] | null;
  message: string;
  code: string;
}

const REASONS =
  "correction, cycle_count_available, damaged, movement_canceled, movement_created, movement_received, movement_updated, other, promotion, quality_control, received, reservation_created, reservation_deleted, reservation_updated, restock, safety_stock, shrinkage";
const MOST = 1_000_000_000;

const coded = (field: string[] | null, message: string, code: string): CodedError => ({
  __typename: "InventorySetQuantitiesUserError",
  field,
  message,
  code,
});
const refused = (userErrors: CodedError[]) => ({ inventoryAdjustmentGroup: null, userErrors });

interface Change {
  level: InventoryLevelRecord;
  quantity: number;
}

function check(store: Store, { name, quantities }: Input): CodedError[] | Change[] {
  const errors: CodedError[] = [];
  const changes: Change[] = [];
  const seen = new Set<string>();
  quantities.forEach((asked, at) => {
    const fail = (field: string, message: string, code: string): void =>
      void errors.push(coded(["input", "quantities", String(at), field], message, code));
    const item = store.find(requireGid(asked.inventoryItemId, "InventoryItem"));
    const location = store.find(requireGid(asked.locationId, "Location"));
    if (!item)
      return fail(
        "inventoryItemId",
        "The specified inventory item could not be found.",
        "INVALID_INVENTORY_ITEM",
      );
    if (!location)
      return fail("locationId", "The specified location could not be found.", "INVALID_LOCATION");
    if (asked.quantity > MOST)
      return fail(
        "quantity",
        "The quantity can't be higher than 1,000,000,000.",
        "INVALID_QUANTITY_TOO_HIGH",
      );
    if (name === "on_hand" && asked.quantity < 0)
      return fail("quantity", "The quantity can't be negative.", "INVALID_QUANTITY_NEGATIVE");
    if (asked.quantity < -MOST)
      return fail(
        "quantity",
        "The quantity can't be lower than -1,000,000,000.",
        "INVALID_QUANTITY_TOO_LOW",
      );
    const pair = `${item.id} ${location.id}`;
    if (seen.has(pair))
      return fail(
        "inventoryItemId",
        "The combination of inventoryItemId and locationId must be unique.",
        "NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR",
      );
    seen.add(pair);
    const record = item as InventoryItemRecord;
    const level = levelAt(record, location as LocationRecord);
    if (!level?.isActive || !record.tracked)
      throw new Error(
        `What Shopify answers about ${record.sku ?? record.id} at ${(location as LocationRecord).name} is not known: the item is ${record.tracked ? "not stocked there" : "not tracked"}.`,
      );
    const held = quantityOf(store, level, name as "available" | "on_hand");
    if (typeof asked.changeFromQuantity === "number" && asked.changeFromQuantity !== held)
      return fail(
        "changeFromQuantity",
        "The changeFromQuantity value does not match persisted value.",
        "CHANGE_FROM_QUANTITY_STALE",
      );
    changes.push({ level, quantity: asked.quantity });
  });
  return errors.length > 0 ? errors : changes;
}

export const inventorySetQuantities = (store: Store): FieldResolver =>
  idempotent(
    ({ code, message }) => refused([coded(null, message, code)]),
    (_, args, context) => {
      const input = args.input as Input;
      if (input.quantities.some((one) => !("changeFromQuantity" in one)))
        throw new GraphQLError(
          "InventoryQuantityInput must include the following argument: changeFromQuantity.",
          { extensions: { code: "INVALID_FIELD_ARGUMENTS" } },
        );
      if (input.name !== "available" && input.name !== "on_hand")
        return refused([
          coded(
            ["input", "name"],
            "The quantity name must be either 'available' or 'on_hand'.",
            "INVALID_NAME",
          ),
        ]);
      if (!REASONS.split(", ").includes(input.reason))
        return refused([
          coded(
            ["input", "reason"],
            `The specified reason is invalid. Valid values are: ${REASONS}.`,
            "INVALID_REASON",
          ),
        ]);
      const uri = input.referenceDocumentUri ?? null;
      if (uri !== null && !/^[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(uri))
        return refused([
          coded(
            ["input", "referenceDocumentUri"],
            "The specified reference document is invalid.",
            "INVALID_REFERENCE_DOCUMENT",
          ),
        ]);
      const checked = check(store, input);
      const [first] = checked;
      if (first && "code" in first) return refused(checked as CodedError[]);
      const { name } = input;
      const made = (checked as Change[])
        .map(({ level, quantity }) => ({ level, delta: setLevel(store, level, name, quantity) }))
        .filter(({ delta }) => delta !== 0);
      if (made.length === 0) return { inventoryAdjustmentGroup: null, userErrors: [] };
      const group = store.keep({
        __typename: "InventoryAdjustmentGroup",
        id: store.ids.of("InventoryAdjustmentGroup"),
        createdAt: store.instant(),
        reason: input.reason,
        referenceDocumentUri: uri,
        changes: ["available", "on_hand"].flatMap((changed) =>
          made.map(({ level, delta }) => ({
            __typename: "InventoryChange",
            name: changed,
            delta,
            quantityAfterChange: null,
            item: level.item,
            location: level.location,
            ledgerDocumentUri: null,
          })),
        ),
      });
      context.effects({
        mutation: "inventorySetQuantities",
        shop: store.shop,
        input,
        result: { group: group.id, changed: made.length },
      });
      return { inventoryAdjustmentGroup: group, userErrors: [] };
    },
  );
