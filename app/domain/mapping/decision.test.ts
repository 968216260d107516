import { describe, expect, it } from "vitest";
import { lost, why } from "./decision.ts";

const at = { about: "sellTo", rule: "M-3" };

describe("a reason", () => {
  it("is its text, what fills it, what lost, and where it is changed", () => {
    expect(
      why(
        at,
        "customer.linked",
        { number: "1000", name: "Ann" },
        { lost: [lost("customer.noLink", {})], change: "/app/mappings/customers" },
      ),
    ).toEqual({
      ...at,
      text: "why.customer.linked",
      params: { number: "1000", name: "Ann" },
      lost: [{ text: "why.customer.noLink", params: {} }],
      change: "/app/mappings/customers",
    });
  });
  it("does not compile with a missing, misspelt or superfluous parameter", () => {
    // @ts-expect-error -- the sentence has a name too
    why(at, "customer.linked", { number: "1000" });
    // @ts-expect-error -- misspelt
    why(at, "customer.linked", { number: "1000", nam: "Ann" });
    // @ts-expect-error -- nothing to fill
    why(at, "number.series", { number: "1000" });
    const either = "customer.none.email" as "customer.none.email" | "customer.noLink";
    // @ts-expect-error -- one of the two sentences has a value
    lost(either, {});
  });
});
