import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ShopWorld } from "#tests/simulators/shopify/world/index.ts";
import { startBrowserStack, type BrowserStack, type Visit } from "#tests/setup/browser-stack.ts";

/** What a person sees and does on the way back: shipments, invoices with their payment lines, and the acts on an order. */
let stack: BrowserStack;
let visit: Visit;
const orderOf = (name: string) => {
  const found = (stack.simulator.world(stack.shop) as ShopWorld)
    .store()
    .orders.find((order) => order.name === name);
  if (!found) throw new Error(`the shop has no order ${name}`);
  return found;
};
const pageOf = (name: string): string => `/app/orders/${orderOf(name).id.split("/").pop()}`;
const dialog = () => visit.app.getByRole("dialog");
const press = (name: string) =>
  visit.app.getByRole("button", { name, exact: true }).first().click();

/** Authorized by a buyer of the web shop; open, to be paid by hand; authorized by a marketplace's buyer. */
const [AUTHORIZED, UNPAID, MARKETPLACE] = ["#1083", "#1051", "#1080"];

beforeAll(async () => {
  stack = await startBrowserStack();
  // A shop whose orders stay open: here the app archives what is complete.
  (stack.simulator.world(stack.shop) as ShopWorld).control.setShop!({ archivesOrders: false });
  visit = await stack.open("/app/orders-to-import");
});
afterAll(() => stack.stop());

/** What becomes of an act at Shopify's side a little later; the page is looked at anew until it shows it. */
async function comesToShow(path: string, text: string): Promise<void> {
  await expect
    .poll(
      async () => {
        await visit.goto(path);
        return visit.app.getByText(text, { exact: true }).count();
      },
      { timeout: 120_000 },
    )
    .toBeGreaterThan(0);
}

describe("the way back", () => {
  it("walks an order by hand: import → create → ship partially → ship rest → invoice → captured → archived", async () => {
    const order = () => orderOf(AUTHORIZED);
    await press("Sync orders");
    await dialog().getByRole("button", { name: "Sync orders" }).click();
    await stack.synced();
    await visit.goto(pageOf(AUTHORIZED));
    await press("Create sales document");
    await visit.app.getByText(/Sales order \S+ is in the ERP/).waitFor();

    // One of its two lines leaves first: the rope stays.
    await visit.app
      .getByRole("link", { name: /^Sales order SO-/ })
      .first()
      .click();
    await visit.app.getByRole("heading", { name: "Totals" }).waitFor();
    await press("Post shipment");
    await dialog()
      .getByLabel(/^Anchor rope/)
      .fill("0");
    await dialog().getByLabel("Tracking numbers").fill("JD014600099");
    expect(await visit.axe()).toEqual([]);
    await dialog().getByRole("button", { name: "Post shipment" }).click();
    await visit.app.getByRole("heading", { name: "Posted shipments" }).waitFor();
    await expect.poll(() => order().fulfillmentRecords.length).toBe(1);
    await comesToShow(pageOf(AUTHORIZED), "Partially fulfilled");
    await visit.screenshot("order-partly-shipped");

    // The rest: the dialog offers what is left, and only that.
    await visit.app
      .getByRole("link", { name: /^Sales order SO-/ })
      .first()
      .click();
    await visit.app.getByRole("heading", { name: "Posted shipments" }).waitFor();
    await press("Post shipment");
    expect(
      await dialog()
        .getByLabel(/^Brass lantern/)
        .count(),
    ).toBe(0);
    expect(
      await dialog()
        .getByLabel(/^Anchor rope/)
        .inputValue(),
    ).toBe("2");
    await dialog().getByLabel("Tracking numbers").fill("JD014600100");
    await dialog().getByRole("button", { name: "Post shipment" }).click();
    await expect.poll(() => order().fulfillmentRecords.length).toBe(2);
    expect(
      order().fulfillmentRecords.map(({ tracking, lines }) => [
        tracking.map(({ number }) => number),
        lines.map(({ quantity }) => quantity),
      ]),
    ).toEqual([
      [["JD014600099"], [1]],
      [["JD014600100"], [2]],
    ]);
    await visit.goto("/app/shipments?q=JD014600100");
    await visit.app.getByText("Sent", { exact: true }).first().waitFor();
    expect(await visit.app.getByRole("link", { name: AUTHORIZED, exact: true }).count()).toBe(1);
    expect(await visit.axe()).toEqual([]);
    expect(order().closedAt).toBeNull();

    // The invoice takes the money, payment by payment; its page is there before the app has read it, too.
    await visit.app
      .getByRole("link", { name: /^Sales order SO-/ })
      .first()
      .click();
    await visit.app.getByRole("heading", { name: "Posted shipments" }).waitFor();
    await press("Post invoice");
    await dialog().getByRole("button", { name: "Post invoice" }).click();
    await visit.app
      .getByRole("link", { name: /^Payment lines for/ })
      .first()
      .click();
    await visit.app.getByRole("heading", { name: "Payment lines" }).waitFor();
    await expect.poll(() => visit.app.getByRole("cell", { name: /Captured$/ }).count()).toBe(2);
    expect(await visit.textKeys()).toEqual([]);
    expect(await visit.axe()).toEqual([]);
    await visit.screenshot("invoice-captured");
    expect(
      order()
        .transactions.filter(({ kind, status }) => kind === "CAPTURE" && status === "SUCCESS")
        .map(({ amount }) => amount.presentment.toFixed(2))
        .sort(),
    ).toEqual(["149.00", "74.80"]);

    // Complete on both sides: Shopify's order is archived, and the page says so.
    await expect.poll(() => order().closedAt).not.toBeNull();
    await visit.app.getByRole("link", { name: AUTHORIZED, exact: true }).first().click();
    await visit.app.getByRole("heading", { name: "Invoices in the ERP" }).waitFor();
    await comesToShow(pageOf(AUTHORIZED), "Archived");
    await visit.app.getByText(/^Archived .+\.$/).waitFor();
    await visit.app.getByRole("heading", { name: "Shipments in the ERP" }).waitFor();
    expect(
      await visit.app
        .getByText("Items have been fulfilled. Cancel the fulfillment in Shopify first.")
        .count(),
    ).toBe(1);
    await visit.screenshot("order-way-back");
    await visit.app
      .getByRole("tab", { name: "Timeline" })
      .or(visit.app.getByRole("button", { name: "Timeline" }))
      .first()
      .click();
    await visit.app.getByText("Archived in Shopify", { exact: false }).first().waitFor();
    expect(order().fulfillmentRecords).toHaveLength(2);
    expect(visit.errors).toEqual([]);
  });

  it("lets each link and button of a table's row lead where it says, not to the row's main link", async () => {
    await visit.goto("/app/invoices");
    await visit.app.getByRole("link", { name: AUTHORIZED, exact: true }).click();
    await visit.app.getByRole("heading", { level: 1, name: AUTHORIZED }).waitFor();
    await visit.goto("/app/tasks?kind=capturePayment");
    const attempts = visit.app.getByRole("button", { name: "1 attempt" }).first();
    await attempts.click();
    await expect.poll(() => attempts.getAttribute("aria-expanded")).toBe("true");
    expect(await visit.app.getByRole("heading", { level: 1 }).innerText()).toBe("Tasks");
  });

  it("says on a marketplace's order what is forbidden and until when, and disables the button with its reason beside it", async () => {
    await visit.goto(pageOf(MARKETPLACE));
    await visit.app
      .getByText("Until North Sea Marketplace has captured the payment, do not:")
      .waitFor();
    expect(await visit.app.getByRole("button", { name: "Mark as paid" }).isDisabled()).toBe(true);
    await visit.app
      .getByText("North Sea Marketplace captures this payment", { exact: true })
      .waitFor();
  });

  it("marks an order as paid after asking", async () => {
    await visit.goto(pageOf(UNPAID));
    await press("Mark as paid");
    expect(await visit.axe()).toEqual([]);
    await dialog().getByRole("button", { name: "Mark as paid" }).click();
    await visit.app.getByText("The order is already paid.", { exact: true }).waitFor();
    expect(await visit.app.getByRole("button", { name: "Mark as paid" }).isDisabled()).toBe(true);
  });

  it("cancels an order with a reason, follows it to its end, and tells the buyer only when asked to", async () => {
    await visit.goto(pageOf(UNPAID));
    await press("Cancel order");
    await dialog().getByLabel("Reason").selectOption("INVENTORY");
    await dialog().getByText("No refund", { exact: true }).click();
    expect(
      await dialog()
        .getByRole("checkbox", { name: "Send a notification to the customer" })
        .isChecked(),
    ).toBe(false);
    await dialog().getByLabel("Staff note").fill("Out of stock");
    expect(await visit.axe()).toEqual([]);
    await dialog().getByRole("button", { name: "Cancel order" }).click();
    await visit.app.getByText("The order is canceled.", { exact: true }).first().waitFor();
    expect(orderOf(UNPAID).cancelReason).toBe("INVENTORY");
    expect(visit.errors).toEqual([]);
  });
});
