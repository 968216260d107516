import { describe, expect, it } from "vitest";
import * as money from "./money.ts";

const eur = (amount: string) => money.money(amount, "EUR");

describe("amounts with their currency", () => {
  it("add, subtract and sum to the cent", () => {
    expect(money.add(eur("0.10"), eur("0.20"))).toEqual({ amount: "0.3", currency: "EUR" });
    expect(money.subtract(eur("0.10"), eur("0.30"))).toEqual({ amount: "-0.2", currency: "EUR" });
    expect(money.sum([eur("19.99"), eur("-0.99"), eur("0.005")], "EUR")).toEqual(eur("19.005"));
    expect(money.sum([], "JPY")).toEqual({ amount: "0", currency: "JPY" });
  });

  it("are not combined across currencies, however they are combined", () => {
    const yen = money.money("1", "JPY");
    const refused = "cannot combine EUR with JPY";
    expect(() => money.add(eur("1"), yen)).toThrow(refused);
    expect(() => money.subtract(eur("1"), yen)).toThrow(refused);
    expect(() => money.sum([yen], "EUR")).toThrow(refused);
  });

  it("are zero however that is written", () => {
    expect(money.isZero({ amount: "-0.00", currency: "EUR" })).toBe(true);
    expect(money.isZero(eur("0.001"))).toBe(false);
    expect(money.zero("KWD")).toEqual({ amount: "0", currency: "KWD" });
  });
});
