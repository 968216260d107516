/** What the stand-in for Flow takes and refuses: the limit is documented, the rest is marked as a guess in its README. */
import { beforeEach, expect, it } from "vitest";
import { askedShop } from "./testing-graphql.ts";

const FIRE = `mutation ($handle: String, $payload: JSON) {
  flowTriggerReceive(handle: $handle, payload: $payload) { userErrors { field message } } }`;
interface Told {
  userErrors: { field: string[] | null; message: string }[];
}

let shop: ReturnType<typeof askedShop>;
let order: number;
beforeEach(() => {
  shop = askedShop();
  const { id } = shop.world.control.placeOrder?.({ kind: "one-line" }) as { id: string };
  order = Number(id.split("/").at(-1));
});

const good = () => ({
  ...{ order_id: order, "Credit memo number": "CM-1" },
  ...{ "Order link": "https://example.com/1", "Event ID": "x:1" },
});
const refused = async (payload: object, handle = "credit-memo-created"): Promise<string[]> =>
  (await shop.told<Told>(FIRE, { handle, payload })).userErrors.map(({ message }) => message);

it("takes what the app's extension declares", async () => {
  expect(await refused(good())).toEqual([]);
});

it.each([
  ["an unknown handle", () => good(), /Invalid handle/, "credit-memo-made"],
  ["an unknown property", () => ({ ...good(), Colour: "red" }), /Colour is not a property/],
  ["a missing one", () => ({ ...good(), "Event ID": undefined }), /Event ID is missing/],
  ["a number for a text", () => ({ ...good(), "Event ID": 1 }), /Event ID is no single_line/],
  ["two lines", () => ({ ...good(), "Event ID": "a\nb" }), /Event ID is no single_line/],
  ["an address that is none", () => ({ ...good(), "Order link": "here" }), /Order link is no url/],
  ["an order of nobody", () => ({ ...good(), order_id: 1 }), /order_id is no order_reference/],
  [
    "an id as text",
    () => ({ ...good(), order_id: String(order) }),
    /order_id is no order_reference/,
  ],
  ["too much", () => ({ ...good(), "Event ID": "x".repeat(50_000) }), /50000 bytes/],
] as const)("refuses %s", async (_what, payload, message, handle?: string) => {
  const said = await refused(payload(), handle);
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(message);
});
