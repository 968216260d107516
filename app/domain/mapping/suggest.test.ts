import { describe, expect, it } from "vitest";
import { suggest } from "./suggest.ts";

const values = [
  { code: "MAIN", title: "Main warehouse" },
  { code: "OUTLET", title: "Outlet Köln" },
  { code: "OLD", title: "Old", blocked: true },
];

describe("suggest", () => {
  it("finds the value of the same name or code, whatever its case, accents and separators", () => {
    expect(suggest("Main Warehouse", values)).toBe("MAIN");
    expect(suggest("outlet-koln", values)).toBe("OUTLET");
    expect(suggest("main", values)).toBe("MAIN");
  });
  it("suggests nothing that is blocked, alike only, or not alone", () => {
    expect(suggest("Old", values)).toBeNull();
    expect(
      suggest("Main", [
        { code: "MAIN", title: "x" },
        { code: "M2", title: "Main" },
      ]),
    ).toBeNull();
    expect(suggest("Warehouse", values)).toBeNull();
    expect(suggest("—", [{ code: "-", title: "" }])).toBeNull();
  });
});
