import { createHash, randomBytes } from "node:crypto";

/** 256 bits: nobody guesses one, however often they may ask. */
export const newToken = (): string => randomBytes(32).toString("base64url");

/** By what the secret is kept and looked for: what is compared is no part of it, so that the time of a look-up tells nothing. */
export const tokenHash = (token: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(createHash("sha256").update(token, "utf8").digest());

export const isToken = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(text);
