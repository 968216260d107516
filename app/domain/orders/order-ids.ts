import { randomBytes } from "node:crypto";

/** A time-ordered id (UUID version 7), for rows written by plain SQL. */
export function newId(at: Date): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(at.getTime(), 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join("-");
}

export const orderGid = (legacyId: string): string => `gid://shopify/Order/${legacyId}`;
export const isOrderGid = (text: string): boolean =>
  /^gid:\/\/shopify\/Order\/\d{1,20}$/.test(text);
