import { isTurnOf } from "#tests/setup/of-today.ts";
import type { OrderId } from "#app/lib/ids.ts";
import { SHOP, simulator } from "#tests/setup/simulator.ts";
import { beforeEach, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { resyncOrder } from "#app/domain/orders/order-actions.server.ts";
import { installForTest } from "#tests/fixtures/installed-shop.ts";
import { forgetToken } from "#app/shopify/tokens.server.ts";
import { type Erasure, erasureOf, redactCustomer, redactShop } from "./redact.server.ts";

const ORDERS = 20_001;
/** Orders of one committed slice: what keeps a transaction short, however large the shop is. */
const SLICE = 100;

/** A shop of many orders, each with its version and a task, as copies of one that was imported. */
beforeEach(async () => {
  for (const table of ["Task", "OrderVersion", "Order"])
    await db.$executeRawUnsafe(`DELETE FROM "${table}"`);
  simulator.reset();
  simulator.clock.set(new Date());
  simulator.install(SHOP);
  forgetToken(SHOP);
  await installForTest(SHOP);
  const { id } = simulator.act(SHOP, "placeOrder", {
    spec: {
      customer: null,
      email: "ada@example.com",
      lines: [{ title: "Cup", price: "10.00", quantity: 1 }],
    },
  }) as { id: OrderId };
  await resyncOrder(SHOP, id, "me");
  for (const table of ["OrderVersion", "Order"])
    await db.$executeRawUnsafe(
      `INSERT INTO "${table}" SELECT (jsonb_populate_record(t, jsonb_build_object('orderId', t."orderId" || n)
         || CASE WHEN '${table}' = 'OrderVersion' THEN jsonb_build_object('id', gen_random_uuid()) ELSE '{}' END)).*
       FROM "${table}" t, generate_series(1, ${ORDERS - 1}) n WHERE t."orderId" = '${id}'`,
    );
  await db.$executeRaw`
    INSERT INTO "Task" (shop, id, kind, key, "orderId", state, queue, payload, "createdBy", "createdAt", "updatedAt")
    SELECT shop, gen_random_uuid(), 'createDocument', "orderId", "orderId", 'failed', 'q', '{"email": "ada@example.com"}',
      'me', now(), now() FROM "Order"`;
});

/** How often the erasure kept its progress, which it does in the transaction of each slice. */
function watched(): { erasure: Erasure; slices: () => number } {
  let slices = 0;
  const keep = (): Promise<void> => {
    slices += 1;
    return Promise.resolve();
  };
  return { erasure: { ...erasureOf(SHOP), keep }, slices: () => slices };
}

it.skipIf(!isTurnOf(1))(
  "a customer of 20,001 orders is erased slice by slice",
  { timeout: 600_000 },
  async () => {
    const { erasure, slices } = watched();
    const subject = { customerGid: null, email: "ada@example.com", orderGids: [] };
    expect(await redactCustomer(erasure, subject)).toMatchObject({ orders: ORDERS, waiting: 0 });
    expect(slices()).toBeGreaterThanOrEqual(Math.ceil(ORDERS / SLICE));
    expect(await db.order.count({ where: { shop: SHOP, email: { not: null } } })).toBe(0);
  },
);

it.skipIf(!isTurnOf(3))(
  "a shop of 20,001 orders is erased slice by slice",
  { timeout: 600_000 },
  async () => {
    const { erasure, slices } = watched();
    expect(await redactShop(erasure)).toMatchObject({ orders: ORDERS, waiting: 0 });
    expect(slices()).toBeGreaterThanOrEqual(Math.ceil(ORDERS / SLICE));
    expect(await db.order.count({ where: { shop: SHOP, email: { not: null } } })).toBe(0);
  },
);
