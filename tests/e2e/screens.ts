import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Language } from "#app/i18n/languages.ts";
import { textsOf } from "#app/texts.server.ts";
import type { ShopWorld } from "#tests/simulators/shopify/world/index.ts";
import {
  MOST_SHIFT,
  startBrowserStack,
  type BrowserStack,
  type Visit,
} from "#tests/setup/browser-stack.ts";
import { openPseudo, type PseudoVisit } from "./pseudo-visit.ts";
import { DIALOGS, EMPTY, NOBODY, ORDERS, SCREENS } from "./screen-list.ts";

/** One way to look at a screen. Texts and sideways scrolling are always looked at, what axe finds only on request: it takes longer than all the rest. */
export interface View {
  locale: Language;
  width: number;
  axe?: { everyRow: boolean };
  /** Nothing may move while it loads. */
  still?: boolean;
}

/** Headings of a screen that is not there. */
function wentWrong(language: Language): string[] {
  const { title, notFound } = textsOf(language).app.errors;
  return [title, notFound.title];
}
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
  const [, area, which] =
    /^\/app\/(orders|invoices|refunds|returns|ledger\/documents)\/([A-Z]+)/.exec(path) ?? [];
  if (area === undefined || which === undefined) return path;
  const record =
    area === "orders"
      ? orderOf(which)
      : area === "refunds"
        ? orderOf(which).refundRecords[0]
        : area === "returns"
          ? orderOf(which).returnRecords[0]
          : undefined;
  const there =
    record !== undefined
      ? `/app/${area}/${record.id.split("/").pop()}`
      : posted[which]?.[area === "invoices" ? "invoice" : "document"];
  if (there === undefined) throw new Error(`nothing was posted for ${which}`);
  return path.replace(`/app/${area}/${which}`, there);
}

let stack: BrowserStack;

/** Brings an order into the ledger, ships it and, unless the story says otherwise, invoices it, as a person does. */
async function post(
  visit: Visit,
  which: string,
  { ship = true, invoice = true }: { ship?: boolean; invoice?: boolean } = {},
): Promise<void> {
  const dialog = visit.app.getByRole("dialog");
  const press = (button: string) =>
    visit.app.getByRole("button", { name: button, exact: true }).first().click();
  await visit.goto(addressOf(`/app/orders/${which}`));
  await press("Create sales document");
  await visit.app.getByText(/Sales order \S+ is in the ERP/).waitFor();
  const link = visit.app.getByRole("link", { name: /^Sales order SO-/ }).first();
  const document = (await link.getAttribute("href")) ?? "";
  posted[which] = { document, invoice: "" };
  if (!ship) return;
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
async function at(path: string, { width, locale, still }: View): Promise<Visit> {
  const before = visits.get(locale);
  const visit = await (before ??
    visits.set(locale, stack.open(addressOf(path), { width, locale })).get(locale));
  if (!visit) throw new Error("no page was opened");
  if (before) {
    visit.errors.length = 0;
    await visit.resize(width);
    // Only a screen that is loaded shows what moves meanwhile; a dialog closes with the page it was on.
    if (still) await visit.goto(addressOf(path));
    else await visit.follow(addressOf(path));
  }
  return visit;
}

async function look(visit: Visit, shot: string, { locale, axe }: View): Promise<void> {
  await visit.screenshot(`${locale}-${shot}`);
  try {
    expect(await visit.textKeys()).toEqual([]);
    if (axe) expect(await visit.axe(axe)).toEqual([]);
    expect(await visit.sidewaysScroll()).toBe(0);
  } catch (error) {
    await visit.screenshot(`${locale}-${shot}`, "wrong");
    throw error;
  }
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
      expect(wentWrong(locale)).not.toContain(await visit.app.locator("h1").first().innerText());
    // Of the window in which the screen was opened; the others only make that one narrower or wider.
    if (first.still) {
      const { sum, moved } = await visit.layoutShift(addressOf(path));
      expect(sum, moved.join("\n")).toBeLessThanOrEqual(MOST_SHIFT);
    }
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
    const english = await at(path, { ...view, locale: "en", still: true });
    const named = english.app.getByRole("button", { name: button }).first();
    await named.waitFor();
    // Counted from the end: longer words may fold some of the page's own actions, at its top, into a menu.
    const place = await named.evaluate((element) => {
      const all = [...document.querySelectorAll("button")];
      return all.indexOf(element as HTMLButtonElement) - all.length;
    });
    expect(place).toBeLessThan(0);
    const visit = view.locale === "en" ? english : await at(path, { ...view, still: true });
    const found = view.locale === "en" ? named : visit.app.locator("button").nth(place);
    // The element itself: an open dialog has buttons of its own, which are counted, too.
    const opener = await found.elementHandle();
    if (!opener) throw new Error(`no button opens ${String(button)}`);
    const dialog = visit.app.getByRole("dialog");
    // The key is pressed again as long as the page does not listen yet, as a person would.
    await vi.waitFor(
      async () => {
        await opener.focus();
        await visit.page.keyboard.press("Enter");
        await dialog.getByRole("heading").first().waitFor({ timeout: 5_000 });
      },
      { timeout: 120_000, interval: 0 },
    );
    await look(visit, `dialog-${name(path)}-${String(button).replaceAll(/\W+/g, "-")}`, view);
    await visit.page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await expect
      .poll(() => opener.evaluate((element) => element === document.activeElement))
      .toBe(true);
    expect(visit.errors).toEqual([]);
  }
}

/**
 * Looks at every screen of the menu and beside it in each of the views; before anything happened in those of `empty`, with each of the
 * `dialogs` open in those of `also`. `fewer`: views in which only these screens are looked at. `pseudo`: the screens looked at in a language that nobody speaks, and how wide.
 */
export function lookAtEveryScreen(
  views: readonly View[],
  {
    also = views,
    empty = also,
    fewer = [],
    dialogs = DIALOGS,
    pseudo = { screens: [], widths: [] },
  }: {
    also?: readonly View[];
    empty?: readonly View[];
    fewer?: readonly { screens: readonly string[]; views: readonly View[] }[];
    dialogs?: typeof DIALOGS;
    pseudo?: { screens: readonly string[]; widths: readonly number[] };
  } = {},
): void {
  beforeAll(async () => {
    stack = await startBrowserStack();
  });
  afterAll(() => stack.stop());

  if (empty.length > 0)
    describe("before anything happened", () => {
      it.each(EMPTY)("%s is whole, accessible and fits", (path) =>
        lookAt(path, `empty-${name(path)}`, empty),
      );
    });

  describe("filled", () => {
    beforeAll(fill);
    it.each(SCREENS)("%s is whole, accessible and fits", (path) =>
      lookAt(path, name(path), [
        ...fewer.flatMap((some) => (some.screens.includes(path) ? some.views : [])),
        ...views,
      ]),
    );
    if (pseudo.screens.length > 0)
      describe("in a language that nobody speaks", () => {
        let visit: PseudoVisit;
        beforeAll(async () => {
          visit = await openPseudo(stack);
        });
        it.each(pseudo.screens)(
          "%s says nothing that is written in the code, and cuts nothing",
          async (path) => {
            expect(await visit.flaws(addressOf(path), pseudo.widths)).toEqual([]);
          },
        );
      });
    it.each(dialogs)(
      "%s: the dialog of %s is accessible, fits, and gives the focus back",
      (path, button) => lookAtDialog(path, button, also),
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
  await post(visit, "OPEN", { ship: false });
  // With a document, so that its refund is ready for its credit memo.
  await visit.goto(addressOf("/app/orders/RETURNED"));
  await visit.app
    .getByRole("button", { name: "Create sales document", exact: true })
    .first()
    .click();
  await visit.app.getByText(/Sales invoice \S+ is in the ERP/).waitFor();
  await vi.waitUntil(
    async () => {
      await visit.goto(addressOf("/app/refunds/RETURNED"));
      return (await visit.app.getByRole("button", { name: "Create credit memo" }).count()) > 0;
    },
    { timeout: 120_000, interval: 500 },
  );
  await vi.waitUntil(() => orderOf("ARCHIVED").closedAt !== null, { timeout: 120_000 });
  for (const cause of [
    "The items are assigned to a fulfillment service",
    "The payment couldn't be captured",
  ]) {
    await vi.waitUntil(
      async () => {
        await visit.goto("/app/tasks?state=causes");
        return (await visit.app.getByRole("heading", { name: cause }).count()) > 0;
      },
      { timeout: 120_000, interval: 500 },
    );
  }
  await visit.close();
}
