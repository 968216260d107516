import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { ConnectionSettings } from "#app/erp/port/adapter.ts";

/**
 * What Business Central says in each notice to prove itself (`clientState`). Made of the application's own secret, so that nothing more is kept and
 * a new secret makes a new one; of the connection, so that no other shop of the same application can speak for it.
 */
export const noticeSecret = ({ shop, connectionId, secrets }: Connection): string =>
  createHmac("sha256", secrets.clientSecret ?? "")
    .update(JSON.stringify(["business-central notices", shop, connectionId]))
    .digest("base64url");
type Connection = Pick<ConnectionSettings, "shop" | "connectionId" | "secrets">;

/** Takes the same time whatever differs. */
export const isSecret = (given: unknown, secret: string): boolean =>
  typeof given === "string" && timingSafeEqual(digest(given), digest(secret));
const digest = (text: string): Buffer => createHash("sha256").update(text, "utf8").digest();
