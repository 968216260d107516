import { describe, expect, it } from "vitest";
import { joined, nested } from "./nested.ts";

describe("nested", () => {
  it("makes a tree of dotted keys", () => {
    expect(nested({ "a.b.c": "1", "a.b.d": "2", e: "3" })).toEqual({
      a: { b: { c: "1", d: "2" } },
      e: "3",
    });
  });
  it("refuses a key that is both a text and a group", () => {
    expect(() => nested({ a: "1", "a.b": "2" })).toThrow("a.b");
    expect(() => nested({ "a.b": "2", a: "1" })).toThrow("over");
  });
});

describe("joined", () => {
  it("joins groups and refuses a text written twice", () => {
    expect(joined({ a: { b: "1" } }, { a: { c: "2" }, d: "3" })).toEqual({
      a: { b: "1", c: "2" },
      d: "3",
    });
    expect(() => joined({ a: { b: "1" } }, { a: { b: "2" } })).toThrow("b");
  });
});
