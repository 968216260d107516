import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { ShopWorld } from "#tests/simulators/shopify/world/index.ts";
import { startBrowserStack, type BrowserStack, type Visit } from "#tests/setup/browser-stack.ts";

/** Every screen of the menu and beside it, as a merchant sees it on a desk and on a phone: before anything happened, filled, and with a dialog open. */
const WIDTHS = [1280, 320];
const EMPTY = [
  "/app",
  "/app/orders-to-import",
  "/app/orders",
  "/app/shipments",
  "/app/invoices",
  "/app/problems",
  "/app/tasks",
  "/app/skipped",
  "/app/mappings/shipping-agents",
  "/app/ledger/shipments",
  "/app/ledger/invoices",
  "/app/settings/schedules",
  "/app/logs?log=api",
];
const SCREENS = [
  "/app",
  "/app/orders-to-import",
  "/app/orders",
  "/app/shipments",
  "/app/shipments?q=no-such-number",
  "/app/invoices",
  "/app/invoices?q=no-such-number",
  "/app/problems",
  "/app/tasks",
  "/app/tasks?state=attention",
  "/app/tasks?state=causes",
  "/app/skipped",
  "/app/mappings",
  "/app/mappings/locations",
  "/app/mappings/shipment-methods",
  "/app/mappings/shipping-agents",
  "/app/mappings/payment-methods",
  "/app/mappings/customers",
  "/app/mappings/items",
  "/app/orders/ARCHIVED",
  "/app/orders/ARCHIVED?tab=preview",
  "/app/orders/ARCHIVED?tab=timeline",
  "/app/orders/ARCHIVED?tab=changes",
  "/app/orders/HELD",
  "/app/orders/REFUSED",
  "/app/orders/MARKETPLACE",
  "/app/orders/SERVICE",
  "/app/orders/UNPAID",
  "/app/invoices/ARCHIVED",
  "/app/invoices/REFUSED",
  "/app/invoices/MARKETPLACE",
  "/app/invoices/PAID",
  "/app/invoices/00000000-0000-4000-8000-000000000000",
  "/app/ledger",
  "/app/ledger/documents/REFUSED",
  "/app/ledger/shipments",
  "/app/ledger/invoices",
  "/app/ledger/items",
  "/app/ledger/customers",
  "/app/ledger/set-up",
  "/app/settings",
  "/app/settings/company",
  "/app/settings/history",
  "/app/settings/schedules",
  "/app/settings/privacy",
  "/app/erp",
  "/app/logs",
  "/app/logs?log=api",
  "/app/logs?log=runs",
];
/** Screens in German: long words, other dates and amounts. */
const GERMAN = [
  "/app/shipments",
  "/app/invoices",
  "/app/invoices/REFUSED",
  "/app/tasks?state=causes",
  "/app/orders/REFUSED",
  "/app/orders/MARKETPLACE",
];
const DIALOGS: [path: string, button: string | RegExp][] = [
  ["/app/shipments", "Sync shipments"],
  ["/app/invoices", "Sync invoices"],
  ["/app/tasks?state=causes", /^Skip/],
  ["/app/invoices/REFUSED", /^Skip: /],
  ["/app/orders/UNPAID", "Mark as paid"],
  ["/app/orders/UNPAID", "Cancel order"],
];
/** What each order shows; their ids are known only once the shop stands. */
const ORDERS: Record<string, string> = {
  ARCHIVED: "#1083",
  REFUSED: "#1084",
  MARKETPLACE: "#1080",
  PAID: "#1006",
  SERVICE: "#1087",
  HELD: "#1078",
  UNPAID: "#1051",
};
/** Of the orders whose goods or invoices were posted: the addresses of document and invoice. */
const posted: Record<string, { document: string; invoice: string }> = {};
const name = (path: string): string =>
  path.replace(/^\/app\/?/, "").replaceAll(/[/?=]/g, "-") || "home";

function orderOf(which: string) {
  const found = (stack.simulator.world(stack.shop) as ShopWorld)
    .store()
    .orders.find((order) => order.name === ORDERS[which]);
  if (!found) throw new Error(`the shop has no order ${ORDERS[which] ?? which}`);
  return found;
}

function addressOf(path: string): string {
  const [, area, which] = /^\/app\/(orders|invoices|ledger\/documents)\/([A-Z]+)/.exec(path) ?? [];
  if (area === undefined || which === undefined) return path;
  const there =
    area === "orders"
      ? `/app/orders/${orderOf(which).id.split("/").pop()}`
      : posted[which]?.[area === "invoices" ? "invoice" : "document"];
  if (there === undefined) throw new Error(`nothing was posted for ${which}`);
  return path.replace(`/app/${area}/${which}`, there);
}

let stack: BrowserStack;
beforeAll(async () => {
  stack = await startBrowserStack();
}, 120_000);
afterAll(() => stack.stop());

/** Brings an order into the ledger, ships it and, unless told otherwise, invoices it, as a person does. */
async function post(
  visit: Visit,
  which: string,
  { invoice = true }: { invoice?: boolean } = {},
): Promise<void> {
  const dialog = visit.app.getByRole("dialog");
  const press = (button: string) =>
    visit.app.getByRole("button", { name: button, exact: true }).first().click();
  await visit.goto(addressOf(`/app/orders/${which}`));
  await press("Create sales document");
  await visit.app.getByText(/Sales order \S+ is in the ERP/).waitFor({ timeout: 60_000 });
  const link = visit.app.getByRole("link", { name: /^Sales order SO-/ }).first();
  const document = (await link.getAttribute("href")) ?? "";
  await link.click();
  await press("Post shipment");
  await dialog.getByLabel("Tracking numbers").fill(`TRACK-${which}`);
  await dialog.getByRole("button", { name: "Post shipment" }).click();
  await visit.app.getByRole("heading", { name: "Posted shipments" }).waitFor();
  let address = "";
  if (invoice) {
    await press("Post invoice");
    await dialog.getByRole("button", { name: "Post invoice" }).click();
    address =
      (await visit.app
        .getByRole("link", { name: /^Payment lines for/ })
        .first()
        .getAttribute("href")) ?? "";
  }
  posted[which] = { document, invoice: address };
}

/** One page for each language: a browser that was here before has the app's files. */
const visits = new Map<string, Promise<Visit>>();
async function at(path: string, options: { width: number; locale?: string }): Promise<Visit> {
  const key = options.locale ?? "en";
  const before = visits.get(key);
  const visit = await (before ?? visits.set(key, stack.open(addressOf(path), options)).get(key));
  if (!visit) throw new Error("no page was opened");
  if (before) {
    visit.errors.length = 0;
    await visit.resize(options.width);
    await visit.goto(addressOf(path));
  }
  return visit;
}

/** Opened at the first width, then the window is made as wide as the others. */
async function look(
  path: string,
  shot: string,
  {
    widths = WIDTHS,
    locale = "en",
    missing = false,
  }: { widths?: number[]; locale?: string; missing?: boolean } = {},
): Promise<void> {
  const [first = 0] = widths;
  const visit = await at(path, { width: first, locale });
  if (!missing)
    expect(await visit.app.locator("h1").first().innerText()).not.toMatch(/went wrong|not found/i);
  for (const width of widths) {
    if (width !== first) await visit.resize(width);
    await whole(visit, shot);
  }
  expect(missing ? [] : visit.errors).toEqual([]);
}

async function whole(visit: Visit, shot: string): Promise<void> {
  await visit.screenshot(shot);
  expect(await visit.textKeys()).toEqual([]);
  expect(await visit.axe()).toEqual([]);
  expect(await visit.sidewaysScroll()).toBe(0);
}

describe("before anything happened", () => {
  it.each(EMPTY)("%s is whole, accessible and fits", (path) => look(path, `empty-${name(path)}`));
});

describe("filled", () => {
  beforeAll(async () => {
    const visit = await stack.open("/app/orders-to-import");
    await visit.app.getByRole("button", { name: "Sync orders" }).first().click();
    await visit.app.getByRole("dialog").getByRole("button", { name: "Sync orders" }).click();
    await stack.synced();
    stack.simulator.act(stack.shop, "nextCapture", {
      order: ORDERS["REFUSED"],
      status: "FAILURE",
      errorCode: "INSUFFICIENT_FUNDS",
    });
    for (const which of ["ARCHIVED", "REFUSED", "MARKETPLACE", "PAID"]) await post(visit, which);
    await post(visit, "SERVICE", { invoice: false });
    await vi.waitUntil(() => orderOf("ARCHIVED").closedAt !== null, { timeout: 60_000 });
    for (const cause of [
      "The items are assigned to a fulfillment service",
      "The payment couldn't be captured",
    ]) {
      await vi.waitUntil(
        async () => {
          await visit.goto("/app/tasks?state=causes");
          return (await visit.app.getByRole("heading", { name: cause }).count()) > 0;
        },
        { timeout: 60_000, interval: 500 },
      );
    }
    await visit.close();
  }, 300_000);

  it.each(SCREENS)("%s is whole, accessible and fits", (path) =>
    look(path, name(path), { missing: path.includes("00000000") }),
  );
  it.each(GERMAN)("%s in German", (path) =>
    look(path, `de-${name(path)}`, { widths: [320], locale: "de" }),
  );

  describe.each(WIDTHS)("at %i pixels", (width) => {
    it.each(DIALOGS)(
      "%s: the dialog of %s is accessible, fits, and gives the focus back",
      async (path, button) => {
        const visit = await at(path, { width });
        const opener = visit.app.getByRole("button", { name: button }).first();
        await opener.focus();
        await visit.page.keyboard.press("Enter");
        const dialog = visit.app.getByRole("dialog");
        await dialog.getByRole("heading").first().waitFor();
        await whole(visit, `dialog-${name(path)}-${String(button).replaceAll(/\W+/g, "-")}`);
        await visit.page.keyboard.press("Escape");
        await dialog.waitFor({ state: "detached" });
        await expect
          .poll(() => opener.evaluate((element) => element === document.activeElement))
          .toBe(true);
        expect(visit.errors).toEqual([]);
      },
    );
  });
});
