/** What is left in an order of a product, a variant or a location that the merchant deleted. */
import { describe, expect, it } from "vitest";
import { askedShop } from "./testing-graphql.ts";

const READ = `query ($id: ID!) { order(id: $id) {
  lineItems(first: 5) { nodes { title sku variant { id } product { id } } }
  fulfillmentOrders(first: 5) { nodes { status assignedLocation { name location { id } } } } } }`;
interface Read {
  lineItems: { nodes: { sku: string; variant: unknown; product: unknown }[] };
  fulfillmentOrders: {
    nodes: { status: string; assignedLocation: { name: string; location: unknown } }[];
  };
}

async function shopWithOrder() {
  const shop = askedShop();
  const order = shop.place({
    lines: [{ variant: "MUG-WHITE", quantity: 2 }, { variant: "MUG-BLUE" }],
  });
  const read = async () => (await shop.ask(READ, { id: order.id })).data?.["order"] as Read;
  const lines = async () =>
    (await read()).lineItems.nodes.map(({ sku, variant, product }) => [
      sku,
      variant !== null,
      product !== null,
    ]);
  return { ...shop, order, read, lines };
}

describe("what is deleted", () => {
  it("a variant: its line keeps SKU and product; a product: only the SKU", async () => {
    const { world, lines } = await shopWithOrder();
    world.control["deleteVariant"]!({ sku: "MUG-WHITE" });
    expect(await lines()).toEqual([
      ["MUG-WHITE", false, true],
      ["MUG-BLUE", true, true],
    ]);
    world.control["deleteProduct"]!({ sku: "MUG-BLUE" });
    expect(await lines()).toEqual([
      ["MUG-WHITE", false, false],
      ["MUG-BLUE", false, false],
    ]);
    expect(() => world.control["deleteProduct"]!({ sku: "MUG-BLUE" })).toThrow(/sells nothing/);
  });
  it("a location: only once nothing is left to ship from it; its name stays", async () => {
    const { world, act, order, read } = await shopWithOrder();
    act(order, "moveFulfillmentOrder", { location: "rotterdam" });
    expect(() => world.control["deleteLocation"]!({ location: "rotterdam" })).toThrow(
      /not fulfilled/,
    );
    act(order, "fulfillOrder", {});
    world.control["deleteLocation"]!({ location: "rotterdam" });
    expect((await read()).fulfillmentOrders.nodes).toMatchObject([
      { status: "CLOSED", assignedLocation: { name: "Rotterdam Depot", location: null } },
    ]);
    expect(() => world.control["deleteLocation"]!({ location: "luebeck" })).toThrow(/primary/);
  });
});
