import { describe, expect, it } from "vitest";
import texts from "#app/i18n/locales/en/problem.json";
import { PROBLEM_KINDS, problem, problemInfo } from "./catalog.ts";

describe("kinds of problems", () => {
  it("TSK-3: have sentences that are filled whenever the problem is raised", () => {
    for (const kind of PROBLEM_KINDS) {
      const used = [...JSON.stringify(texts[kind]).matchAll(/\{\{(\w+)/g)].map(([, name]) => name);
      expect(
        used.filter((name) => !problemInfo(kind).params.includes(name ?? "")),
        kind,
      ).toEqual([]);
    }
  });
  it("TSK-3: lead to where they are fixed by nothing but their declared params", () => {
    for (const kind of PROBLEM_KINDS) {
      const declared = [...problemInfo(kind).params, ...(problemInfo(kind).optional ?? [])];
      const read: string[] = [];
      problemInfo(kind).fixPath?.(
        new Proxy({}, { get: (_target, name) => (read.push(String(name)), undefined) }),
      );
      expect(
        read.filter((name) => !declared.includes(name)),
        kind,
      ).toEqual([]);
    }
  });
  it("TSK-3: that a code or a setting fixes have their form", () => {
    // What was left out of the import is no order that could be tried again, nor is a refund.
    const elsewhere = ["archived", "return-order-impossible"];
    const params = new Proxy({}, { get: () => "gid://shopify/Location/1" });
    const led = PROBLEM_KINDS.filter((kind) => {
      const path = problemInfo(kind).fixPath?.(params) ?? "";
      return /^\/app\/(settings#|mappings\/)/.test(path);
    });
    expect(
      led.filter(
        (kind) =>
          !problemInfo(kind).fix && !elsewhere.includes(kind) && !kind.endsWith("-not-imported"),
      ),
    ).toEqual([]);
  });
  it("MAP-5: lead to where they are fixed; equal causes are grouped", () => {
    const value = problem(
      "unknown-item",
      { variantId: "gid://shopify/ProductVariant/1", name: "Chair", sku: "SKU-1", barcode: "" },
      "SKU-1",
    );
    expect(value.cause).toBe("unknown-item:SKU-1");
    expect(problemInfo("unknown-item").fixPath?.(value.params)).toBe(
      "/app/mappings/items?key=gid%3A%2F%2Fshopify%2FProductVariant%2F1",
    );
    expect(problemInfo("toString")).toBeUndefined();
  });
  it("of an order that is not known lead nowhere", () => {
    expect(problemInfo("capture-later").fixPath?.(problem("capture-later").params)).toBeNull();
  });
});
