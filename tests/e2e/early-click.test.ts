import type { Page } from "playwright";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startBrowserStack, type BrowserStack } from "#tests/setup/browser-stack.ts";

/** What a person does with a page that is still loading. */
let stack: BrowserStack;
beforeAll(async () => {
  stack = await startBrowserStack();
});
afterAll(() => stack.stop());

/** Holds back the files that match; `asked` is when the first of them was asked for. */
async function hold(page: Page, files: RegExp) {
  let deliver = (): void => undefined;
  const delivered = new Promise<void>((resolve) => (deliver = resolve));
  let ask = (): void => undefined;
  const asked = new Promise<void>((resolve) => (ask = resolve));
  await page.route(files, async (route) => {
    ask();
    await delivered;
    await route.continue();
  });
  return { asked, deliver };
}

it("clicks while texts are still on their way leave a page that listens", async () => {
  const visit = await stack.open("/app/orders-to-import");
  const { page, app, errors } = visit;
  const ofPage = await hold(page, /\/assets\/toImport-[^/]*\.js$/);
  const ofAnswers = await hold(page, /\/assets\/why-[^/]*\.js$/);
  await page.reload({ waitUntil: "commit" });
  await ofPage.asked;
  const sync = app.getByRole("button", { name: "Sync orders" }).first();
  await sync.click();
  await ofAnswers.asked;
  ofPage.deliver();
  const dialog = app.getByRole("dialog");
  await expect
    .poll(
      async () => {
        if (!(await dialog.isVisible()))
          await sync.click({ timeout: 2_000 }).catch(() => undefined);
        return dialog.isVisible();
      },
      { timeout: 20_000 },
    )
    .toBe(true);
  ofAnswers.deliver();
  expect(errors).toEqual([]);
  await visit.close();
});
