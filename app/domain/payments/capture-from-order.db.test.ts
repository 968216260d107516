import type { OrderId } from "#app/lib/ids.ts";
import { OTHER_SHOP, SHOP } from "#tests/setup/simulator.ts";
import { expect, it } from "vitest";
import { orderView } from "#app/domain/order-page/order-page.server.ts";
import { orderAction } from "#app/routes/app.orders.$id/actions.server.ts";
import { drain } from "#tests/setup/jobs.ts";
import { authorized, captured, lineOf, openPaymentShop, post, sold } from "./payments.fixture.ts";
import { invoiceView } from "./views/invoice-page.server.ts";
import { skipInvoice } from "./skip-payments.server.ts";

openPaymentShop();

const offered = async (orderId: OrderId) =>
  (await orderView(SHOP, orderId, new URLSearchParams()))?.invoices.flatMap(({ lines }) =>
    lines.map(({ mayCapture }) => mayCapture),
  );

it("a payment that waits is captured from its order's page, and from no other's", async () => {
  const [orderId, other] = [await sold([authorized()]), await sold([authorized()])];
  await post(orderId, "6");
  expect(await offered(orderId)).toEqual([true]);
  const body = { intent: "capture" as const, line: (await lineOf(orderId)).id };
  for (const [shop, order] of [
    [SHOP, other],
    [OTHER_SHOP, orderId],
  ] as const)
    expect(await orderAction(shop, order, "thief", body)).toEqual({
      refused: "invoices.refused.not-found",
    });
  expect(await orderAction(SHOP, orderId, "ann", { ...body, line: "no id" })).toEqual({
    refused: "invoices.refused.not-found",
  });
  expect(await orderAction(SHOP, orderId, "ann", body)).toEqual({ done: "invoices.done.capture" });
  // A second click before it is carried out captures nothing more.
  await orderAction(SHOP, orderId, "ann", body);
  await drain();
  expect(captured(orderId)).toEqual(["60.00"]);
  expect(await offered(orderId)).toEqual([false]);
  expect((await orderAction(SHOP, orderId, "ann", body)).refused).toBe("invoices.refused.not-now");
});

it("nothing is offered for an invoice that a person skipped", async () => {
  const orderId = await sold([authorized()]);
  await post(orderId, "6");
  const { invoiceId } = await lineOf(orderId);
  expect(await skipInvoice(SHOP, invoiceId, "paid in cash", "ann")).toMatchObject({ ok: true });
  expect(await offered(orderId)).toEqual([false]);
  expect(
    (await invoiceView(SHOP, invoiceId))?.invoice.lines.map(({ mayCapture }) => mayCapture),
  ).toEqual([false]);
});
