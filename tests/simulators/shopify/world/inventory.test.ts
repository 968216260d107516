/** Inventory as the recordings show it: inventory-quantity-contracts-2026-04, inventorySetQuantities-quantity-bounds, inventory-activate-on-hand. */
import { beforeEach, describe, expect, it } from "vitest";
import { askedShop, numberOf } from "./testing-graphql.ts";

let shop: ReturnType<typeof askedShop>;
let item: string;
let luebeck: string;
let hamburg: string;
beforeEach(() => {
  shop = askedShop();
  const store = shop.world.store();
  item = store.variant("MUG-BLUE").inventoryItem.id;
  luebeck = store.location("luebeck").id;
  hamburg = store.location("hamburg").id;
});

const SET = `mutation ($input: InventorySetQuantitiesInput!, $key: String!) {
  inventorySetQuantities(input: $input) @idempotent(key: $key) {
    inventoryAdjustmentGroup { reason referenceDocumentUri changes { name delta quantityAfterChange item { id } location { name } } }
    userErrors { field message code }
  } }`;
const ACTIVATE = `mutation ($item: ID!, $location: ID!, $available: Int, $onHand: Int, $key: String!) {
  inventoryActivate(inventoryItemId: $item, locationId: $location, available: $available, onHand: $onHand) @idempotent(key: $key) {
    inventoryLevel { id isActive quantities(names: ["available", "on_hand"]) { name quantity } }
    userErrors { field message }
  } }`;
interface Told {
  inventoryAdjustmentGroup: { changes: { name: string; delta: number }[] } | null;
  inventoryLevel: { id: string; quantities: { name: string; quantity: number }[] } | null;
  userErrors: { field: string[] | null; message: string; code?: string }[];
}
let keys = 0;
const set = (quantity: object, input: object = {}, key = `key-${(keys += 1)}`): Promise<Told> =>
  shop.told<Told>(SET, {
    key,
    input: {
      name: "available",
      reason: "correction",
      quantities: [
        {
          inventoryItemId: item,
          locationId: luebeck,
          quantity: 5,
          changeFromQuantity: 100,
          ...quantity,
        },
      ],
      ...input,
    },
  });
const activate = (variables: object): Promise<Told> =>
  shop.told<Told>(ACTIVATE, { item, location: hamburg, key: `key-${(keys += 1)}`, ...variables });
const quantities = async (): Promise<number[]> => {
  const answer = await shop.told<{
    inventoryLevel: { quantities: { quantity: number }[] } | null;
  }>(
    `query ($id: ID!, $at: ID!) { inventoryItem(id: $id) { inventoryLevel(locationId: $at) { quantities(names: ["available", "on_hand", "committed"]) { quantity } } } }`,
    { id: item, at: luebeck },
  );
  return (answer.inventoryLevel?.quantities ?? []).map(({ quantity }) => quantity);
};

describe("inventorySetQuantities", () => {
  it("sets, names the change of both quantities, and tells by webhook; the same again changes nothing", async () => {
    const answer = await set({});
    expect(answer.userErrors).toEqual([]);
    expect(
      answer.inventoryAdjustmentGroup?.changes.map(({ name, delta }) => [name, delta]),
    ).toEqual([
      ["available", -95],
      ["on_hand", -95],
    ]);
    expect(await quantities()).toEqual([5, 5, 0]);
    expect(shop.topics()).toEqual(["inventory_levels/update"]);
    expect(shop.events[0]?.payload).toMatchObject({
      inventory_item_id: Number(numberOf(item)),
      available: 5,
    });
    const again = await set({ changeFromQuantity: 5 });
    expect([again.inventoryAdjustmentGroup, again.userErrors]).toEqual([null, []]);
    expect(shop.effects).toHaveLength(1);
  });

  it("refuses a stale value, and everything of its call with it", async () => {
    const other = shop.world.store().variant("MUG-WHITE").inventoryItem.id;
    const answer = await set(
      {},
      {
        quantities: [
          { inventoryItemId: other, locationId: luebeck, quantity: 1, changeFromQuantity: 100 },
          { inventoryItemId: item, locationId: luebeck, quantity: 5, changeFromQuantity: 99 },
        ],
      },
    );
    expect(answer.userErrors).toMatchObject([
      {
        field: ["input", "quantities", "1", "changeFromQuantity"],
        code: "CHANGE_FROM_QUANTITY_STALE",
      },
    ]);
    expect(shop.effects).toEqual([]);
    expect((await set({ changeFromQuantity: null })).userErrors).toEqual([]);
  });

  it.each([
    [
      { inventoryItemId: "gid://shopify/InventoryItem/999999999999" },
      {},
      "inventoryItemId",
      "The specified inventory item could not be found.",
      "INVALID_INVENTORY_ITEM",
    ],
    [
      { locationId: "gid://shopify/Location/999999999999" },
      {},
      "locationId",
      "The specified location could not be found.",
      "INVALID_LOCATION",
    ],
    [
      { quantity: -5 },
      { name: "on_hand" },
      "quantity",
      "The quantity can't be negative.",
      "INVALID_QUANTITY_NEGATIVE",
    ],
    [
      { quantity: 1_000_000_001 },
      {},
      "quantity",
      "The quantity can't be higher than 1,000,000,000.",
      "INVALID_QUANTITY_TOO_HIGH",
    ],
    [
      { quantity: -2_000_000_000 },
      {},
      "quantity",
      "The quantity can't be lower than -1,000,000,000.",
      "INVALID_QUANTITY_TOO_LOW",
    ],
  ])("refuses %j with the recorded text", async (quantity, input, field, message, code) => {
    expect((await set(quantity, input)).userErrors).toEqual([
      { field: ["input", "quantities", "0", field], message, code },
    ]);
  });

  it("takes a negative available quantity", async () => {
    expect((await set({ quantity: -5 })).userErrors).toEqual([]);
    expect(await quantities()).toEqual([-5, -5, 0]);
  });

  it("wants changeFromQuantity, even as null", async () => {
    await expect(
      shop.told(SET, {
        key: "k",
        input: {
          name: "available",
          reason: "correction",
          quantities: [{ inventoryItemId: item, locationId: luebeck, quantity: 5 }],
        },
      }),
    ).rejects.toThrow(
      "InventoryQuantityInput must include the following argument: changeFromQuantity.",
    );
  });

  it("answers a key with the same parameters as before, and refuses it with others", async () => {
    const first = await set({}, {}, "one");
    expect(await set({}, {}, "one")).toEqual(first);
    expect(shop.effects).toHaveLength(1);
    expect((await set({ quantity: 6 }, {}, "one")).userErrors).toMatchObject([
      { field: null, code: "IDEMPOTENCY_KEY_PARAMETER_MISMATCH" },
    ]);
    await set({ changeFromQuantity: 1 }, {}, "two");
    expect((await set({ changeFromQuantity: 1 }, {}, "two")).userErrors).toMatchObject([
      { code: "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED" },
    ]);
  });

  it("refuses what nobody has seen Shopify answer", async () => {
    await expect(set({ locationId: hamburg })).rejects.toThrow("is not known");
  });
});

describe("inventoryActivate", () => {
  it("stocks an item with its quantity, once", async () => {
    const answer = await activate({ onHand: 50 });
    expect(answer.inventoryLevel?.quantities).toEqual([
      { name: "available", quantity: 50 },
      { name: "on_hand", quantity: 50 },
    ]);
    const again = await activate({ available: 5 });
    expect(again.inventoryLevel?.id).toBe(answer.inventoryLevel?.id);
    expect(again.userErrors[0]?.message).toBe(
      "Not allowed to set available quantity when the item is already active at the location.",
    );
  });

  it("refuses both quantities at once, and too many", async () => {
    const both =
      "The product couldn't be stocked at Hamburg Store because not allowed to set available and on_hand quantities at the same time.";
    expect((await activate({ available: 10, onHand: 20 })).userErrors).toEqual([
      { field: ["available"], message: both },
      { field: ["onHand"], message: both },
    ]);
    expect((await activate({ onHand: 1_000_000_001 })).userErrors).toEqual([
      {
        field: ["onHand"],
        message:
          "The product couldn't be stocked at Hamburg Store because the quantity needs to be between -1 billion and 1 billion.",
      },
    ]);
  });
});

describe("orders", () => {
  it("commit what they sell, take it off the shelf when it ships, and give back what is restocked", async () => {
    const order = shop.place({ lines: [{ variant: "MUG-BLUE", quantity: 3 }] });
    expect(await quantities()).toEqual([97, 100, 3]);
    shop.act(order, "fulfillOrder");
    expect(await quantities()).toEqual([97, 97, 0]);
    shop.act(order, "refundOrder", {
      lines: [{ line: 0, quantity: 1, restock: "RETURN", location: "luebeck" }],
    });
    expect(await quantities()).toEqual([98, 98, 0]);
  });
});
