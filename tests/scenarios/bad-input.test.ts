import type { OrderId } from "#app/lib/ids.ts";
import { spawn } from "node:child_process";
import { simulator } from "#tests/setup/simulator.ts";
import { GraphQLError } from "graphql";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { createDocuments } from "#app/domain/documents/store/create-documents.server.ts";
import { importNames } from "#app/domain/orders/order-actions.server.ts";
import { startSync } from "#app/domain/orders/announce/sync-run.server.ts";
import { getCard, saveCard } from "#app/domain/shop-card/cards.server.ts";
import { forgetToken } from "#app/shopify/tokens.server.ts";
import { retryTask } from "#app/tasks/task-actions.server.ts";
import { installShop } from "#tests/setup/install.ts";
import { drain } from "#tests/setup/jobs.ts";
import { environment, ownDatabaseUrl } from "./real-process.ts";
import { createAll, deliver, openShop, sync, worldOf } from "./shop-at-work.ts";
import { getRun } from "#app/domain/runs/control.server.ts";

/** Whatever comes in wrong is said clearly; nothing is lost, nobody else is hurt. */
let SHOP = "";
let shops = 0;
interface Placed {
  id: OrderId;
  name: string;
}
const place = (spec: Record<string, unknown> = {}): Placed =>
  simulator.act(SHOP, "placeOrder", {
    spec: {
      customer: null,
      email: "buyer@example.com",
      lines: [{ variant: "MUG-BLUE", quantity: 2 }],
      shipping: [{ title: "Standard", price: "4.90" }],
      ...spec,
    },
  }) as Placed;
const problemsOf = async (orderId: string): Promise<string[]> =>
  (await db.problem.findMany({ where: { shop: SHOP, orderId, clearedAt: null } })).map(
    ({ kind }) => kind,
  );
const documentsOf = (orderId: string) =>
  db.ledgerDocument.findMany({ where: { shop: SHOP, shopifyOrderId: orderId } });

/** Runs the built app until it ends. */
function runToEnd(
  variables: Record<string, string>,
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["build/main.js"], {
      env: { PATH: process.env.PATH ?? "", NODE_ENV: "production", ...variables },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => {
        output += chunk.toString();
      });
    child.once("exit", (code) => {
      resolve({ code, output });
    });
  });
}

describe("the server's start", () => {
  it("with a dead database ends at once and says which, without its password", async () => {
    const { code, output } = await runToEnd(
      environment({ DATABASE_URL: "postgresql://app:hidden-word@127.0.0.1:1/app" }),
    );
    expect(code).toBe(1);
    expect(output).toMatch(/cannot start: the database of DATABASE_URL does not answer/);
    expect(output).toMatch(/Check its address/);
    expect(output).not.toContain("hidden-word");
    expect(output).not.toMatch(/^\s+at /m);
  });

  it("with a database that does not exist says so", async () => {
    const { code, output } = await runToEnd(
      environment({ DATABASE_URL: ownDatabaseUrl().replace(/\/[^/]*$/, "/not_there") }),
    );
    expect(code).toBe(1);
    expect(output).toMatch(/does not answer|does not exist/);
  });

  it("with a wrong or missing environment ends with 78 and one line for each variable", async () => {
    const { SHOPIFY_API_SECRET: _missing, ...given } = environment({
      ENCRYPTION_KEYS: "k1:c2hvcnQ=",
      PORT: "99999",
    });
    const { code, output } = await runToEnd(given);
    expect(code).toBe(78);
    expect(
      output
        .split("\n")
        .filter((line) => line.startsWith("  - "))
        .map((line) => line.split(" ")[3]),
    ).toEqual(["SHOPIFY_API_SECRET", "ENCRYPTION_KEYS", "PORT"]);
    expect(output).not.toContain("c2hvcnQ");
  });
});

describe("from Shopify", () => {
  beforeEach(async () => {
    await db.$executeRaw`DELETE FROM graphile_worker._private_jobs`; // of a story that failed
    shops += 1;
    SHOP = `bad-input-${shops}.myshopify.com`;
    simulator.shops.add(SHOP, "empty");
    await openShop(SHOP);
  });

  it("a webhook with a wrong signature is refused and leaves nothing; a replayed one is stored once; one that is no JSON is noted", async () => {
    const { id } = place();
    const payload = { id: Number(id.split("/").at(-1)), admin_graphql_api_id: id };
    for (const signature of ["", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="])
      expect(await deliver(SHOP, "orders/create", payload, { signature })).toBe(401);
    expect(await db.webhookDelivery.count({ where: { shop: SHOP } })).toBe(0);
    for (let time = 0; time < 3; time += 1)
      expect(await deliver(SHOP, "orders/create", payload, { id: "again" })).toBe(200);
    expect(await db.webhookDelivery.count({ where: { shop: SHOP } })).toBe(1);
    await drain();
    expect(await db.order.count({ where: { shop: SHOP } })).toBe(1);
    expect(await deliver(SHOP, "orders/create", "no json", { id: "broken" })).toBe(200);
    expect(
      await db.webhookDelivery.findFirst({ where: { shop: SHOP, webhookId: "broken" } }),
    ).toMatchObject({ state: "ignored", note: expect.stringMatching(/JSON/) as unknown });
    expect(simulator.log.defects).toEqual([]);
  });

  it("an expired token is refreshed once, though many ask", async () => {
    for (let count = 0; count < 3; count += 1) place();
    const tokenCalls = (): number =>
      simulator.log.requests.filter(
        ({ kind, path, shop }) =>
          shop === SHOP && kind === "token" && path.includes("access_token"),
      ).length;
    const before = tokenCalls();
    simulator.oauth.expireAccessTokens(SHOP);
    forgetToken(SHOP);
    await sync(SHOP);
    expect(await db.order.count({ where: { shop: SHOP } })).toBe(3);
    expect(tokenCalls() - before).toBe(1);
    expect(simulator.log.defects).toEqual([]);
  });

  it("a revoked token ends the sync with a problem that says what to do; after the app is opened again nothing is lost", async () => {
    place();
    simulator.oauth.revoke(SHOP);
    forgetToken(SHOP);
    const { runId } = await startSync(SHOP, { trigger: "click", by: "merchant" });
    await drain();
    expect(await getRun(SHOP, runId)).toMatchObject({
      state: "failed",
      problem: {
        kind: "shopify-token",
        params: { message: expect.stringMatching(/Open the app in Shopify Admin/) as unknown },
      },
    });
    await installShop(SHOP);
    forgetToken(SHOP);
    await sync(SHOP);
    expect(await db.order.count({ where: { shop: SHOP } })).toBe(1);
    expect(simulator.log.defects).toEqual([]);
  });

  it("pasted names: the good ones are imported, each bad one is named with what is wrong", async () => {
    const { name, id } = place();
    const answer = await importNames(
      SHOP,
      `${name}\n#99999; name:'*' OR id:1, ${"9".repeat(60)}\t"); DROP TABLE "Order",${"x".repeat(300)}`,
      "merchant",
    );
    expect(answer).toMatchObject({
      ok: true,
      value: {
        found: 1,
        // A name may be any text: what no order is called is named as it was read.
        unknown: ["#99999", "name:'*' OR id:1", "9".repeat(60), '")', 'DROP TABLE "Order"'],
        tooLong: [`${"x".repeat(40)}…`],
        tooMany: 0,
      },
    });
    await drain();
    expect(
      (await db.order.findMany({ where: { shop: SHOP } })).map(({ orderId }) => orderId),
    ).toEqual([id]);
    expect(await importNames(SHOP, " ,;\n", "merchant")).toMatchObject({
      ok: true,
      value: { found: 0, unknown: [], tooLong: [] },
    });
    expect(simulator.log.defects).toEqual([]);
  });

  it("settings out of range are refused each beside its field, and none is saved", async () => {
    const card = await getCard(SHOP);
    const saved = await saveCard(
      { shop: SHOP, by: "merchant" },
      { id: card?.id ?? "", revision: card?.revision ?? 0 },
      { values: { roundingTolerance: "-1", skuMapping: "guess", autoRelease: "perhaps" } },
    );
    expect(saved).toMatchObject({ ok: false, error: { kind: "invalid" } });
    if (!saved.ok && saved.error.kind === "invalid")
      expect(saved.error.errors.map(({ key }) => key).sort()).toEqual([
        "autoRelease",
        "roundingTolerance",
        "skuMapping",
      ]);
    expect((await getCard(SHOP))?.revision).toBe(card?.revision);
  });

  it("an order without customer, e-mail, address, shipping or payment still makes its document", async () => {
    const { id } = place({
      email: null,
      shippingAddress: null,
      billingAddress: null,
      shipping: [],
      payments: [],
    });
    const { id: nameless } = simulator.act(SHOP, "placeOrder", {
      kind: "customer-without-address",
    }) as Placed;
    await sync(SHOP);
    await createAll(SHOP);
    for (const orderId of [id, nameless])
      expect({
        problems: await problemsOf(orderId),
        documents: (await documentsOf(orderId)).length,
      }).toEqual({ problems: [], documents: 1 });
    expect(simulator.log.defects).toEqual([]);
  });

  it("one order of ten whose part cannot be read: nine documents, and the tenth says why and comes later", async () => {
    const orders = Array.from({ length: 10 }, () => place());
    const bad = orders[4]?.id ?? "";
    const fix = breakField("transactions", (source, original) => {
      if ((source as { id: string }).id === bad)
        throw new GraphQLError("Internal error. Looks like something went wrong on our end.", {
          extensions: { code: "INTERNAL_SERVER_ERROR" },
        });
      return original();
    });
    await sync(SHOP);
    await createAll(SHOP);
    expect(await db.ledgerDocument.count({ where: { shop: SHOP } })).toBe(9);
    expect(await db.orderToImport.findMany({ where: { shop: SHOP } })).toMatchObject([
      { orderId: bad, verdict: "error", reason: { kind: "order-unreadable" } },
    ]);
    fix();
    await sync(SHOP);
    await createAll(SHOP);
    expect(await db.ledgerDocument.count({ where: { shop: SHOP } })).toBe(10);
    expect(simulator.log.defects).toEqual([]);
  });

  it("one order of ten whose total cannot be proved: nine documents, and the tenth says by how much and where", async () => {
    const orders = Array.from({ length: 10 }, () => place());
    const bad = orders[7]?.id ?? "";
    const fix = breakField("totalPriceSet", (source, original) => {
      const bag = JSON.parse(JSON.stringify(original())) as {
        shopMoney: { amount: string };
        presentmentMoney: { amount: string };
      };
      if ((source as { id: string }).id === bad)
        for (const money of [bag.shopMoney, bag.presentmentMoney]) money.amount = "999.99";
      return bag;
    });
    await sync(SHOP);
    await createAll(SHOP);
    expect(await db.ledgerDocument.count({ where: { shop: SHOP } })).toBe(9);
    expect(await problemsOf(bad)).toEqual(["unproved-total"]);
    expect(await db.problem.findFirst({ where: { shop: SHOP, orderId: bad } })).toMatchObject({
      detail: {
        params: {
          shopify: "999.99",
          difference: expect.stringMatching(/^-?\d+(\.\d+)?$/) as unknown,
        },
      },
    });
    fix();
    expect(simulator.log.defects).toEqual([]);
  });

  it("an order that the ERP refuses says what the ERP said, hurts no other, and goes on once the ERP is set right", async () => {
    const [refused, other] = [place({ lines: [{ variant: "MAP-BALTIC", quantity: 1 }] }), place()];
    await sync(SHOP);
    await createDocuments(SHOP, [refused.id, other.id], "merchant");
    // Planned with an item that the ERP blocks before the document is made.
    const item = await db.ledgerItem.findFirstOrThrow({
      where: { shop: SHOP, number: "MAP-BALTIC" },
    });
    await db.ledgerItem.update({
      where: { shop_id: { shop: SHOP, id: item.id } },
      data: { blocked: true },
    });
    await drain();
    expect(await documentsOf(other.id)).toHaveLength(1);
    expect(await documentsOf(refused.id)).toHaveLength(0);
    expect(await problemsOf(refused.id)).toEqual(["erp-setup"]);
    const task = await db.task.findFirstOrThrow({
      where: { shop: SHOP, orderId: refused.id, kind: "createDocument" },
    });
    expect(task).toMatchObject({
      state: "failed",
      lastAnswer: expect.stringContaining("MAP-BALTIC") as unknown,
    });
    await db.ledgerItem.update({
      where: { shop_id: { shop: SHOP, id: item.id } },
      data: { blocked: false },
    });
    expect(await retryTask(SHOP, task.id, "merchant")).toMatchObject({ ok: true });
    await drain();
    expect(await documentsOf(refused.id)).toHaveLength(1);
    expect(await problemsOf(refused.id)).toEqual([]);
    expect(
      (
        await db.order.findUniqueOrThrow({
          where: { shop_orderId: { shop: SHOP, orderId: refused.id } },
        })
      ).documentState,
    ).toBe("created");
    expect(simulator.log.defects).toEqual([]);
  });
});

/** Lets one field of every order be answered differently, until fixed. */
function breakField(
  field: string,
  answer: (source: unknown, original: () => unknown) => unknown,
): () => void {
  const table = worldOf(SHOP).resolvers["Order"];
  const original = table?.[field];
  if (!table || !original) throw new Error(`the world does not answer Order.${field}`);
  table[field] = (source, args, context, info) =>
    answer(source, () => original(source, args, context, info));
  return () => {
    table[field] = original;
  };
}
