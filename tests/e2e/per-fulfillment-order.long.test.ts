import { afterAll, beforeAll, expect, it } from "vitest";
import { startBrowserStack, type BrowserStack } from "#tests/setup/browser-stack.ts";
import { looks } from "./looks.ts";

const ADDRESS = {
  firstName: "Renate",
  lastName: "Vogel",
  address1: "Königstraße 77",
  city: "Lübeck",
  zip: "23552",
  countryCode: "DE",
};

/** The card wants a document for each fulfillment order: seen before, made, and what is on hold is told apart. */
let stack: BrowserStack;
beforeAll(async () => {
  stack = await startBrowserStack();
});
afterAll(() => stack.stop());

it("an order from two places: its documents before and after, one of them on hold", async () => {
  const visit = await stack.open("/app/settings#documents");
  const { app, page } = visit;
  await app.getByLabel("Documents", { exact: true }).selectOption("perFulfillmentOrder");
  const save = page.getByRole("button", { name: "Save", exact: true });
  await save.click();
  await save.waitFor({ state: "hidden" });
  const { id, name } = stack.simulator.act(stack.shop, "placeOrder", {
    spec: {
      customer: null,
      email: "renate.vogel@example.com",
      taxes: [{ title: "VAT", rate: "0.19" }],
      shipping: [{ title: "Standard", price: "4.90" }],
      shippingAddress: ADDRESS,
      billingAddress: ADDRESS,
      lines: [{ variant: "LANTERN", quantity: 3 }, { variant: "MAP-BALTIC" }],
      payments: [{}],
      fulfillmentOrders: [
        {
          location: "luebeck",
          lines: [
            { line: 0, quantity: 2 },
            { line: 1, quantity: 1 },
          ],
        },
        { location: "rotterdam", lines: [{ line: 0, quantity: 1 }], hold: { reason: "OTHER" } },
      ],
    },
  }) as { id: string; name: string };
  await visit.goto("/app/orders-to-import");
  await app.getByRole("button", { name: "Sync orders" }).first().click();
  await app.getByRole("dialog").getByRole("button", { name: "Sync orders" }).click();
  await stack.synced();

  const path = `/app/orders/${id.replace(/^.*\//, "")}`;
  await visit.goto(`${path}?tab=preview`);
  await app.getByText("Documents by fulfillment order").first().waitFor();
  await looks(visit, "per-fulfillment-order-1-preview");

  await app.getByRole("button", { name: "Create sales document" }).first().click();
  await app.getByText(/Sales order \S+ is in the ERP/).waitFor();
  await visit.goto(path);
  await app.getByText("A fulfillment order isn't ready yet").first().waitFor();
  await looks(visit, "per-fulfillment-order-2-waits");

  stack.simulator.act(stack.shop, "releaseHolds", { order: id });
  await app.getByRole("button", { name: "Sync from Shopify" }).first().click();
  await page
    .getByText(/Order updated|No changes|already being synced/)
    .first()
    .waitFor();
  // The document is made after the sync has answered.
  const waiting = () => app.getByText("A fulfillment order isn't ready yet").count();
  await expect
    .poll(
      async () => {
        await visit.goto(path);
        await app.getByText("Documents by fulfillment order").first().waitFor();
        return waiting();
      },
      { timeout: 60_000, interval: 1_000 },
    )
    .toBe(0);
  await app
    .getByRole("button", { name: /^Unlink / })
    .first()
    .waitFor();
  await expect.poll(() => app.getByText("€475.90").count()).toBeGreaterThan(0);
  await looks(visit, "per-fulfillment-order-3-made");
  expect(name).toBeTruthy();
  expect(visit.errors).toEqual([]);
  expect(stack.simulator.log.defects).toEqual([]);
  await visit.close();
});
