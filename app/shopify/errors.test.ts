import { describe, expect, it } from "vitest";
import {
  searchError,
  classifyFailure,
  classifyProblem,
  classifyStatus,
  userErrorsOf,
} from "./errors.ts";
import { maskVariables } from "./mask.ts";
import { isShopDomain } from "./shop-domain.ts";

const coded = (code: string) => ({
  message: "m",
  extensions: { code, requiredAccess: "`read_orders` access scope." },
});

describe("errors of Shopify as values", () => {
  it("sorts the codes of the envelope", () => {
    const kinds = (mutation: boolean) =>
      [
        "THROTTLED",
        "MAX_COST_EXCEEDED",
        "ACCESS_DENIED",
        "RESOURCE_NOT_FOUND",
        "SHOP_INACTIVE",
        "INTERNAL_SERVER_ERROR",
        "undefinedField",
      ].map((code) => classifyProblem(coded(code), mutation).kind);
    expect(kinds(false)).toEqual([
      "throttled",
      "tooCostly",
      "permission",
      "notFound",
      "shopUnavailable",
      "transient",
      "invalid",
    ]);
    expect(kinds(true)[5]).toBe("ambiguous");
    expect(classifyProblem(coded("ACCESS_DENIED"), false).requiredAccess).toBe(
      "`read_orders` access scope.",
    );
  });
  it("sorts HTTP answers; a lost answer of a mutation is ambiguous", () => {
    expect(
      [401, 402, 403, 404, 423, 429, 400, 502].map(
        (status) => classifyStatus(status, false, "").kind,
      ),
    ).toEqual([
      "auth",
      "shopUnavailable",
      "address",
      "shopUnavailable",
      "shopUnavailable",
      "throttled",
      "invalid",
      "transient",
    ]);
    expect(classifyStatus(503, true, "<html>")).toMatchObject({
      kind: "ambiguous",
      message: "Shopify answered 503",
    });
    expect(classifyStatus(503, true, '{"errors":"Service Unavailable"}').message).toBe(
      "Shopify answered 503: Service Unavailable",
    );
    expect(
      ['{"errors":{"a":1}}', '{"err'].map((body) => classifyStatus(502, false, body).message),
    ).toEqual(['Shopify answered 502: {"errors":{"a":1}}', 'Shopify answered 502: {"err']);
    const refused = new TypeError("fetch failed", {
      cause: Object.assign(new Error("connect"), { code: "ECONNREFUSED" }),
    });
    const cut = new TypeError("fetch failed", {
      cause: Object.assign(new Error("reset"), { code: "ECONNRESET" }),
    });
    expect([
      classifyFailure(refused, true).kind,
      classifyFailure(cut, true).kind,
      classifyFailure(cut, false).kind,
    ]).toEqual(["transient", "ambiguous", "transient"]);
    expect(classifyFailure(new DOMException("x", "TimeoutError"), true)).toMatchObject({
      kind: "ambiguous",
      code: "TIMEOUT",
    });
  });
  it("takes a search warning for an error", () => {
    expect(searchError([])).toBeUndefined();
    expect(
      searchError([{ warnings: [{ field: "updated", code: "invalid_field" }] }]),
    ).toMatchObject({ kind: "search", message: expect.stringContaining("updated") as string });
  });
  it("finds user errors of any payload and survives nonsense", () => {
    expect(
      userErrorsOf({
        orderCancel: {
          orderCancelUserErrors: [{ field: ["orderId"], message: "no", code: "INVALID" }],
          userErrors: [],
        },
      }),
    ).toEqual([{ field: ["orderId"], message: "no", code: "INVALID" }]);
    for (const bad of [null, 1, "x", { a: null }, { a: { userErrors: [null, 3, {}] } }])
      expect(() => userErrorsOf(bad)).not.toThrow();
  });
});

it("logs ids and shapes, not texts about people", () => {
  expect(
    maskVariables({
      input: {
        id: "gid://shopify/Order/1",
        note: "call Ada",
        customAttributes: [{ key: "ERP Doc. No.", value: "SO1" }],
      },
      query: "email:ada@example.com",
      first: 5,
    }),
  ).toEqual({
    input: {
      id: "gid://shopify/Order/1",
      note: "[8 characters]",
      customAttributes: [{ key: "ERP Doc. No.", value: "[3 characters]" }],
    },
    query: "[21 characters]",
    first: 5,
  });
});

it("takes only a shop's own permanent domain", () => {
  expect(isShopDomain("my-shop-1.myshopify.com")).toBe(true);
  for (const bad of [
    "evil.com",
    "my-shop.myshopify.com.evil.com",
    "my_shop.myshopify.com",
    "a.b.myshopify.com",
    "",
    "my-shop.myshopify.com/x",
    "@x.myshopify.com",
  ])
    expect(isShopDomain(bad)).toBe(false);
});
