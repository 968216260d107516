import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { startWire, type Wire } from "#tests/setup/wire.ts";
import { startOwnBrowserStack, type BrowserStack, type Visit } from "#tests/setup/browser-stack.ts";

/** A person at work while the database goes away and comes back: the screens say so, and come back without being asked. */
let wire: Wire;
let stack: BrowserStack;
beforeAll(async () => {
  const through = new URL(inject("postgres").admin);
  wire = await startWire({ host: through.hostname, port: Number(through.port) });
  through.hostname = "127.0.0.1";
  through.port = String(wire.port);
  stack = await startOwnBrowserStack({ postgres: through.href });
});
afterAll(async () => {
  await stack.stop();
  await wire.cut();
});

const SOON = { timeout: 60_000 };
const AWAY = "The app is temporarily unavailable";

const menu = (visit: Visit, name: string) =>
  visit.page.getByRole("link", { name, exact: true }).first().click(SOON);

it("a screen opened meanwhile says that the app is unavailable, and is there again by itself", async () => {
  const visit = await stack.open("/app/orders");
  const { app } = visit;
  await wire.cut();
  try {
    await menu(visit, "Problems");
    await app.getByText(AWAY).waitFor(SOON);
    expect(await visit.axe()).toEqual([]);
    expect(await visit.sidewaysScroll()).toBe(0);
    await visit.screenshot("database-away");
  } finally {
    await wire.mend();
  }
  await app.getByRole("heading", { name: "Problems", exact: true }).waitFor(SOON);
  expect(await app.getByText(AWAY).count()).toBe(0);
  await visit.close();
}, 240_000);

it("so does the app when it is opened meanwhile, in the admin's frame", async () => {
  await wire.cut();
  let visit: Visit;
  try {
    visit = await stack.open("/app/orders");
    await visit.app.getByText(AWAY).waitFor(SOON);
    await visit.screenshot("database-away-opened");
  } finally {
    await wire.mend();
  }
  await visit.app.getByRole("heading", { name: "Orders", exact: true }).waitFor(SOON);
  await visit.close();
}, 240_000);
