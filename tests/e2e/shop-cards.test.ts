import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startBrowserStack, type BrowserStack, type Visit } from "#tests/setup/browser-stack.ts";
import { looks } from "./looks.ts";

/** Two shop cards by hand: the page says what their filters leave out, until it is right. */
let stack: BrowserStack;
let visit: Visit;
const press = (name: string | RegExp) =>
  visit.app.getByRole("button", { name, exact: true }).first().click();
beforeAll(async () => {
  stack = await startBrowserStack();
  visit = await stack.open("/app/settings/cards");
});
afterAll(() => stack.stop());

describe("shop cards", () => {
  it("are copied, given a filter and switched on; the page tells holes and overlaps", async () => {
    await visit.app.getByText("Every order goes to exactly one card.").waitFor();
    await press("Copy: Default");
    const dialog = visit.app.getByRole("dialog");
    await dialog.getByLabel("Name").fill("POS");
    await dialog.getByRole("button", { name: "Copy" }).click();
    await visit.app.getByRole("heading", { name: "Position 2: POS" }).waitFor();
    await press("Switch on: POS");
    await visit.app.getByText("POS takes no orders, because the cards before it").waitFor();
    await looks(visit, "cards-overlap", { also: [768] });

    await visit.app.getByRole("link", { name: "Name, ERP, and filter: Default" }).click();
    await visit.app.getByLabel("Channels").fill("<>Point of Sale, *");
    await looks(visit, "card", { also: [768] });
    await visit.page.getByRole("button", { name: "Save", exact: true }).click();
    await visit.app.getByText(/This matches either every order or none: “\*”/).waitFor();
    await visit.app.getByLabel("Channels").fill("<>Point of Sale");
    await visit.page.getByRole("button", { name: "Save", exact: true }).click();
    await visit.page.getByText("Shop card saved").first().waitFor();
    await press("Check against the ERP");
    await visit.app
      .getByText(/The ERP (has every|doesn't have)/)
      .first()
      .waitFor();

    await visit.goto("/app/settings/cards");
    await visit.app
      .getByText(/Some orders meet the filters of|Every order goes/)
      .first()
      .waitFor();
    await looks(visit, "cards", { also: [768] });
    await visit.goto("/app/settings/history");
    await visit.app.getByText("<>Point of Sale").first().waitFor();
    await looks(visit, "card-history", { also: [768] });
    await visit.goto("/app/settings/schedules");
    await looks(visit, "card-schedules", { also: [768] });
    expect(visit.errors).toEqual([]);
    await visit.close();

    visit = await stack.open("/app/settings/cards", { locale: "de" });
    await visit.app.getByText("Aufteilung der Bestellungen auf die Karten").waitFor();
    await looks(visit, "cards-de", { also: [768] });
  });
});
