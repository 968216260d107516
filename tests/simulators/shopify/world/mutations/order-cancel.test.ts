/** Recordings orderCancel-error-messages and the cleanups of fulfillment-create-preconditions, told again with our own orders; the job and how it ends. */
import { describe, expect, it } from "vitest";
import { askedShop } from "../testing-graphql.ts";
import type { OrderRecord } from "../model.ts";

const CANCEL = `mutation ($orderId: ID!, $reason: OrderCancelReason!, $restock: Boolean!, $refund: Boolean, $refundMethod: OrderCancelRefundMethodInput, $staffNote: String, $notifyCustomer: Boolean) {
  orderCancel(orderId: $orderId, reason: $reason, restock: $restock, refund: $refund, refundMethod: $refundMethod, staffNote: $staffNote, notifyCustomer: $notifyCustomer) {
    job { id done } jobResult { id done status errors { field message code } order { id cancelledAt } } orderCancelUserErrors { field message code } userErrors { field message } } }`;
const JOB = `query ($id: ID!) { job(id: $id) { id done query { shop { name } } } }`;
const RESULT = `query ($id: ID!) { node(id: $id) { id ... on OrderCancelJobResult { done status errors { field message code } order { id cancelledAt cancelReason closed displayFinancialStatus } } } }`;
interface CancelError {
  field: string[] | null;
  message: string;
  code: string;
}
interface Result {
  id: string;
  done: boolean;
  status: string;
  errors: CancelError[];
  order: { id: string; cancelledAt: string | null };
}
interface Answer {
  job: { id: string; done: boolean } | null;
  jobResult: Result | null;
  orderCancelUserErrors: CancelError[];
  userErrors: { field: string[]; message: string }[];
}

function shop() {
  const asked = askedShop();
  const cancel = (order: { id: string }, more: Record<string, unknown> = {}) =>
    asked.told<Answer>(CANCEL, { orderId: order.id, reason: "OTHER", restock: true, ...more });
  const refused = async (order: { id: string }, more: Record<string, unknown> = {}) => {
    const [events, effects] = [asked.events.length, asked.effects.length];
    const { job, jobResult, orderCancelUserErrors, userErrors } = await cancel(order, more);
    expect([job, jobResult, asked.events.length, asked.effects.length]).toEqual([
      null,
      null,
      events,
      effects,
    ]);
    expect(userErrors).toEqual(
      orderCancelUserErrors.map(({ field, message }) => ({ field, message })),
    );
    return orderCancelUserErrors[0];
  };
  const result = (answer: Answer) => asked.told<Result>(RESULT, { id: answer.jobResult!.id });
  const done = async (order: OrderRecord, more: Record<string, unknown> = {}) => {
    const answer = await cancel(order, more);
    expect(asked.world.control.finishJobs!({})).toEqual({ finished: 1 });
    return result(answer);
  };
  return { ...asked, cancel, refused, result, done };
}

describe("what is refused", () => {
  it("a note too long, two ways of refunding, an unknown order", async () => {
    const { place, refused } = shop();
    const order = place();
    expect(await refused(order, { staffNote: "x".repeat(256) })).toEqual({
      field: ["staffNote"],
      message: "Staff note is too long. Maximum length is 255 characters.",
      code: "INVALID",
    });
    for (const refund of [true, false])
      expect(
        await refused(order, { refund, refundMethod: { originalPaymentMethodsRefund: true } }),
      ).toEqual({
        field: ["refund"],
        message: "Only one of the arguments `refund` or `refund_method` is allowed.",
        code: "INVALID",
      });
    expect(await refused({ id: "gid://shopify/Order/1" })).toEqual({
      field: ["orderId"],
      message: "Order does not exist",
      code: "NOT_FOUND",
    });
    expect(order.cancelledAt).toBeNull();
  });
  it("what is cancelled, shipped, returned or on its way to be cancelled", async () => {
    const { place, act, refused, cancel } = shop();
    const [cancelled, shipped, returned, going] = [place(), place(), place(), place()];
    act(cancelled, "cancelOrder");
    act(shipped, "fulfillOrder");
    act(returned, "fulfillOrder");
    act(returned, "returnOrder", { lines: [{ line: 0, quantity: 1 }] });
    returned.fulfillmentRecords[0]!.status = "CANCELLED";
    await cancel(going);
    expect(await refused(cancelled)).toEqual({
      field: ["orderId"],
      message: "Cannot cancel an order that has already been canceled",
      code: "INVALID",
    });
    expect(await refused(shipped)).toEqual({
      field: ["orderId"],
      message: "Cannot cancel an order that has outstanding fulfillments",
      code: "INVALID",
    });
    expect(await refused(returned)).toEqual({
      field: ["orderId"],
      message: "Cannot cancel an order that has returns",
      code: "INVALID",
    });
    expect(await refused(going)).toEqual({
      field: null,
      message: "Cancellation is already in progress",
      code: "INVALID",
    });
  });
  it("returns are looked at before fulfillments, and what is cancelled before both (recorded-answers §1)", async () => {
    const { place, act, refused } = shop();
    const order = place();
    act(order, "fulfillOrder");
    act(order, "returnOrder", { lines: [{ line: 0, quantity: 1 }] });
    expect(await refused(order)).toMatchObject({
      message: "Cannot cancel an order that has returns",
    });
    order.cancelledAt = "2026-11-21T09:00:00Z";
    expect(await refused(order)).toMatchObject({
      message: "Cannot cancel an order that has already been canceled",
    });
  });
  it("not an order that nobody paid, though it was shipped and came back (order-return-status-lifecycle, cleanup)", async () => {
    const { place, act, done, refused } = shop();
    const order = place({ payments: [{ status: "PENDING", gateway: "manual" }] });
    act(order, "fulfillOrder");
    act(order, "returnOrder", { lines: [{ line: 0, quantity: 1 }] });
    expect(await done(order)).toMatchObject({ status: "SUCCEEDED", errors: [] });
    expect([order.cancelReason, order.fulfillmentRecords[0]!.status]).toEqual(["OTHER", "SUCCESS"]);
    const authorized = place({ payments: [{ kind: "AUTHORIZATION" }] });
    act(authorized, "fulfillOrder");
    expect(await refused(authorized)).toMatchObject({
      message: "Cannot cancel an order that has outstanding fulfillments",
    });
  });
  it("store credit for a company, for nobody, or run out already", async () => {
    const { place, refused } = shop();
    const credit = (expiresAt?: string) => ({
      refundMethod: { storeCreditRefund: expiresAt === undefined ? {} : { expiresAt } },
    });
    expect(
      await refused(
        place({ customer: "ilse", company: { key: "kontor", location: "kontor-hh" } }),
        credit(),
      ),
    ).toMatchObject({ code: "STORE_CREDIT_REFUND_B2B_NOT_SUPPORTED" });
    expect(
      await refused(
        place({
          customer: null,
          email: "a@example.com",
          shippingAddress: null,
          billingAddress: null,
        }),
        credit(),
      ),
    ).toMatchObject({ code: "STORE_CREDIT_REFUND_MISSING_CUSTOMER" });
    expect(await refused(place(), credit("2026-11-20T00:00:00Z"))).toMatchObject({
      code: "STORE_CREDIT_REFUND_EXPIRATION_IN_PAST",
    });
  });
});

describe("the job", () => {
  it("is not done at first, takes effect a second later, and can be read both ways", async () => {
    const { place, cancel, result, told, topics, effects, world } = shop();
    const order = place();
    const answer = await cancel(order, {
      reason: "CUSTOMER",
      notifyCustomer: true,
      refundMethod: { originalPaymentMethodsRefund: true },
    });
    expect(answer).toMatchObject({
      job: { done: false },
      jobResult: {
        done: false,
        status: "STARTED",
        errors: [],
        order: { id: order.id, cancelledAt: null },
      },
      orderCancelUserErrors: [],
    });
    world.clock.advance(999);
    expect([await told(JOB, { id: answer.job!.id }), topics(), effects]).toEqual([
      { id: answer.job!.id, done: false, query: null },
      [],
      [],
    ]);
    world.clock.advance(1);
    expect(await told(JOB, { id: answer.job!.id })).toEqual({
      id: answer.job!.id,
      done: true,
      query: { shop: { name: expect.any(String) as string } },
    });
    expect(await result(answer)).toMatchObject({
      done: true,
      status: "SUCCEEDED",
      errors: [],
      order: {
        id: order.id,
        cancelledAt: "2026-11-21T09:00:01Z",
        cancelReason: "CUSTOMER",
        closed: true,
        displayFinancialStatus: "REFUNDED",
      },
    });
    expect(effects.map(({ mutation, result: { job: _job, ...rest } }) => [mutation, rest])).toEqual(
      [
        [
          "orderCancel",
          {
            order: order.id,
            refund: "original",
            refunded: "12.5",
            currency: "EUR",
            notifyCustomer: true,
          },
        ],
      ],
    );
    expect(topics()).toEqual(
      expect.arrayContaining([
        "refunds/create",
        "order_transactions/create",
        "fulfillment_orders/cancelled",
        "orders/cancelled",
        "orders/updated",
      ]),
    );
    expect(topics().filter((topic) => topic === "orders/cancelled")).toHaveLength(1);
  });
  it("voids authorizations, and leaves paid money alone when no way back is named", async () => {
    const { place, done } = shop();
    const authorized = place({ payments: [{ kind: "AUTHORIZATION" }] });
    expect(await done(authorized)).toMatchObject({
      status: "SUCCEEDED",
      order: { displayFinancialStatus: "VOIDED" },
    });
    const paid = place();
    expect(await done(paid)).toMatchObject({
      status: "SUCCEEDED",
      order: { displayFinancialStatus: "PAID" },
    });
    const credited = place();
    await done(credited, { refundMethod: { storeCreditRefund: {} } });
    expect(credited.transactions.map(({ kind, gateway }) => [kind, gateway])).toEqual([
      ["SALE", "shopify_payments"],
      ["REFUND", "shopify_store_credit"],
    ]);
  });
  it("restocks or does not", async () => {
    const { place, done } = shop();
    const [back, gone] = [place({ payments: [] }), place({ payments: [] })];
    await done(back);
    await done(gone, { restock: false });
    expect(
      [back, gone].map(({ refundRecords }) => refundRecords[0]!.lines[0]!.restockType),
    ).toEqual(["CANCEL", "NO_RESTOCK"]);
  });
  it("fails when told to, or when the order was shipped meanwhile: nothing happened", async () => {
    const { place, act, done, cancel, result, effects, world } = shop();
    const [told, overtaken] = [place(), place()];
    act(told, "nextCancel", { message: "The refund failed." });
    expect(await done(told)).toMatchObject({
      done: true,
      status: "FAILED",
      errors: [{ field: null, message: "The refund failed.", code: "INTERNAL_ERROR" }],
      order: { cancelledAt: null },
    });
    const answer = await cancel(overtaken);
    act(overtaken, "fulfillOrder");
    world.clock.advance(1_000);
    expect(await result(answer)).toMatchObject({
      status: "FAILED",
      errors: [{ message: "Cannot cancel an order that has outstanding fulfillments" }],
      order: { cancelledAt: null },
    });
    expect(effects).toEqual([]);
    expect(await done(told)).toMatchObject({ status: "SUCCEEDED" });
  });
  it("ends with the shop it belongs to", async () => {
    const { place, cancel, world } = shop();
    await cancel(place());
    world.reset();
    expect(world.control.finishJobs!({})).toEqual({ finished: 0 });
  });
});
