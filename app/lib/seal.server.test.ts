import { createCipheriv, randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { env } from "#app/env.server.ts";
import { isFreshlySealed, ownerOf, seal, unseal } from "./seal.server.ts";

const OWNER = ownerOf("Session", "one.myshopify.com", "offline_one.myshopify.com");

/** As values were sealed before they had owners. */
function sealedBefore(text: string): string {
  const [key] = env.ENCRYPTION_KEYS;
  if (!key) throw new Error("no key");
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key.key, iv);
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  const parts = [iv, cipher.getAuthTag(), sealed].map((part) => part.toString("base64url"));
  return ["v1", key.id, ...parts].join(".");
}

describe("sealing secrets", () => {
  it("opens what it sealed, never to the same text twice", () => {
    const sealed = seal("shpat_secret", OWNER);
    expect(sealed).not.toContain("secret");
    expect(seal("shpat_secret", OWNER)).not.toBe(sealed);
    expect(unseal(sealed, OWNER)).toBe("shpat_secret");
    expect(isFreshlySealed(sealed)).toBe(true);
  });
  it("refuses a changed value and an unknown key, without showing either", () => {
    const sealed = seal("shpat_secret", OWNER);
    expect(() => unseal(`${sealed.slice(0, -2)}AA`, OWNER)).toThrow();
    expect(() => unseal(sealed.replace(".t1.", ".t9."), OWNER)).toThrow(
      /"t9" is not in ENCRYPTION_KEYS/,
    );
  });
  it("does not open in another row or another shop", () => {
    const sealed = seal("shpat_secret", OWNER);
    for (const other of [
      ownerOf("Session", "two.myshopify.com", "offline_one.myshopify.com"),
      ownerOf("Session", "one.myshopify.com", "other"),
      ownerOf("ErpConnection", "one.myshopify.com", "offline_one.myshopify.com"),
    ])
      expect(() => unseal(sealed, other)).toThrow();
    expect(() => unseal(sealed.replace(/^v2/, "v1"), OWNER)).toThrow();
  });
  it("refuses a tag that was cut short", () => {
    const [version, key, iv, tag, text] = seal("shpat_secret", OWNER).split(".");
    for (const bytes of [0, 4, 8, 12, 15]) {
      const short = Buffer.from(tag ?? "", "base64url")
        .subarray(0, bytes)
        .toString("base64url");
      expect(() => unseal([version, key, iv, short, text].join("."), OWNER)).toThrow(/too short/);
    }
  });
  it("opens what was sealed before values had owners, and says that it is to be sealed anew", () => {
    const old = sealedBefore("shpat_secret");
    expect(unseal(old, OWNER)).toBe("shpat_secret");
    expect(isFreshlySealed(old)).toBe(false);
  });
});
