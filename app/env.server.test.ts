import { describe, expect, it } from "vitest";
import { readEnv } from "./env.server.ts";

const good = {
  SHOPIFY_API_KEY: "id",
  SHOPIFY_API_SECRET: "secret",
  SHOPIFY_APP_URL: "https://app.example.com",
  SCOPES: "read_orders",
  ENCRYPTION_KEYS: `k1:${Buffer.alloc(32).toString("base64")}`,
};
const problemsOf = (variables: Record<string, string | undefined>): string[] => {
  const read = readEnv(variables);
  return read.ok ? [] : read.problems;
};

describe("the environment", () => {
  it("is read with defaults; an empty DATABASE_URL means the embedded database", () => {
    const read = readEnv({ ...good, DATABASE_URL: "" });
    expect(read.ok && [read.env.PORT, read.env.DATABASE_URL, read.env.WORKER]).toEqual([
      3000,
      undefined,
      "in-process",
    ]);
  });
  it("takes the tunnel that the Shopify CLI gives as HOST for the public address, not for one to listen on", () => {
    const { SHOPIFY_APP_URL: _none, ...rest } = good;
    const read = readEnv({ ...rest, HOST: "https://tunnel.example.com" });
    expect(read.ok && [read.env.SHOPIFY_APP_URL, read.env.HOST]).toEqual([
      "https://tunnel.example.com",
      "0.0.0.0",
    ]);
    const empty = readEnv({ ...rest, SHOPIFY_APP_URL: "", HOST: "https://tunnel.example.com" });
    expect(empty.ok && empty.env.SHOPIFY_APP_URL).toBe("https://tunnel.example.com");
    const named = readEnv({ ...good, HOST: "https://tunnel.example.com" });
    expect(named.ok && named.env.SHOPIFY_APP_URL).toBe(good.SHOPIFY_APP_URL);
  });
  it("names each variable that is missing, and what it is", () => {
    expect(problemsOf({})).toEqual([
      expect.stringMatching(/^SHOPIFY_API_KEY is missing: the app's client id/),
      expect.stringMatching(/^SHOPIFY_API_SECRET is missing/),
      expect.stringMatching(/^SHOPIFY_APP_URL is missing/),
      expect.stringMatching(/^SCOPES is missing/),
      expect.stringMatching(/^ENCRYPTION_KEYS is missing/),
    ]);
  });
  it.each([
    ["ENCRYPTION_KEYS", "k1:c2hvcnQ=", /32 bytes/],
    ["DATABASE_URL", "mysql://x", /postgresql:\/\//],
    ["SHOPIFY_ORIGIN", "https://evil.example", /on this machine/],
    ["PORT", "99999", /PORT/],
    ["WORKER", "maybe", /WORKER/],
  ])("refuses %s=%s without showing other values", (name, value, message) => {
    const problems = problemsOf({ ...good, [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(message);
    expect(problems.join()).not.toContain("secret");
  });
  it("keeps several encryption keys, newest first", () => {
    const read = readEnv({
      ...good,
      ENCRYPTION_KEYS: `k2:${Buffer.alloc(32, 2).toString("base64")}, k1:${Buffer.alloc(32).toString("base64")}`,
    });
    expect(read.ok && read.env.ENCRYPTION_KEYS.map(({ id }) => id)).toEqual(["k2", "k1"]);
  });
});
