import { OTHER_SHOP, SHOP, simulator } from "#tests/setup/simulator.ts";
import { describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { changeSettings, sync } from "#tests/scenarios/shop-at-work.ts";
import { drain } from "#tests/setup/jobs.ts";
import { warnOfExpiry } from "./expiry.server.ts";
import { captureLine } from "./capture-line.server.ts";
import { retryInvoices } from "./retry-invoices.server.ts";
import { skipInvoice, skipPaymentLine } from "./skip-payments.server.ts";
import {
  authorized,
  sold,
  post,
  cancel,
  later,
  captured,
  linesOf,
  lineOf,
  invoicesOf,
  problemsOf,
  openPaymentShop,
} from "./payments.fixture.ts";

openPaymentShop();

describe("time and cancellation", () => {
  it("warns before an authorization ends, says when it has, and is quiet once it is captured (PAY-2)", async () => {
    const orderId = await sold([authorized()]);
    const expires = async () =>
      (await db.order.findUniqueOrThrow({ where: { shop_orderId: { shop: SHOP, orderId } } }))
        .authorizationExpiresAt;
    expect(await expires()).not.toBeNull();
    await warnOfExpiry();
    expect(await problemsOf(orderId)).toEqual([]);
    await changeSettings(SHOP, { expiryWarningDays: 8 });
    await warnOfExpiry();
    expect(await problemsOf(orderId)).toEqual(["authorization-expiring"]);
    await warnOfExpiry();
    await changeSettings(SHOP, { expiryWarningDays: 2 });
    await warnOfExpiry();
    expect(await problemsOf(orderId)).toEqual([]);
    await changeSettings(SHOP, { expiryWarningDays: 8 });
    await warnOfExpiry();
    await post(orderId, "10");
    await sync(SHOP);
    expect(await expires()).toBeNull();
    expect(await problemsOf(orderId)).toEqual([]);
    await changeSettings(SHOP, { expiryWarningDays: 2 });
  });

  it("an authorization given up in Shopify leaves nothing to wait for", async () => {
    const orderId = await sold([authorized()]);
    await post(orderId, "6");
    simulator.act(SHOP, "voidAuthorization", { order: orderId });
    await sync(SHOP);
    expect(await linesOf(orderId)).toEqual([[1, "0.00", "nothing", "nothing-to-capture"]]);
    expect(await invoicesOf(orderId)).toEqual(["nothing"]);
  });

  it("an authorization that ended is not captured, and everybody sees it", async () => {
    const orderId = await sold([authorized()]);
    simulator.act(SHOP, "expireAuthorization", { order: orderId });
    await sync(SHOP);
    await warnOfExpiry();
    await post(orderId, "10");
    expect(captured(orderId)).toEqual([]);
    expect(await linesOf(orderId)).toEqual([[1, "0.00", "failed", "authorization-expired"]]);
    expect(await problemsOf(orderId)).toContain("authorization-expired");
  });

  it.each([
    ["the online store", "web"],
    ["an app", { name: "580111", handle: "my-app", displayName: "My app" }],
  ])(
    "a hold on any fulfillment order of an order of %s stops the capture, until it is released (PAY-2)",
    async (_channel, source) => {
      const orderId = await sold([authorized(undefined, true)], {
        source,
        fulfillmentOrders: [
          { location: "luebeck", lines: [{ line: 0, quantity: 4 }] },
          { location: "rotterdam", lines: [{ line: 0, quantity: 6 }] },
        ],
      });
      simulator.act(SHOP, "holdOrder", { order: orderId, fulfillmentOrder: 1, reason: "OTHER" });
      await post(orderId, "4");
      expect(captured(orderId)).toEqual([]);
      expect(await linesOf(orderId)).toEqual([[1, "40.00", "open", "capture-held"]]);
      expect(await problemsOf(orderId)).toEqual(["capture-held"]);
      const line = await lineOf(orderId);
      expect(await captureLine(SHOP, line.id, "merchant")).toMatchObject({ ok: false });
      await later();
      expect(captured(orderId)).toEqual([]);
      simulator.act(SHOP, "releaseHolds", { order: orderId });
      await sync(SHOP);
      expect(captured(orderId)).toEqual(["40.00"]);
      expect(await problemsOf(orderId)).toEqual([]);
    },
  );

  it("an invoice cancelled in the ERP is not captured any more; after the capture it is told", async () => {
    const orderId = await sold([authorized(undefined, true)]);
    await changeSettings(SHOP, { allowOutgoingRequests: false });
    await post(orderId, "4");
    await cancel(orderId);
    await cancel(orderId);
    await changeSettings(SHOP, { allowOutgoingRequests: true });
    await drain();
    await later();
    expect(captured(orderId)).toEqual([]);
    expect(await invoicesOf(orderId)).toEqual(["cancelled"]);
    expect(await linesOf(orderId)).toEqual([[1, "40.00", "skipped", "invoice-cancelled"]]);
    expect(await retryInvoices(SHOP, [(await lineOf(orderId)).invoiceId], "ann")).toBe(0);

    const late = await sold([authorized(undefined, true)]);
    await post(late, "4");
    await cancel(late);
    expect(await problemsOf(late)).toEqual(["invoice-cancelled-after-capture"]);
    await post(late, "6");
    expect(captured(late)).toEqual(["40.00", "20.00"]); // 60 stand posted, 40 are there
  });

  it("skipped by hand: not captured now, nor with a later invoice", async () => {
    await changeSettings(SHOP, { allowOutgoingRequests: false });
    const orderId = await sold([authorized(undefined, true)]);
    await post(orderId, "4");
    const line = await lineOf(orderId);
    expect(await skipPaymentLine(SHOP, line.id, " ", "ann")).toMatchObject({
      ok: false,
      error: { kind: "reason-missing" },
    });
    expect(await skipPaymentLine(OTHER_SHOP, line.id, "mine", "thief")).toMatchObject({
      ok: false,
      error: { kind: "not-found" },
    });
    expect(await skipPaymentLine(SHOP, line.id, "paid in cash", "ann")).toMatchObject({ ok: true });
    await changeSettings(SHOP, { allowOutgoingRequests: true });
    await drain();
    await post(orderId, "3");
    expect(captured(orderId)).toEqual(["30.00"]);
    expect(await invoicesOf(orderId)).toEqual(["skipped", "captured"]);

    await changeSettings(SHOP, { allowOutgoingRequests: false });
    await post(orderId, "3");
    const third = await db.postedInvoice.findFirstOrThrow({
      where: { shop: SHOP, orderId, ordinal: 3 },
    });
    expect(await skipInvoice(SHOP, third.id, "a present", "ann")).toMatchObject({ ok: true });
    await changeSettings(SHOP, { allowOutgoingRequests: true });
    await drain();
    expect(captured(orderId)).toEqual(["30.00"]);
    expect(await retryInvoices(OTHER_SHOP, [third.id], "thief")).toBe(0);
    expect(await retryInvoices(SHOP, [third.id], "ann")).toBe(1);
    await drain();
    expect(captured(orderId)).toEqual(["30.00", "30.00"]);
    expect(
      (
        await db.skippedRecord.findMany({ where: { shop: SHOP, orderId }, orderBy: { at: "asc" } })
      ).map(({ what }) => what),
    ).toEqual(["paymentLine", "invoice"]);
  });
});
