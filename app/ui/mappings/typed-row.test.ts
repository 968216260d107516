import { describe, expect, it } from "vitest";
import { erpOf, typedOf } from "./typed-row.ts";

describe("a mapping row as typed", () => {
  it("is the same after a round trip", () => {
    const erp = { code: "DHL", agent: "DHL", charge: { type: "account", number: "8400" } };
    expect(erpOf(typedOf(erp))).toEqual(erp);
  });
  it("takes the mapping away when nothing is filled in", () => {
    expect(erpOf({ code: "  ", chargeType: "" })).toBeNull();
    expect(erpOf(typedOf(null))).toBeNull();
  });
  it("keeps a charge without its number, so that it is refused and not lost", () => {
    expect(erpOf({ chargeType: "item", chargeNumber: "" })).toEqual({
      charge: { type: "item", number: "" },
    });
  });
});
