import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ShopWorld } from "#tests/simulators/shopify/world/index.ts";
import { startBrowserStack, type BrowserStack, type Visit } from "#tests/setup/browser-stack.ts";
import { axeOnItsDay } from "./axe-on-phones.ts";
import { looks } from "./looks.ts";

axeOnItsDay(2);

// cspell:ignore Endbestand Datei kann importiert werden nicht
/** Gift cards from nothing: a file, orders, Shopify's permission, the liability. */
let stack: BrowserStack;
let visit: Visit;
const cards = () => (stack.simulator.world(stack.shop) as ShopWorld).store().giftCards;
const euros = new Intl.NumberFormat("en", { style: "currency", currency: "EUR" });
const press = (name: string | RegExp) =>
  visit.app.getByRole("button", { name, exact: true }).first().click();
const file = (text: string) =>
  visit.app.locator('input[type="file"]').setInputFiles({
    name: "older-cards.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(text),
  });
beforeAll(async () => {
  stack = await startBrowserStack();
  visit = await stack.open("/app/gift-cards");
});
afterAll(() => stack.stop());

describe("gift cards", () => {
  it("come from a file, are told by orders, read with the merchant's permission, and tie out", async () => {
    await visit.app.getByText("No gift cards yet").waitFor();
    await looks(visit, "gift-cards-empty");
    await visit.goto("/app/gift-cards/liability");
    await visit.app.getByText("No gift cards yet").waitFor();

    await visit.goto("/app/orders-to-import");
    await press("Sync orders");
    const dialog = visit.app.getByRole("dialog");
    await dialog.getByRole("button", { name: "Sync orders" }).click();
    await stack.synced();

    await visit.goto("/app/gift-cards/import");
    await file("id,last characters,amount\n1,abcd,25.00\n2,=1+1,5\n3,whole code 1234,5\n");
    await visit.app.getByText("2 lines are wrong").waitFor();
    await looks(visit, "gift-cards-file-wrong");
    // Larger than any form, and larger than any file.
    const lines = Array.from(
      { length: 45_000 },
      (_none, index) => `${index + 1},whole code,5.00\n`,
    );
    await file(`id,last characters,amount\n${lines.join("")}`);
    await visit.app.getByText(/^45,?000 lines are wrong/).waitFor();
    await file(`id,last characters,amount\n${" ".repeat(11 * 1024 * 1024)}`);
    await visit.app.getByText(/^The file is larger than 10 MB/).waitFor();
    await file("id;last characters;amount\n1;abcd;25,00\n");
    await press("Import 1 gift card");
    await visit.app.getByText("1 gift card was imported").waitFor();
    await looks(visit, "gift-cards-file-imported");

    await visit.goto("/app/gift-cards");
    await visit.app.getByText("•••• abcd").waitFor();
    visit.page.once("dialog", (asked) => void asked.accept());
    await press("Allow and read gift cards");
    await visit.app.getByText(/^(Gift cards are being read|Read from Shopify on)/).waitFor();
    await expect
      .poll(
        async () => {
          await visit.goto("/app/gift-cards?q=p4ss");
          return visit.app.getByText("€500.00", { exact: true }).count();
        },
        { timeout: 60_000 },
      )
      .toBeGreaterThan(0);
    await visit.goto("/app/gift-cards");
    await looks(visit, "gift-cards");
    await visit.goto("/app/gift-cards/liability");
    await visit.app.getByText(/come from imported orders/).waitFor();

    // A card that is used in the admin: its own transactions tell of it.
    stack.simulator.act(stack.shop, "adjustGiftCard", { card: "p4ss", amount: "-30.17" });
    const { remaining = "" } =
      cards().find(({ lastCharacters }) => lastCharacters === "p4ss") ?? {};
    const left = euros.format(Number(remaining));
    await visit.goto("/app/gift-cards");
    visit.page.once("dialog", (asked) => void asked.accept());
    await press("Allow and read transactions");
    await visit.app.getByText(/taken from Shopify's own transactions/).waitFor();
    await expect
      .poll(
        async () => {
          await visit.goto("/app/gift-cards?q=p4ss");
          return visit.app.getByText(left, { exact: true }).count();
        },
        { timeout: 60_000 },
      )
      .toBeGreaterThan(0);
    await visit.goto("/app/gift-cards/liability");
    await visit.app.getByText(/come from Shopify's own transactions/).waitFor();
    await visit.app.getByText(/gift card that Shopify didn't list/).waitFor();
    await looks(visit, "gift-cards-liability");

    // Everything but the card of the file ties out with Shopify.
    const held = cards()
      .filter(({ enabled }) => enabled)
      .reduce((cents, { remaining }) => cents + Math.round(Number(remaining) * 100), 0);
    await visit.app
      .getByText(euros.format(held / 100), { exact: true })
      .first()
      .waitFor();
    await visit.app.getByText("€25.00", { exact: true }).first().waitFor();

    await visit.goto("/app/gift-cards");
    const saved = visit.page.waitForEvent("download");
    await press("Export");
    expect((await saved).suggestedFilename()).toBe("gift-cards.csv");
    // The browser itself reports the refusal of the large file.
    expect(visit.errors.filter((error) => !/status of 413/.test(error))).toEqual([]);

    await visit.close();
    visit = await stack.open("/app/gift-cards/liability", { locale: "de" });
    await visit.app.getByText("Endbestand").first().waitFor();
    await looks(visit, "gift-cards-liability-de");
    await visit.goto("/app/gift-cards");
    await visit.app.getByText("•••• abcd").waitFor();
    await looks(visit, "gift-cards-de");
    await visit.goto("/app/gift-cards/import");
    await file("id,amount\n1,2\n");
    await visit.app.getByText("Die Datei kann nicht importiert werden").waitFor();
    await looks(visit, "gift-cards-import-de");
  });
});
