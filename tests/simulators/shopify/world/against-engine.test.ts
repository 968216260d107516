/** The world under the real engine: scopes, costs and both versions, with the operations exactly as the app sends them. */
import { readdirSync, readFileSync } from "node:fs";
import { Kind, parse, print } from "graphql";
import { describe, expect, it } from "vitest";
import { createBucket } from "../graphql/bucket.ts";
import { runGraphql } from "../graphql/execute.ts";
import { testWorld } from "./testing.ts";

const folder = new URL("../../../../app/shopify/operations/", import.meta.url);
const documents = readdirSync(folder)
  .filter((name) => name.endsWith(".graphql"))
  .map((name) => parse(readFileSync(new URL(name, folder), "utf8")));
const fragments = documents.flatMap(({ definitions }) =>
  definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION),
);
const named = (name: string): string => {
  const operation = documents
    .flatMap(({ definitions }) => definitions)
    .find(
      (definition) =>
        definition.kind === Kind.OPERATION_DEFINITION && definition.name?.value === name,
    )!;
  const used = new Set<string>();
  const follow = (text: string): void => {
    for (const [, fragment] of text.matchAll(/\.\.\.\s*([A-Z]\w*)/g))
      if (fragment && fragment !== "on" && !used.has(fragment)) {
        used.add(fragment);
        const found = fragments.find(({ name: of }) => of.value === fragment);
        if (found) follow(print(found));
      }
  };
  follow(print(operation));
  return [
    print(operation),
    ...fragments.filter(({ name: of }) => used.has(of.value)).map(print),
  ].join("\n");
};

const scopes = new Set([
  "read_orders",
  "read_all_orders",
  "write_orders",
  "read_customers",
  "read_products",
  "read_locations",
  "read_shipping",
  "read_payment_terms",
  "read_merchant_managed_fulfillment_orders",
  "read_third_party_fulfillment_orders",
  "read_returns",
  "read_gift_cards",
  "read_inventory",
  "read_draft_orders",
  "read_companies",
  "read_publications",
  "read_order_edits",
]);

/** What comes back from the ERP, as the app sends it. */
describe("the way back under the engine", () => {
  const world = testWorld("full");
  const effects: string[] = [];
  const writing = new Set([...scopes, "write_merchant_managed_fulfillment_orders"]);
  const run = async <T>(name: string, variables: Record<string, unknown>): Promise<T> => {
    const { answer, defects } = await runGraphql(
      { query: named(name), variables, operationName: name },
      {
        world,
        bucket: createBucket(world.clock),
        appId: "gid://shopify/App/1",
        scopes: writing,
        apiVersion: "2026-10",
        effects: ({ mutation }) => {
          effects.push(mutation);
        },
      },
    );
    expect([defects, answer.errors ?? []]).toEqual([[], []]);
    return Object.values(answer.data!)[0] as T;
  };
  const kind = (wanted: string) => world.store().orders.find((order) => order.kind === wanted)!;
  it("ships, captures, marks as paid, cancels and reads the job's end", async () => {
    const [ship, take, mark, cancel] = [
      kind("two-locations"),
      kind("two-authorizations"),
      kind("unpaid"),
      kind("multi-capture"),
    ];
    expect(
      await run("CreateFulfillment", {
        fulfillment: {
          lineItemsByFulfillmentOrder: [
            { fulfillmentOrderId: ship.fulfillmentOrderRecords[1]!.id },
          ],
          notifyCustomer: true,
          trackingInfo: { company: "DPD", number: "05" },
        },
      }),
    ).toMatchObject({ fulfillment: { status: "SUCCESS" }, userErrors: [] });
    expect(
      await run("CapturePayment", {
        input: { id: take.id, parentTransactionId: take.transactions[0]!.id, amount: "149.00" },
      }),
    ).toMatchObject({ transaction: { kind: "CAPTURE", status: "SUCCESS" }, userErrors: [] });
    expect(await run("MarkAsPaid", { input: { id: mark.id } })).toMatchObject({
      order: { displayFinancialStatus: "PAID" },
      userErrors: [],
    });
    const { jobResult } = await run<{ jobResult: { id: string } }>("CancelOrder", {
      orderId: cancel.id,
      reason: "OTHER",
      restock: true,
      refundMethod: { originalPaymentMethodsRefund: true },
    });
    expect(await run("CancelState", { orderId: cancel.id, jobId: jobResult.id })).toMatchObject({
      cancelledAt: null,
    });
    world.clock.advance(1_000);
    expect(await run("CancelState", { orderId: cancel.id, jobId: jobResult.id })).toMatchObject({
      closed: true,
    });
    expect(effects).toEqual([
      "fulfillmentCreate",
      "orderCapture",
      "orderMarkAsPaid",
      "orderCancel",
    ]);
  });
});

describe.each(["2026-07", "2026-10"] as const)("under the engine, %s", (apiVersion) => {
  const world = testWorld("full");
  const ids = world.store().orders.map(({ id }) => id);
  const run = (name: string, variables: Record<string, unknown>) =>
    runGraphql(
      { query: named(name), variables, operationName: name },
      {
        world,
        bucket: createBucket(world.clock),
        appId: "gid://shopify/App/1",
        scopes,
        apiVersion,
        effects: () => undefined,
      },
    );
  it.each([
    ["ImportOrders", { ids }],
    ["ListOrders", { query: "status:any", first: 100, sortKey: "UPDATED_AT" }],
    ["ListedOrders", { ids }],
    ["ReturnDetails", { ids }],
    ["AgreementDetails", { ids }],
    ["ShopFacts", {}],
    ["Locations", {}],
    ["DeliveryMethods", {}],
    [
      "RefundDetails",
      {
        ids: world.store().orders.flatMap(({ refundRecords }) => refundRecords.map(({ id }) => id)),
      },
    ],
  ] as [string, Record<string, unknown>][])("%s", async (name, variables) => {
    const { answer, defects } = await run(name, variables);
    expect(defects).toEqual([]);
    expect(answer.errors ?? []).toEqual([]);
    expect(answer.extensions?.cost?.requestedQueryCost).toBeLessThan(1000);
  });
  it("writing needs its scope", async () => {
    const { id } = world.store().orders.find(({ kind }) => kind === "two-locations")!
      .fulfillmentOrderRecords[0]!;
    const { answer } = await run("CreateFulfillment", {
      fulfillment: { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: id }] },
    });
    expect(answer).toMatchObject({
      data: { fulfillmentCreate: null },
      errors: [{ extensions: { code: "ACCESS_DENIED" } }],
    });
  });
  it("goods that do not ship have something to fulfill; an order of a tip alone has not, and reads so from 2026-10 on", async () => {
    const { id } = world.store().orders.find(({ kind }) => kind === "digital-only")!;
    const tip = world.control.placeOrder!({
      spec: { customer: null, lines: [{ kind: "tip", price: "5.00" }] },
    }) as { id: string };
    const { answer } = await run("ListedOrders", { ids: [id, tip.id] });
    expect(
      (answer.data as { nodes: { displayFulfillmentStatus: string }[] }).nodes.map(
        ({ displayFulfillmentStatus }) => displayFulfillmentStatus,
      ),
    ).toEqual([
      "UNFULFILLED",
      apiVersion === "2026-10" ? "FULFILLMENT_NOT_REQUIRED" : "UNFULFILLED",
    ]);
  });
});
