import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ShopWorld } from "#tests/simulators/shopify/world/index.ts";
import { startBrowserStack, type BrowserStack, type Visit } from "#tests/setup/browser-stack.ts";
import { looks } from "./looks.ts";

/** Goods come back, the money follows, and its credit memo is looked at, created and posted. */
let stack: BrowserStack;
let visit: Visit;
const world = () => stack.simulator.world(stack.shop) as ShopWorld;
/** Shipped, and nothing gone back yet. */
const shipped = () => {
  const found = world()
    .store()
    .orders.find(({ kind }) => kind === "fulfilled");
  if (!found) throw new Error("the shop has no shipped order");
  return found;
};
const act = (name: string, args: object = {}) =>
  stack.simulator.act(stack.shop, name, { order: shipped().id, ...args });
const numberOf = (id = ""): string => id.split("/").pop() ?? "";
const dialog = () => visit.app.getByRole("dialog");
const press = (name: string) =>
  visit.app.getByRole("button", { name, exact: true }).first().click();

beforeAll(async () => {
  stack = await startBrowserStack();
  world().control.setShop!({ archivesOrders: false });
  visit = await stack.open("/app/orders-to-import");
});
afterAll(() => stack.stop());

/** What Shopify tells of comes in a little later; the page is looked at anew until it shows it. */
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

describe("money back", () => {
  it("walks a return by hand: approved → received → refunded → credit memo previewed, proved, created → posted", async () => {
    await press("Sync orders");
    await dialog().getByRole("button", { name: "Sync orders" }).click();
    await stack.synced();
    await visit.goto(`/app/orders/${numberOf(shipped().id)}`);
    await press("Create sales document");
    await visit.app.getByText(/Sales invoice \S+ is in the ERP/).waitFor();

    // The return is followed as it happens, though none of it touches the order.
    act("returnOrder", {
      lines: [{ line: 0, quantity: 1, reason: "changed-my-mind" }],
      status: "REQUESTED",
    });
    const returned = () => `/app/returns/${numberOf(shipped().returnRecords[0]?.id)}`;
    await comesToShow("/app/returns", `${shipped().name}-R1`);
    act("approveReturn");
    act("processReturn");
    act("disposeReturn", { lines: [{ line: 0, quantity: 1, location: "rotterdam" }] });
    await comesToShow(returned(), "Restocked");
    expect(await visit.axe()).toEqual([]);

    act("refundOrder", {
      lines: [{ line: 0, quantity: 1, restock: "RETURN", location: "rotterdam" }],
      ofReturn: 0,
    });
    const refund = () => `/app/refunds/${numberOf(shipped().refundRecords[0]?.id)}`;
    await comesToShow("/app/refunds?state=ready", shipped().name);
    await comesToShow(refund(), "Ready");
    await visit.app.getByText("Totals match", { exact: true }).waitFor();
    await visit.screenshot("refund-ready");
    expect(await visit.axe()).toEqual([]);

    await press("Create credit memo");
    await dialog().getByRole("button", { name: "Create credit memo" }).click();
    const memo = visit.app.getByRole("link", { name: /^Credit memo / }).first();
    await memo.waitFor();
    await memo.click();
    await visit.app.getByRole("heading", { name: "Totals" }).waitFor();
    await press("Post credit memo");
    await dialog().getByRole("button", { name: "Post credit memo" }).click();
    // Leaving the page before the answer comes would cancel the request.
    await dialog().waitFor({ state: "detached" });
    await comesToShow(refund(), "Posted");
    await visit.screenshot("refund-posted");
    expect(await visit.sidewaysScroll()).toBe(0);
    await visit.goto(`/app/orders/${numberOf(shipped().id)}`);
    await visit.app.getByRole("heading", { name: "Returns and refunds" }).waitFor();
    expect(visit.errors).toEqual([]);
  });

  it("walks a return order by hand: received in part and whole, credited, and each step shown", async () => {
    await visit.goto("/app/settings");
    await visit.app.getByLabel("Process returns as").selectOption("returnOrder");
    await visit.page.getByRole("button", { name: "Save", exact: true }).click();
    await visit.page.getByText("Shop card saved").waitFor();

    act("returnOrder", { lines: [{ line: 0, quantity: 1, reason: "color" }] });
    act("processReturn");
    act("refundOrder", { lines: [{ line: 0, quantity: 1, restock: "RETURN" }], ofReturn: 1 });
    const refund = () => `/app/refunds/${numberOf(shipped().refundRecords[1]?.id)}`;
    await comesToShow("/app/refunds?state=ready", shipped().name);
    await comesToShow(refund(), "Ready");
    await press("Create return order");
    await dialog().getByRole("button", { name: "Create return order" }).click();
    const order = visit.app.getByRole("link", { name: /^Return order / }).first();
    await order.waitFor();
    await looks(visit, "refund-return-order");
    await order.click();
    await visit.app.getByRole("heading", { name: "Totals" }).waitFor();
    await press("Post receipt");
    await dialog().getByText("Quantity to receive").waitFor();
    await looks(visit, "ledger-receipt");
    await dialog().getByRole("button", { name: "Post receipt" }).click();
    await dialog().waitFor({ state: "detached" });
    await press("Post credit memo");
    await dialog().getByRole("button", { name: "Post credit memo" }).click();
    await dialog().waitFor({ state: "detached" });
    await comesToShow(refund(), "Posted");
    await looks(visit, "refund-return-order-posted");
    await visit.goto(`/app/orders/${numberOf(shipped().id)}`);
    await visit.app
      .getByText(/received/i)
      .first()
      .waitFor();
    await visit.goto("/app/returns");
    await visit.app.getByText(`${shipped().name}-R2`, { exact: true }).waitFor();
    await looks(visit, "returns");
    expect(visit.errors).toEqual([]);
  });

  it("walks an exchange by hand: what goes out previewed, proved, created beside the first document", async () => {
    const order = world()
      .store()
      .orders.find(({ kind }) => kind === "exchange-dearer");
    if (!order) throw new Error("the shop has no exchange");
    await visit.goto(`/app/orders/${numberOf(order.id)}`);
    await press("Create sales document");
    await visit.app.getByText(/Sales invoice \S+ is in the ERP/).waitFor();
    const returned = `/app/returns/${numberOf(order.returnRecords[0]?.id)}`;
    await comesToShow(returned, "Totals match");
    await visit.screenshot("return-exchange-ready");
    expect(await visit.axe()).toEqual([]);
    await visit.resize(320);
    await visit.screenshot("return-exchange-ready-narrow");
    expect(await visit.sidewaysScroll()).toBe(0);
    await visit.resize(1280);
    await press("Create sales document");
    await dialog().getByRole("button", { name: "Create sales document" }).click();
    await visit.app
      .getByRole("link", { name: /^Sales order / })
      .first()
      .waitFor();
    await visit.screenshot("return-exchange-created");
    await comesToShow(`/app/refunds/${numberOf(order.refundRecords[0]?.id)}`, "Ready");
    await visit.app.getByText("Totals match", { exact: true }).waitFor();
    await visit.screenshot("refund-of-exchange");
    await visit.goto(`/app/orders/${numberOf(order.id)}`);
    await visit.app.getByText("Exchange item", { exact: true }).waitFor();
    await visit.screenshot("order-with-exchange");
    expect(visit.errors).toEqual([]);
  });

  it("a clerk's own credit memo holds the refund: the page asks, and links it", async () => {
    const order = world()
      .store()
      .orders.find(({ kind }) => kind === "exchange-dearer");
    if (!order) throw new Error("the shop has no such order");
    await visit.goto("/app/ledger/customers/new");
    await visit.app.getByLabel("Name", { exact: false }).first().fill("Jonas Petersen");
    await visit.page.getByRole("button", { name: "Save", exact: true }).click();
    const made = visit.app.getByRole("link", { name: "New invoice" }).first();
    await made.waitFor();
    await made.click();
    await visit.app.getByLabel("Document", { exact: true }).selectOption("creditMemo");
    await visit.app.getByLabel("Customer's order number").fill(order.name);
    await visit.app.getByLabel("Type", { exact: true }).selectOption("fee");
    await visit.app.getByLabel(/^Number/).fill("4300");
    await visit.app.getByLabel(/^Unit price without tax/).fill("10");
    await looks(visit, "ledger-new-credit-memo");
    await press("Post credit memo");
    await visit.app.getByRole("heading", { name: "Posted invoices" }).waitFor();

    const refund = `/app/refunds/${numberOf(order.refundRecords[0]?.id)}`;
    await comesToShow(refund, "Needs attention");
    await visit.app.getByText("posted by hand in the ERP").first().waitFor();
    // It is named after its problem.
    await visit.app
      .getByRole("button", { name: /^Fix here/ })
      .first()
      .click();
    await visit.app.getByText("It is for this refund", { exact: true }).click();
    await looks(visit, "refund-memo-by-hand");
    const saved = visit.page.waitForResponse((answer) => answer.request().method() === "POST");
    await press("Save");
    await saved;
    await comesToShow(refund, "Posted");
    await visit.app.getByText("isn't worth what was refunded", { exact: false }).first().waitFor();
    await looks(visit, "refund-linked");

    // The order tells of it, too: with the number beside the refund, and in the timeline with who said so.
    await visit.goto(`/app/orders/${numberOf(order.id)}`);
    const number = await visit.app
      .getByText(/^PC-\d+$/)
      .first()
      .innerText();
    await visit.app.getByRole("tab", { name: "Timeline" }).click();
    const linked = visit.app
      .getByRole("listitem")
      .filter({ hasText: "The credit memo posted by hand is for a refund" });
    await linked.waitFor();
    expect(await linked.innerText()).toContain(`: ${number}, `);
    await looks(visit, "order-memo-by-hand", { at: /^The credit memo posted by hand/ });
    expect(visit.errors).toEqual([]);
  });
});
