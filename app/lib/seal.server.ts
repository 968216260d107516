import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { env } from "#app/env.server.ts";

const ALGORITHM = "aes-256-gcm";
const TAG_BYTES = 16;
const SEALED = /^v[12](\.[A-Za-z0-9_-]*){4}$/;

/**
 * Encryption of secrets at rest: AES-256-GCM, the key id kept with the value ("v2.<key
 * id>.<iv>.<tag>.<text>", base64url).
 * The first key of ENCRYPTION_KEYS seals; any of them opens, so keys can be rotated. `owner` names
 * the row that keeps the value, its shop
 * included: a value copied into another row does not open. Values of version 1 have no owner. What
 * is not of the newest key and version is sealed anew every night.
 */
export function seal(text: string, owner: string): string {
  const [key] = env.ENCRYPTION_KEYS;
  if (!key) throw new Error("ENCRYPTION_KEYS is empty");
  const iv = randomBytes(12);
  const cipher = createCipheriv(ALGORITHM, key.key, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(owner, "utf8"));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return [
    "v2",
    key.id,
    iv.toString("base64url"),
    cipher.getAuthTag().toString("base64url"),
    sealed.toString("base64url"),
  ].join(".");
}

/** Throws when the key is no longer known, the value was changed, or it is another row's. */
export function unseal(value: string, owner: string): string {
  if (!SEALED.test(value)) throw new Error("not a sealed value");
  const [version, keyId, iv = "", tag = "", sealed = ""] = value.split(".");
  const key = env.ENCRYPTION_KEYS.find((candidate) => candidate.id === keyId);
  if (!key) throw new Error(`the encryption key "${keyId}" is not in ENCRYPTION_KEYS any more`);
  const authTag = Buffer.from(tag, "base64url");
  // A shorter tag is easier to guess; Node would take one of four bytes.
  if (authTag.length !== TAG_BYTES) throw new Error("the sealed value's tag is too short");
  const decipher = createDecipheriv(ALGORITHM, key.key, Buffer.from(iv, "base64url"), {
    authTagLength: TAG_BYTES,
  });
  if (version === "v2") decipher.setAAD(Buffer.from(owner, "utf8"));
  decipher.setAuthTag(authTag);
  return Buffer.concat([
    decipher.update(Buffer.from(sealed, "base64url")),
    decipher.final(),
  ]).toString("utf8");
}

/** Whether it is sealed with the newest key and bound to its row. */
export const isFreshlySealed = (value: string): boolean =>
  value.startsWith(`v2.${env.ENCRYPTION_KEYS[0]?.id ?? ""}.`);

/** The same secret under the newest key; null where it cannot be opened: its key is gone, or it is damaged. */
export function sealedAnew(value: string, owner: string): string | null {
  if (isFreshlySealed(value)) return value;
  try {
    return seal(unseal(value, owner), owner);
  } catch {
    return null;
  }
}

/** What became of stored secrets when they were gone through. */
export interface SealedAnew {
  sealed: number;
  /** Left as they are: no key opens them any more. */
  unreadable: number;
}

/** What a value is bound to: its table and the key of its row. */
export const ownerOf = (
  table: "Session" | "ErpConnection" | "CatalogFeed",
  shop: string,
  id: string,
): string => `${table}/${shop}/${id}`;
