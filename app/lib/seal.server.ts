import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { env } from "#app/env.server.ts";

/**
 * Encryption of secrets at rest: AES-256-GCM, the key id kept with the value ("v1.<key id>.<iv>.<tag>.<text>", base64url).
 * The first key of ENCRYPTION_KEYS seals; any of them opens, so keys can be rotated.
 */
export function seal(text: string): string {
  const [key] = env.ENCRYPTION_KEYS;
  if (!key) throw new Error("ENCRYPTION_KEYS is empty");
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key.key, iv);
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return [
    "v1",
    key.id,
    iv.toString("base64url"),
    cipher.getAuthTag().toString("base64url"),
    sealed.toString("base64url"),
  ].join(".");
}

/** Throws when the key is no longer known or the value was changed. */
export function unseal(value: string): string {
  const [version, keyId, iv, tag, sealed] = value.split(".");
  if (version !== "v1" || !keyId || iv === undefined || tag === undefined || sealed === undefined)
    throw new Error("not a sealed value");
  const key = env.ENCRYPTION_KEYS.find((candidate) => candidate.id === keyId);
  if (!key) throw new Error(`the encryption key "${keyId}" is not in ENCRYPTION_KEYS any more`);
  const decipher = createDecipheriv("aes-256-gcm", key.key, Buffer.from(iv, "base64url"));
  decipher.setAuthTag(Buffer.from(tag, "base64url"));
  return Buffer.concat([
    decipher.update(Buffer.from(sealed, "base64url")),
    decipher.final(),
  ]).toString("utf8");
}
