import { describe, expect, it } from "vitest";
import { seal, unseal } from "./seal.server.ts";

describe("sealing secrets", () => {
  it("opens what it sealed, never to the same text twice", () => {
    const sealed = seal("shpat_secret");
    expect(sealed).not.toContain("secret");
    expect(seal("shpat_secret")).not.toBe(sealed);
    expect(unseal(sealed)).toBe("shpat_secret");
  });
  it("refuses a changed value and an unknown key, without showing either", () => {
    const sealed = seal("shpat_secret");
    expect(() => unseal(`${sealed.slice(0, -2)}AA`)).toThrow();
    expect(() => unseal(sealed.replace(".t1.", ".t9."))).toThrow(/"t9" is not in ENCRYPTION_KEYS/);
  });
});
