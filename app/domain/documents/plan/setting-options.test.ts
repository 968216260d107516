import { describe, expect, it } from "vitest";
import {
  address,
  bag,
  facts,
  gid,
  line,
  order,
  planInput,
  settings,
} from "#tests/fixtures/orders.ts";
import { namesOf } from "#app/domain/mapping/names.ts";
import { itemWays } from "#app/domain/mapping/items/queries.ts";
import { decidingAddress, taxAreaKey } from "#app/domain/mapping/tax-areas/decide.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import { planDocument } from "./plan-document.ts";

/** Each option does something that no other option of its setting does: ignored, it fails here. */
describe("options", () => {
  const person = { firstName: "Ada", lastName: "Byron", company: "Engines Ltd" };
  const base = { nameSource: "none", name2Source: "none", contactSource: "none" } as const;
  it.each<[Partial<Settings>, string]>([
    [{ nameSource: "companyName" }, "Engines Ltd"],
    [{ nameSource: "firstAndLast" }, "Ada Byron"],
    [{ nameSource: "lastAndFirst" }, "Byron Ada"],
    [{ nameSource: "none" }, ""],
  ])("of the name: %j", (over, name) => {
    expect(namesOf(person, { ...base, ...over }).name).toBe(name);
  });
  it.each<[Partial<Settings>, string]>([
    [{ name2Source: "companyName" }, "Engines Ltd"],
    [{ name2Source: "firstAndLast" }, "Ada Byron"],
    [{ name2Source: "lastAndFirst" }, "Byron Ada"],
    [{ name2Source: "none" }, ""],
  ])("of the second name: %j", (over, name2) => {
    const other = { firstName: "", lastName: "", company: "" };
    expect(namesOf(person, { ...base, ...over }).name).toBe(name2); // for want of a first one
    expect(namesOf(other, { ...base, ...over }).name2).toBe("");
    const first = over.name2Source === "firstAndLast" ? "companyName" : "firstAndLast";
    expect(namesOf(person, { ...base, nameSource: first, ...over }).name2).toBe(name2);
  });
  it.each<[Partial<Settings>, string]>([
    [{ contactSource: "firstAndLast" }, "Ada Byron"],
    [{ contactSource: "lastAndFirst" }, "Byron Ada"],
    [{ contactSource: "none" }, ""],
  ])("of the contact: %j", (over, contact) => {
    expect(namesOf(person, { ...base, ...over }).contact).toBe(contact);
  });

  it.each<[Partial<Settings>, object[]]>([
    [{ skuMapping: "none" }, []],
    [{ skuMapping: "itemNumber" }, [{ number: "a|r" }]],
    [{ skuMapping: "variantCode" }, [{ variantCode: "A|R" }]],
    [{ skuMapping: "itemAndVariant" }, [{ number: "a", variantCode: "r" }]],
    [{ skuMapping: "itemAndVariant", skuSeparator: "-" }, [{ number: "a|r" }]],
    [{ skuMapping: "vendorItem" }, [{ vendorItemNumber: "a|r" }]],
    [{ skuMapping: "barcode" }, [{ barcode: "a|r" }]],
  ])("of the SKU: %j", (over, queries) => {
    const asked = itemWays({ sku: "a|r", barcode: null }, settings(over)).map(({ query }) => query);
    expect(asked).toHaveLength(queries.length);
    expect(JSON.stringify(asked).toLowerCase()).toBe(JSON.stringify(queries).toLowerCase());
  });

  const addresses = { shipTo: address(), sellTo: address(), billTo: address() };
  it.each<[Partial<Settings>, (keyof typeof addresses)[]]>([
    [{ taxAreaPriority: "none" }, []],
    [{ taxAreaPriority: "shipTo-sellTo-billTo" }, ["shipTo", "sellTo", "billTo"]],
    [{ taxAreaPriority: "shipTo-billTo-sellTo" }, ["shipTo", "billTo", "sellTo"]],
    [{ taxAreaPriority: "sellTo-shipTo-billTo" }, ["sellTo", "shipTo", "billTo"]],
    [{ taxAreaPriority: "sellTo-billTo-shipTo" }, ["sellTo", "billTo", "shipTo"]],
    [{ taxAreaPriority: "billTo-sellTo-shipTo" }, ["billTo", "sellTo", "shipTo"]],
    [{ taxAreaPriority: "billTo-shipTo-sellTo" }, ["billTo", "shipTo", "sellTo"]],
  ])("of the address that decides the tax area: %j", (over, roles) => {
    const decided: string[] = [];
    const left: Record<string, ReturnType<typeof address> | null> = { ...addresses };
    for (;;) {
      const role = decidingAddress(left as typeof addresses, settings(over))?.role;
      if (role === undefined) break;
      decided.push(role);
      left[role] = null; // without it, the next one decides
    }
    expect(decided).toEqual(roles);
  });
  it("of the county: its code or its name", () => {
    const there = address({ countryCode: "GB", province: "England", provinceCode: "ENG" });
    const code = taxAreaKey(there, settings({ countySource: "code" }));
    const name = taxAreaKey(there, settings({ countySource: "name" }));
    expect([code, name]).toEqual(["GB/ENG", "GB/ENGLAND"]);
  });

  const accountsOf = (parts: Parameters<typeof order>[0], over: Partial<Settings>) =>
    planDocument(
      planInput(order(parts), { settings: settings(over), facts: facts() }),
    ).document?.lines.flatMap(({ account }) => account ?? []) ?? [];
  it("of each account: its lines are booked on it", () => {
    const giftCard = { content: { lines: [line({ kind: "giftCard", requiresShipping: false })] } };
    expect(accountsOf(giftCard, { giftCardAccount: "9901" })).toContain("9901");
    const rounded = {
      content: { lines: [line({ unitPrice: bag("10.02") })], cashRounding: bag("-0.02") },
    };
    expect(accountsOf(rounded, { cashRoundingAccount: "9902" })).toContain("9902");
    const duty = {
      content: {
        lines: [line({ duties: [{ id: gid("Duty", 1), price: bag("4.00"), taxes: [] }] })],
      },
    };
    expect(accountsOf(duty, { dutyAccount: "9903" })).toContain("9903");
    const fees = [{ id: gid("AdditionalFee", 1), name: "Packing", price: bag("3.00"), taxes: [] }];
    expect(accountsOf({ content: { fees } }, { feeAccount: "9904" })).toContain("9904");
  });

  it("of the document's day: when the order was created, or processed", () => {
    const parts = {
      content: { createdAt: "2026-03-01T10:00:00Z", processedAt: "2026-02-20T10:00:00Z" },
    };
    const day = (over: Partial<Settings>) =>
      planDocument(planInput(order(parts), { settings: settings(over) })).document?.documentDate;
    expect(day({ documentDate: "created" })).toBe("2026-03-01");
    expect(day({ documentDate: "processed" })).toBe("2026-02-20");
  });

  it.each<[Partial<Settings>, boolean]>([
    [{ testOrders: "hold" }, true],
    [{ testOrders: "document" }, false],
  ])("of test orders: %j", (over, held) => {
    const plan = planDocument(
      planInput(order({ content: { test: true } }), { settings: settings(over) }),
    );
    expect(plan.problems.some(({ kind }) => kind === "test-order")).toBe(held);
  });
  it.each<[Partial<Settings>, boolean]>([
    [{ highRiskOrders: "hold" }, true],
    [{ highRiskOrders: "document" }, false],
  ])("of orders at high risk: %j", (over, held) => {
    const risk = { recommendation: null, assessments: [{ level: "HIGH", facts: [] }] };
    const plan = planDocument(
      planInput(order({ content: { risk: risk as never } }), { settings: settings(over) }),
    );
    expect(plan.problems.some(({ kind }) => kind === "high-risk-order")).toBe(held);
  });
});
