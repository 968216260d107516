import { readFileSync } from "node:fs";
import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { WEBHOOK_TOPICS } from "./webhook-topics.ts";
import { isSigned, keptPayload, readHeaders, resourceOf } from "./webhook.ts";

const sign = (body: Buffer, secret: string) =>
  createHmac("sha256", secret).update(body).digest("base64");
const body = Buffer.from('{"id":1}');

describe("signatures of deliveries", () => {
  it("are good with the present and the previous secret", () => {
    expect(isSigned(body, sign(body, "new"), ["new", "old"])).toBe(true);
    expect(isSigned(body, sign(body, "old"), ["new", "old"])).toBe(true);
    expect(isSigned(body, sign(body, "older"), ["new", "old"])).toBe(false);
  });
  it("are wrong when anything else is (SEC-2)", () => {
    const good = sign(body, "new");
    for (const forged of [
      null,
      "",
      good.slice(0, -1),
      `${good}=`,
      good.replace(/^./, (c) => (c === "A" ? "B" : "A")),
      Buffer.from(good, "base64").toString("hex"),
      encodeURIComponent(good),
      ` ${good}`,
      // Other spellings of the same bytes.
      ...[..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"]
        .map((last) => `${good.slice(0, -2)}${last}=`)
        .filter(
          (other) =>
            other !== good && Buffer.from(other, "base64").equals(Buffer.from(good, "base64")),
        ),
    ])
      expect(isSigned(body, forged, ["new"])).toBe(false);
    expect(isSigned(Buffer.from('{"id": 1}'), good, ["new"])).toBe(false);
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        (signature, text) => !isSigned(Buffer.from(text), signature, ["new"]),
      ),
      { numRuns: 1_000 },
    );
  });
});

describe("what a payload is about", () => {
  it("is the gid it carries, or the number as written", () => {
    expect(
      resourceOf({ id: 1, admin_graphql_api_id: "gid://shopify/Order/1" }, "", "orders/create"),
    ).toBe("gid://shopify/Order/1");
    const big = '{"id":820982911946154508,"email":"x"}';
    expect(resourceOf(JSON.parse(big) as Record<string, unknown>, big, "orders/create")).toBe(
      "gid://shopify/Order/820982911946154508",
    );
    expect(
      resourceOf({ admin_graphql_api_id: "gid://evil/../1" }, "{}", "orders/create"),
    ).toBeNull();
    expect(resourceOf({ id: 5 }, '{"id":5}', "app/uninstalled")).toBeNull();
  });
  it("is a fulfillment order, wherever the payload of the topic names it", () => {
    const topics = WEBHOOK_TOPICS["/webhooks/orders"].filter((topic) =>
      topic.startsWith("fulfillment_orders/"),
    );
    expect(topics).toHaveLength(8);
    for (const topic of topics) {
      const text = readFileSync(`tests/fixtures/webhooks/${topic.replace("/", "-")}.json`, "utf8");
      expect(resourceOf(JSON.parse(text) as Record<string, unknown>, text, topic), topic).toBe(
        "gid://shopify/FulfillmentOrder/1",
      );
    }
    expect(
      resourceOf(
        {
          fulfillment_order_merges: [
            { fulfillment_order: { id: "gid://shopify/FulfillmentOrder/7" } },
          ],
        },
        "",
        "fulfillment_orders/merged",
      ),
    ).toBe("gid://shopify/FulfillmentOrder/7");
    expect(
      resourceOf(
        { fulfillment_order: { id: "gid://shopify/Order/1" }, line: { id: 4 } },
        "",
        "fulfillment_orders/moved",
      ),
    ).toBeNull();
  });
  it("is the order of a refund, or the return or reverse fulfillment order that is named", () => {
    const refund = readFileSync("tests/fixtures/webhooks/refunds-create.json", "utf8");
    expect(
      resourceOf(JSON.parse(refund) as Record<string, unknown>, refund, "refunds/create"),
    ).toBe("gid://shopify/Order/820982911946154500");
    for (const [topic, gid] of [
      ["refunds/create", "gid://shopify/Refund/9"],
      ["returns/close", "gid://shopify/Return/9"],
      ["reverse_fulfillment_orders/dispose", "gid://shopify/ReverseFulfillmentOrder/9"],
    ] as const)
      expect(resourceOf({ id: 9, admin_graphql_api_id: gid }, '{"id":9}', topic), topic).toBe(gid);
    expect(resourceOf({ id: 9 }, '{"id":9}', "returns/process")).toBeNull();
  });
  it("is stored without names and addresses", () => {
    expect(
      keptPayload({ id: 1, email: "a@b.c", customer: { id: 2 }, updated_at: "t" }, false),
    ).toEqual({ id: 1, updated_at: "t" });
    expect(keptPayload({ shop_id: 1, customer: { id: 2 } }, true)).toEqual({
      shop_id: 1,
      customer: { id: 2 },
    });
  });
  it("needs the headers every delivery has", () => {
    expect(readHeaders(new Headers({ "X-Shopify-Topic": "orders/create" }))).toBeUndefined();
    expect(
      readHeaders(
        new Headers({
          "X-Shopify-Topic": "orders/create",
          "X-Shopify-Shop-Domain": "A.myshopify.com",
          "X-Shopify-Webhook-Id": "w",
          "X-Shopify-Triggered-At": "nonsense",
        }),
      ),
    ).toEqual({
      topic: "orders/create",
      shop: "a.myshopify.com",
      webhookId: "w",
      eventId: null,
      apiVersion: null,
      triggeredAt: null,
    });
  });
});
