import { afterAll, beforeAll, expect, it } from "vitest";
import {
  MOST_SHIFT,
  startBrowserStack,
  type BrowserStack,
  type Visit,
} from "#tests/setup/browser-stack.ts";

/** Screens as people use them: on a phone, side by side with a colleague, changing their minds, in forced colours. */
let stack: BrowserStack;
beforeAll(async () => {
  stack = await startBrowserStack();
  const visit = await stack.open("/app/orders-to-import");
  await visit.app.getByRole("button", { name: "Sync orders" }).first().click();
  await visit.app.getByRole("dialog").getByRole("button", { name: "Sync orders" }).click();
  await stack.synced();
  await visit.close();
});
afterAll(() => stack.stop());

const toOrder = async (visit: Visit, name: string): Promise<void> => {
  await visit.goto(`/app/orders?q=${encodeURIComponent(name)}`);
  await visit.app.getByRole("link", { name, exact: true }).click();
  await visit.app.getByRole("heading", { name, exact: true }).waitFor();
};

it("a run's result stays until it is read", async () => {
  const visit = await stack.open("/app/orders");
  const result = visit.app.getByText("Order sync: complete");
  await result.waitFor();
  await visit.goto("/app");
  await result.waitFor();
  await visit.app.getByRole("button", { name: "Dismiss notification" }).click();
  await result.waitFor({ state: "detached" });
  await visit.goto("/app/orders");
  expect(await result.count()).toBe(0);
  await visit.close();
});

it("unlinking says what follows, keeps the reason, and is taken back", async () => {
  const visit = await stack.open("/app");
  const { app, page } = visit;
  await toOrder(visit, "#1006");
  await app.getByRole("button", { name: "Create sales document" }).first().click();
  await app.getByText(/Sales order \S+ is in the ERP/).waitFor();
  const more = app.getByRole("button", { name: "More actions" });
  if (await more.isVisible()) await more.click();
  await app.getByRole("button", { name: /^Unlink sales document/ }).click();
  const dialog = app.getByRole("dialog");
  await dialog.getByText(/shipped and invoiced twice/).waitFor();
  await dialog.getByRole("button", { name: "Unlink" }).click();
  await dialog.getByText("Enter a reason.").waitFor();
  await dialog.getByLabel("Reason").fill("wrong customer");
  await dialog.getByRole("button", { name: "Unlink" }).click();
  await page.getByText("Sales document unlinked").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await app.getByText(/Sales order \S+ is in the ERP/).waitFor();
  await app.getByRole("tab", { name: "Timeline" }).click();
  await app.getByText(/The sales document was unlinked.*wrong customer/).waitFor();
  expect(visit.errors).toEqual([]);
  await visit.close();
});

it("creating again names the document that is still in the ERP", async () => {
  const visit = await stack.open("/app");
  const { app } = visit;
  await toOrder(visit, "#1006");
  const more = app.getByRole("button", { name: "More actions" });
  if (await more.isVisible()) await more.click();
  await app.getByRole("button", { name: /^Unlink sales document/ }).click();
  const dialog = app.getByRole("dialog");
  await dialog.getByLabel("Reason").fill("made by mistake");
  await dialog.getByRole("button", { name: "Unlink" }).click();
  await app.getByRole("button", { name: "Create sales document" }).first().click();
  await dialog.getByText(/already had Sales order SO-/).waitFor();
  expect(await visit.axe()).toEqual([]);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await visit.close();
});

it("two people save the shop card: the second keeps both, and is told", async () => {
  const [one, other] = [await stack.open("/app/settings"), await stack.open("/app/settings")];
  const separator = (visit: Visit) => visit.app.getByLabel("SKU field separator", { exact: true });
  const tolerance = (visit: Visit) => visit.app.getByLabel("Rounding tolerance", { exact: true });
  await separator(one).fill("/");
  await tolerance(other).fill("0.03");
  await one.page.getByRole("button", { name: "Save", exact: true }).click();
  await one.page.getByText("Shop card saved").waitFor();
  await other.page.getByRole("button", { name: "Save", exact: true }).click();
  await other.app.getByText("Someone else saved the shop card while you were editing it").waitFor();
  expect(await tolerance(other).inputValue()).toBe("0.03");
  await other.app.getByRole("button", { name: "Save my changes as well" }).click();
  await other.page.getByText("Shop card saved").waitFor();
  expect(await separator(other).inputValue()).toBe("/");
  expect(await tolerance(other).inputValue()).toBe("0.03");
  await one.close();
  await other.close();
});

it("two people save one schedule: the second sees the saved value and decides", async () => {
  const path = "/app/settings/schedules";
  const [one, other] = [await stack.open(path), await stack.open(path)];
  const interval = (visit: Visit) =>
    visit.app.getByLabel("Interval in minutes (5 to 1440)", { exact: true }).first();
  const save = (visit: Visit) => visit.page.getByRole("button", { name: "Save", exact: true });
  await interval(one).fill("45");
  await interval(other).fill("50");
  await save(one).click();
  await one.page.getByText("Schedule saved").waitFor();
  await save(other).click();
  await other.app.getByText("Saved value 45").waitFor();
  expect(await interval(other).inputValue()).toBe("50");
  expect(await other.axe()).toEqual([]);
  await other.app.getByRole("button", { name: "Save my values" }).click();
  await other.page.getByText("Schedule saved").waitFor();
  await interval(one).fill("60");
  await save(one).click();
  await one.app.getByText("Saved value 50").waitFor();
  await one.app.getByRole("button", { name: "Keep saved values" }).click();
  await expect.poll(() => interval(one).inputValue()).toBe("50");
  await one.close();
  await other.close();
});

it("on a phone rows are selected and acted on", async () => {
  const visit = await stack.open("/app/orders", { width: 320 });
  const { app } = visit;
  await app
    .getByRole("checkbox", { name: /^Select #/ })
    .first()
    .check();
  await app.getByText("1 selected").waitFor();
  await app.getByRole("checkbox", { name: "1 selected" }).click();
  await app.getByText("109 selected").waitFor();
  expect(await visit.sidewaysScroll()).toBe(0);
  expect(await visit.axe()).toEqual([]);
  await app.getByRole("button", { name: "Sync from Shopify" }).click();
  await visit.page.getByText(/109 orders/).waitFor();
  await visit.close();
});

it.each(["/app", "/app/orders", "/app/problems", "/app/settings", "/app/mappings/items"])(
  "%s hardly moves while it loads",
  async (path) => {
    const visit = await stack.open(path);
    const { sum, moved } = await visit.layoutShift(path);
    expect(sum, [...moved, ...visit.errors].join("\n")).toBeLessThanOrEqual(MOST_SHIFT);
    await visit.close();
  },
);

it("in forced colours boxes, buttons and the chosen tab have an outline", async () => {
  const visit = await stack.open("/app/orders");
  await visit.page.emulateMedia({ forcedColors: "active" });
  const width = (selector: string, side: string) =>
    visit.app
      .locator(selector)
      .first()
      .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), side);
  expect(await width(".Polaris-Checkbox__Backdrop", "border-top-style")).toBe("solid");
  expect(await width(".Polaris-Button", "border-top-style")).toBe("solid");
  expect(await width(".Polaris-Tabs__Tab--active", "outline-style")).toBe("solid");
  await visit.screenshot("forced-colors");
  await visit.close();
});
