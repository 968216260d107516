import { simulator } from "#tests/setup/simulator.ts";
import { expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { redactCustomer, erasureOf } from "#app/domain/privacy/redact.server.ts";
import { given } from "#app/lib/given.ts";
import { newAddress } from "#tests/simulators/shopify/world/addresses.ts";
import type { AddressSpec } from "#tests/simulators/shopify/world/order-spec.ts";
import { anOrder, documentOf, place, type Placed } from "./back-office.ts";
import { changeSettings, createAll, inEmptyShop, sync, worldOf } from "./shop-at-work.ts";

/** By bill-to info, over all addresses that the customer has in Shopify (M-12). */
const SHOP = "addresses.myshopify.com";
const NAME = { firstName: "Mara", lastName: "Lindqvist" };
const STUDIO = { ...NAME, address1: "Werkstr. 9", city: "Kiel", zip: "24103", countryCode: "DE" };
const FRIEND = { ...NAME, address1: "Am Markt 1", city: "Bonn", zip: "53111", countryCode: "DE" };

inEmptyShop(SHOP);

async function bought(billingAddress: AddressSpec | "customer"): Promise<Placed> {
  const order = place(SHOP, {
    spec: anOrder({
      customer: "mara",
      email: "mara.lindqvist@example.com",
      billingAddress,
      lines: [{ variant: "MUG-BLUE", quantity: 1 }],
    }),
  });
  await sync(SHOP);
  await createAll(SHOP);
  return order;
}
const asked = (): number =>
  simulator.log.requests.filter(({ operation }) => operation === "CustomerAddresses").length;
const links = () =>
  db.customerLink.findMany({ where: { shop: SHOP, shopifyId: { startsWith: mara().id } } });
const mara = () => worldOf(SHOP).store().customer("mara");

it("each of their addresses has its own customer, any other is the customer's own; all of it goes with an erasure", async () => {
  const store = worldOf(SHOP).store();
  mara().addressRecords.push(newAddress(store, STUDIO));
  const { code } = await db.ledgerReference.findFirstOrThrow({
    where: { shop: SHOP, kind: "customerTemplate" },
  });
  await changeSettings(SHOP, {
    ...{ customerMapping: "billTo", customerTemplate: code },
    autoCreateCustomers: true,
  });
  const buyer = async (order: Placed) => (await documentOf(SHOP, order)).billToId;

  const atHome = await buyer(await bought("customer"));
  expect(asked()).toBe(0);
  const studio = await buyer(await bought(STUDIO));
  expect(asked()).toBeGreaterThan(0);
  expect(studio).not.toBe(atHome);
  const before = asked();
  // Linked now: Shopify is not asked again.
  expect(await buyer(await bought({ ...STUDIO, address1: "WERKSTR. 9" }))).toBe(studio);
  expect(asked()).toBe(before);

  // Nobody's own yet: made from the default address, with the customer's own link, and taken by the next.
  const other = await buyer(await bought(FRIEND));
  const made = await db.ledgerCustomer.findFirstOrThrow({ where: { shop: SHOP, id: other } });
  expect(made.city).toBe(given(mara().addressRecords[0], "the default address").city);
  expect(await buyer(await bought({ ...FRIEND, address1: "Am Markt 2" }))).toBe(other);

  // The link of an address has it in its key.
  expect((await links()).map(({ shopifyId }) => shopifyId).join()).toContain("werkstr. 9");
  const subject = { customerGid: mara().id, email: null, orderGids: [] };
  await redactCustomer(erasureOf(SHOP), subject);
  expect((await links()).map(({ shopifyId }) => shopifyId)).toEqual([mara().id]);
  const left = await db.ledgerCustomer.findMany({
    where: { shop: SHOP, id: { in: [atHome, studio, other] } },
  });
  expect(left.map(({ name }) => name)).toEqual(["Erased", "Erased", "Erased"]);
});
