import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startBrowserStack, type BrowserStack, type Visit } from "#tests/setup/browser-stack.ts";
import { looks } from "./looks.ts";

/** A cause that holds up many orders is found, fixed where it is told, and gone. */
let stack: BrowserStack;
let visit: Visit;
let database: pg.Client;

beforeAll(async () => {
  stack = await startBrowserStack();
  database = new pg.Client(stack.databaseUrl);
  await database.connect();
  visit = await stack.open("/app/orders-to-import", { height: 1400 });
});
afterAll(async () => {
  await database.end();
  await stack.stop();
});

const press = (name: string | RegExp) =>
  visit.app.getByRole("button", { name, exact: true }).first().click();

const place = (over: object, count = 1): void => {
  for (let placed = 0; placed < count; placed += 1) {
    const spec = {
      ...{ customer: null, email: "buyer@example.com" },
      shippingAddress: {
        ...{ firstName: "Ada", lastName: "Lovelace", address1: "Ringstr. 1", city: "Berlin" },
        ...{ zip: "10115", countryCode: "DE" },
      },
      lines: [{ variant: "MUG-BLUE", quantity: 1 }],
      shipping: [{ title: "Standard", price: "5.00" }],
      ...over,
    };
    stack.simulator.act(stack.shop, "placeOrder", { spec });
  }
};

/** Brings in what was placed, and asks for the documents of the orders that this finds. */
async function askFor(found: string): Promise<void> {
  await visit.goto("/app/orders-to-import");
  await press("Sync orders");
  await visit.app.getByRole("dialog").getByRole("button", { name: "Sync orders" }).click();
  await stack.synced();
  await visit.goto(`/app/orders?${found}`);
  await visit.app
    .getByRole("checkbox", { name: /^Select all/ })
    .first()
    .check({ force: true });
  const asked = visit.page.waitForResponse((answer) => answer.request().method() === "POST");
  await press("Create sales documents");
  await asked;
}

const countOpen = async (kind: string): Promise<number> =>
  (
    await database.query(
      `SELECT id FROM "Problem" WHERE shop = $1 AND kind = $2 AND "clearedAt" IS NULL`,
      [stack.shop, kind],
    )
  ).rows.length;
const waitFor = (kind: string, count: number) =>
  expect.poll(() => countOpen(kind), { timeout: 90_000, interval: 200 }).toBe(count);

/** Of the orders that were placed with this tag. */
async function documentsOf(tag: string): Promise<boolean[]> {
  const { rows } = await database.query<{ proved: boolean }>(
    `SELECT d.total = o."presentmentTotal" AS proved FROM "SalesDocument" d
     JOIN "Order" o ON o.shop = d.shop AND o."orderId" = d."orderId"
     WHERE d.shop = $1 AND $2 = ANY(o.tags) AND d.state = 'created' AND o."documentState" = 'created'`,
    [stack.shop, tag],
  );
  return rows.map(({ proved }) => proved);
}

it("an unknown SKU on 23 orders: three actions, and 23 proved documents", async () => {
  // Another such order, of the demo, waits for nobody's document.
  place({ lines: [{ variant: "PROTO-X9", quantity: 1 }], tags: ["prototype"] }, 22);
  await askFor("q=PROTO-X9");
  await waitFor("unknown-item", 23);
  expect(await documentsOf("prototype")).toEqual([]);
  await visit.goto("/app");
  // 1: home names the cause, and leads to it.
  await visit.app.getByRole("link", { name: /^Product .* has no item in the ERP/ }).click();
  // 2: the item is chosen where the problem is told.
  const item = visit.app.getByRole("combobox", { name: "ERP item for Unlisted prototype" });
  await item.waitFor();
  await looks(visit, "fix-item");
  await item.fill("MUG-BLUE");
  await visit.app
    .getByRole("option", { name: /MUG-BLUE/ })
    .first()
    .click();
  // 3: saved, for all of them.
  await press("Fix and retry 23 orders");
  await visit.app.getByText("No problems").waitFor();
  await expect
    .poll(() => documentsOf("prototype"), { timeout: 60_000, interval: 200 })
    .toEqual(Array.from({ length: 22 }, () => true));
  expect(visit.errors).toEqual([]);
});
