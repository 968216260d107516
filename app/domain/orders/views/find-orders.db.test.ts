import { OTHER_SHOP, SHOP } from "#tests/setup/simulator.ts";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { LIST_PARAMS, listAddress } from "../lists/orders-filter.ts";
import { openEmptyShops, place, sync } from "../import/import.fixture.ts";
import { exportOrders } from "./export-orders.server.ts";
import { orderIdsAt, ordersScreen } from "./order-list.server.ts";

openEmptyShops();

const address = (over: object) => ({
  ...{ firstName: "Grace", lastName: "Hopper", address1: "Ringstr. 1", city: "Berlin" },
  ...{ zip: "10115", countryCode: "DE" },
  ...over,
});

/** Two orders of each shop that differ in everything a list can tell apart. */
async function twoOrders(shop = SHOP) {
  const ada = place(shop, {
    name: "#A-1",
    email: "ada@example.com",
    tags: ["VIP"],
    poNumber: "PO-4711",
    lines: [{ title: "Cup", sku: "CUP-RED", price: "10.00", quantity: 2 }],
    shippingAddress: address({ firstName: "Ada", lastName: "Lovelace", phone: "+49 170 1234567" }),
  });
  const grace = place(shop, {
    name: "#B-2",
    email: "grace@example.com",
    lines: [{ title: "Plate", sku: "PLATE", price: "70.00", quantity: 1 }],
    shippingAddress: address({ company: "Ümlaut & Co" }),
  });
  await sync(shop);
  await db.order.updateMany({
    where: { shop, orderId: ada.id },
    data: { documentNumber: "SO1001", documentState: "created", channel: "Shop app" },
  });
  await db.order.updateMany({
    where: { shop, orderId: grace.id },
    data: {
      conflict: true,
      channel: "Online Store",
      orderCreatedAt: new Date("2026-01-31T23:30:00Z"),
    },
  });
  return { ada, grace };
}

const found = async (query: Record<string, string>, shop = SHOP) =>
  (await ordersScreen(shop, new URLSearchParams(query))).rows.map(({ name }) => name);

describe("finding orders", () => {
  it("one field finds by everything an order is known by, whole or by its beginning", async () => {
    await twoOrders();
    for (const q of [
      ...["#A-1", "a-1", "SO1001", "so10", "ada@example.com", "Ada Lovelace", "lovelace", "LOVE"],
      ...["0170 1234567", "+49 170 1234567", "po-4711", "PO-47", "cup-red", "CUP-"],
    ])
      expect(await found({ q }), q).toEqual(["#A-1"]);
    for (const q of ["umlaut", "Ümlaut & Co", "hopper", "plate"])
      expect(await found({ q }), q).toEqual(["#B-2"]);
    for (const q of ["up-red", "nothing", "VIP", "' | 'x':*", "\\", "'"])
      expect(await found({ q }), q).toEqual([]);
  });

  it("orders from before there were terms are found too", async () => {
    await twoOrders();
    await db.order.updateMany({ where: { shop: SHOP }, data: { searchTerms: [] } });
    expect(await found({ q: "lovelace" })).toEqual([]);
    const migration = readFileSync(
      "prisma/migrations/20261202140000_find_orders/migration.sql",
      "utf8",
    );
    await db.$executeRawUnsafe(/UPDATE "Order"[^;]*/.exec(migration)?.[0] ?? "");
    for (const q of ["lovelace", "Ada Lovelace", "ada@example.com", "PO-4711", "cup-red"])
      expect(await found({ q }), q).toEqual(["#A-1"]);
    expect(await found({ q: "Ümlaut" })).toEqual(["#B-2"]);
    expect(await found({ tag: "vip" })).toEqual(["#A-1"]);
  });

  it("finds by a tracking number of the ERP's shipment", async () => {
    const { ada } = await twoOrders();
    const at = new Date();
    await db.postedShipment.create({
      data: {
        ...{ shop: SHOP, connectionId: "00000000-0000-7000-8000-000000000001", erpId: "s1" },
        ...{ number: "SHP1", orderId: ada.id, orderName: "#A-1", postedAt: at, lines: [] },
        ...{ trackingNumbers: ["JD0001"], event: {}, dedupeKey: "s1", state: "new" },
        ...{ createdAt: at, updatedAt: at },
      },
    });
    expect(await found({ q: "JD0001" })).toEqual(["#A-1"]);
    await db.postedShipment.deleteMany({ where: { shop: SHOP } });
  });

  it("of another shop nothing is found, however alike", async () => {
    await twoOrders();
    await sync(OTHER_SHOP);
    expect(await found({ q: "lovelace" }, OTHER_SHOP)).toEqual([]);
    expect(await found({ tag: "vip" }, OTHER_SHOP)).toEqual([]);
    expect((await ordersScreen(OTHER_SHOP, new URLSearchParams())).channels).toEqual([]);
  });

  it("filters narrow one by one and together", async () => {
    const { ada } = await twoOrders();
    const { cardId } = (await db.order.findFirst({ where: { shop: SHOP, orderId: ada.id } })) ?? {};
    for (const [query, names] of [
      [{ tag: "vip" }, ["#A-1"]],
      [{ tag: "vi" }, []],
      [{ customer: "hopper" }, ["#B-2"]],
      [{ customer: "cup-red" }, []],
      [{ channel: "Online Store" }, ["#B-2"]],
      [{ document: "created" }, ["#A-1"]],
      [{ document: "nonsense" }, ["#A-1", "#B-2"]],
      [{ conflict: "yes" }, ["#B-2"]],
      [{ conflict: "no" }, ["#A-1"]],
      [{ number: "so1" }, ["#A-1"]],
      [{ card: String(cardId) }, ["#A-1", "#B-2"]],
      [{ card: "nonsense" }, []],
      [{ conflict: "yes", tag: "vip" }, []],
    ] as [Record<string, string>, string[]][])
      expect((await found(query)).sort(), JSON.stringify(query)).toEqual(names);
    expect((await ordersScreen(SHOP, new URLSearchParams())).channels).toEqual([
      "Online Store",
      "Shop app",
    ]);
  });

  it("days are the shop's", async () => {
    await twoOrders();
    await db.shop.update({ where: { domain: SHOP }, data: { timeZone: "Europe/Berlin" } });
    expect(await found({ from: "2026-02-01", to: "2026-02-01" })).toEqual(["#B-2"]);
    expect(await found({ from: "2026-01-31", to: "2026-01-31" })).toEqual([]);
    expect(await found({ to: "2026-02-30" })).toHaveLength(2);
  });

  it.each(["date", "number", "total"])("sorts by %s both ways, page by page", async (by) => {
    await twoOrders();
    place(SHOP, { name: "#C-3", lines: [{ title: "Fork", sku: "F", price: "9.99", quantity: 1 }] });
    place(SHOP, { name: "#D-4", lines: [{ title: "Fork", sku: "F", price: "9.99", quantity: 1 }] });
    await sync();
    const all = async (sort: string) => await found({ sort });
    const up = await all(`${by} asc`);
    expect(await all(`${by} desc`)).toEqual([...up].reverse());
    const rows = await db.order.findMany({ where: { shop: SHOP } });
    const value = (name: string) => {
      const row = rows.find((one) => one.name === name)!;
      return by === "date" ? row.orderCreatedAt : by === "number" ? row.number : row.total;
    };
    const values = up.map((name) => Number(value(name)));
    expect(values).toEqual([...values].sort((a, b) => a - b));
    expect(new Set(up).size).toBe(4);
  });

  it("what a person does with all reaches what the list finds, no more", async () => {
    const { ada } = await twoOrders();
    expect(await orderIdsAt(SHOP, new URLSearchParams({ q: "lovelace" }))).toEqual([ada.id]);
  });
});

describe("the file of a list", () => {
  const file = async (query: Record<string, string>) => {
    const texts: string[] = [];
    for await (const text of exportOrders(SHOP, new URLSearchParams(query), (name) => `<${name}>`))
      texts.push(text);
    return texts.join("");
  };

  it("holds what the filter finds, in the list's order, with the headings it is given", async () => {
    await twoOrders();
    const [heading, ...rows] = (await file({ sort: "total asc" })).trimEnd().split("\r\n");
    expect(heading).toMatch(/^\uFEFF<name>,<date>,<customer>,<email>/);
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatch(/^#A-1,/);
    expect(rows[0]).toContain(",SO1001,");
    expect((await file({ tag: "vip" })).trim().split("\r\n")).toHaveLength(2);
  });

  it("no cell of it is a formula", async () => {
    place(SHOP, {
      name: "=1+1",
      poNumber: "@SUM(A1)",
      shippingAddress: address({ firstName: "=HYPERLINK(1)", lastName: "" }),
    });
    await sync();
    const row = (await file({})).split("\r\n")[1] ?? "";
    expect(row).toMatch(/^'=1\+1,/);
    expect(row).toContain("'@SUM(A1)");
    expect(row).not.toMatch(/(^|,)"?[=@]/);
  });

  it("goes on from page to page", async () => {
    for (let each = 0; each < 3; each += 1) place(SHOP, { name: `#P-${each}` });
    await sync();
    const [original] = await db.order.findMany({ where: { shop: SHOP }, take: 1 });
    const { state, choices, claim, ...row } = original!;
    await db.order.createMany({
      data: Array.from({ length: 400 }, (_unused, index) => ({
        ...{ ...row, state: state ?? {}, choices: choices ?? {} },
        orderId: `gid://shopify/Order/9${String(index).padStart(4, "0")}`,
        name: `#N-${index}`,
      })),
    });
    expect(claim).toBeDefined();
    expect((await file({})).trim().split("\r\n")).toHaveLength(404);
  });
});

describe("the address of a view", () => {
  it("keeps what is the list's own and nothing of its pages", () => {
    const params = new URLSearchParams("after=x&saved=1&q=%20ada%20&view=errors&evil=1&tag=");
    expect(listAddress(params)).toBe("view=errors&q=ada");
    const all = Object.fromEntries(LIST_PARAMS.map((name) => [name, "1"]));
    expect([...new URLSearchParams(listAddress(new URLSearchParams(all))).keys()]).toEqual([
      ...LIST_PARAMS,
    ]);
  });
});
