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

  it("are equal by value, not by how they are written, and only in one currency", () => {
    expect(money.equals({ amount: "1.10", currency: "EUR" }, eur("1.1"))).toBe(true);
    expect(money.equals(eur("1.1"), eur("1.11"))).toBe(false);
    expect(money.equals(eur("0"), money.zero("USD"))).toBe(false);
    expect(money.isZero({ amount: "-0.00", currency: "EUR" })).toBe(true);
    expect(money.isZero(eur("0.001"))).toBe(false);
  });
});

describe("rounding to the currency's own decimals", () => {
  it.each([
    // amount, currency, half away from zero, half to even, with all decimals
    ["12.345", "EUR", "12.35", "12.34", "12.35"],
    ["12.3", "EUR", "12.3", "12.3", "12.30"],
    ["-12.345", "USD", "-12.35", "-12.34", "-12.35"],
    ["1250.5", "JPY", "1251", "1250", "1251"],
    ["-0.4", "JPY", "0", "0", "0"],
    ["1.2345", "KWD", "1.235", "1.234", "1.235"],
    ["7", "KWD", "7", "7", "7.000"],
    ["0.00005", "CLF", "0.0001", "0", "0.0001"],
    ["99.995", "HUF", "100", "100", "100.00"],
  ])("%s %s", (amount, currency, up, even, fixed) => {
    const value = money.money(amount, currency);
    expect(money.roundToCurrency(value)).toEqual({ amount: up, currency });
    expect(money.roundToCurrency(value, "halfEven")).toEqual({ amount: even, currency });
    expect(money.toFixed(value)).toBe(fixed);
  });
});
