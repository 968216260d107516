import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { shopOfToken } from "./id-token.ts";

const AT = new Date("2026-11-29T12:00:00Z");
const SHOP = "harbour-goods.myshopify.com";
const GOOD = {
  iss: `https://${SHOP}/admin`,
  dest: `https://${SHOP}`,
  aud: "client",
  sub: "1",
  exp: AT.getTime() / 1000 + 60,
  nbf: AT.getTime() / 1000,
};
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
function token(claims: object, { head = { alg: "HS256", typ: "JWT" }, secret = "new" } = {}) {
  const text = `${part(head)}.${part(claims)}`;
  return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
}
const shopOf = (text: string) =>
  shopOfToken(text, { clientId: "client", secrets: ["new", "old"], at: AT });
const without = (name: keyof typeof GOOD) =>
  Object.fromEntries(Object.entries(GOOD).filter(([key]) => key !== name));

describe("the shop of an ID token", () => {
  it("is the one it was issued for, signed with the present or the previous secret", () => {
    expect(shopOf(token(GOOD))).toBe(SHOP);
    expect(shopOf(token(GOOD, { secret: "old" }))).toBe(SHOP);
    expect(shopOf(token(GOOD, { secret: "older" }))).toBeUndefined();
  });

  it.each([
    ["no end", without("exp")],
    ["no issuer", without("iss")],
    ["no destination", without("dest")],
    ["no audience", without("aud")],
    ["an end that has passed", { ...GOOD, exp: AT.getTime() / 1000 - 11 }],
    ["an end that is no number", { ...GOOD, exp: String(GOOD.exp) }],
    ["a beginning still to come", { ...GOOD, nbf: AT.getTime() / 1000 + 60 }],
    ["another app", { ...GOOD, aud: "other" }],
    ["an issuer that is another shop", { ...GOOD, iss: "https://other-shop.myshopify.com/admin" }],
    ["a destination that is another shop", { ...GOOD, dest: "https://other-shop.myshopify.com" }],
    [
      "a destination that is no shop",
      { ...GOOD, dest: "https://evil.example", iss: "https://evil.example/admin" },
    ],
    ["a path behind the shop", { ...GOOD, dest: `https://${SHOP}/x` }],
  ])("is none with %s", (_what, claims) => {
    expect(shopOf(token(claims))).toBeUndefined();
  });

  it("is none without a signature, with another algorithm, and with a signature spelled otherwise", () => {
    const good = token(GOOD);
    // 32 bytes leave two bits of the last character unused: four spellings decode to the same.
    const last = good.at(-1) ?? "";
    const same = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"].filter(
      (other) =>
        other !== last &&
        Buffer.from(good.slice(-3, -1) + other, "base64url").equals(
          Buffer.from(good.slice(-3), "base64url"),
        ),
    );
    expect(same.length).toBeGreaterThan(0);
    for (const bad of [
      "",
      "a.b.c",
      `${part({ alg: "none" })}.${part(GOOD)}.`,
      token(GOOD, { head: { alg: "none", typ: "JWT" } }),
      `${good}=`,
      `${good}.x`,
      ...same.map((other) => good.slice(0, -1) + other),
    ])
      expect(shopOf(bad), bad).toBeUndefined();
  });
});
