import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import german from "#app/i18n/locales/de/errors.json";
import english from "#app/i18n/locales/en/errors.json";
import type { ShopWorld } from "#tests/simulators/shopify/world/index.ts";
import { startBrowserStack, type BrowserStack, type Visit } from "#tests/setup/browser-stack.ts";

/** One way to look at a screen. Texts and sideways scrolling are always looked at, what axe finds only on request: it takes longer than all the rest. */
export interface View {
  locale: "en" | "de";
  width: number;
  axe: boolean;
}

/** An id that nothing has. */
const NOBODY = "00000000-0000-4000-8000-000000000000";
/** Headings of a screen that is not there. */
const WENT_WRONG = {
  en: [english.title, english.notFound.title],
  de: [german.title, german.notFound.title],
};
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
  `/app/invoices/${NOBODY}`,
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

/** Brings an order into the ledger, ships it and, unless the story says otherwise, invoices it, as a person does. */
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
async function at(path: string, { width, locale }: View): Promise<Visit> {
  const before = visits.get(locale);
  const visit = await (before ??
    visits.set(locale, stack.open(addressOf(path), { width, locale })).get(locale));
  if (!visit) throw new Error("no page was opened");
  if (before) {
    visit.errors.length = 0;
    await visit.resize(width);
    await visit.goto(addressOf(path));
  }
  return visit;
}

async function look(visit: Visit, shot: string, { locale, axe }: View): Promise<void> {
  await visit.screenshot(`${locale}-${shot}`);
  expect(await visit.textKeys()).toEqual([]);
  if (axe) expect(await visit.axe()).toEqual([]);
  expect(await visit.sidewaysScroll()).toBe(0);
}

/** Opened once for each language, then the window is made as wide as the other views say. */
async function lookAt(path: string, shot: string, views: readonly View[]): Promise<void> {
  const missing = path.includes(NOBODY);
  for (const locale of new Set(views.map((view) => view.locale))) {
    const own = views.filter((view) => view.locale === locale);
    const [first] = own;
    if (!first) continue;
    const visit = await at(path, first);
    if (!missing)
      expect(WENT_WRONG[locale]).not.toContain(await visit.app.locator("h1").first().innerText());
    for (const view of own) {
      await visit.resize(view.width);
      await look(visit, shot, view);
    }
    expect(missing ? [] : visit.errors).toEqual([]);
  }
}

/** The dialog's button is named in English; in another language it is the one at the same place. */
async function lookAtDialog(
  path: string,
  button: string | RegExp,
  views: readonly View[],
): Promise<void> {
  for (const view of views) {
    const english = await at(path, { ...view, locale: "en" });
    const named = english.app.getByRole("button", { name: button }).first();
    await named.waitFor();
    const place = await named.evaluate((element) =>
      [...document.querySelectorAll("button")].findIndex((each) => each === element),
    );
    expect(place).toBeGreaterThanOrEqual(0);
    const visit = view.locale === "en" ? english : await at(path, view);
    const opener = visit.app.locator("button").nth(place);
    await opener.focus();
    await visit.page.keyboard.press("Enter");
    const dialog = visit.app.getByRole("dialog");
    await dialog.getByRole("heading").first().waitFor();
    await look(visit, `dialog-${name(path)}-${String(button).replaceAll(/\W+/g, "-")}`, view);
    await visit.page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await expect
      .poll(() => opener.evaluate((element) => element === document.activeElement))
      .toBe(true);
    expect(visit.errors).toEqual([]);
  }
}

/** Looks at every screen of the menu and beside it in each of the views: before anything happened, filled, and with a dialog open. */
export function lookAtEveryScreen(views: readonly View[]): void {
  beforeAll(async () => {
    stack = await startBrowserStack();
  }, 120_000);
  afterAll(() => stack.stop());

  describe("before anything happened", () => {
    it.each(EMPTY)("%s is whole, accessible and fits", (path) =>
      lookAt(path, `empty-${name(path)}`, views),
    );
  });

  describe("filled", () => {
    beforeAll(fill, 300_000);
    it.each(SCREENS)("%s is whole, accessible and fits", (path) => lookAt(path, name(path), views));
    it.each(DIALOGS)(
      "%s: the dialog of %s is accessible, fits, and gives the focus back",
      (path, button) => lookAtDialog(path, button, views),
    );
  });
}

/** Orders come in, and what can happen to one has happened to some. */
async function fill(): Promise<void> {
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
}
