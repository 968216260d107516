import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { isShopDomain } from "./shop-domain.ts";

/** Shopify's clocks and ours may differ by so much. */
const SKEW_SECONDS = 10;

const claims = z.object({
  iss: z.string(),
  dest: z.string(),
  aud: z.string(),
  exp: z.number(),
  nbf: z.number().optional(),
});

/** Who may have signed a token, and when it is read. */
export interface TokenCheck {
  clientId: string;
  secrets: readonly string[];
  at: Date;
}

/**
 * The shop an ID token was issued for, or undefined when it is not one of Shopify's for this app. It must end some time, and its
 * issuer and its destination must be the same shop; the Shopify library asks for neither.
 */
export function shopOfToken(token: string, check: TokenCheck): string | undefined {
  const [head = "", body = "", signature = "", ...more] = token.split(".");
  if (more.length > 0 || !signedBy(`${head}.${body}`, signature, check.secrets)) return undefined;
  if (z.object({ alg: z.literal("HS256") }).safeParse(decoded(head)).success === false)
    return undefined;
  const parsed = claims.safeParse(decoded(body));
  if (!parsed.success) return undefined;
  const { iss, dest, aud, exp, nbf } = parsed.data;
  const seconds = check.at.getTime() / 1000;
  if (aud !== check.clientId || exp <= seconds - SKEW_SECONDS) return undefined;
  if (nbf !== undefined && nbf > seconds + SKEW_SECONDS) return undefined;
  const shop = dest.replace(/^https:\/\//, "");
  return isShopDomain(shop) && dest === `https://${shop}` && iss === `https://${shop}/admin`
    ? shop
    : undefined;
}

/** A signature has one spelling; another one that decodes to the same bytes is refused. */
function signedBy(text: string, signature: string, secrets: readonly string[]): boolean {
  const given = Buffer.from(signature, "base64url");
  if (given.length !== 32 || given.toString("base64url") !== signature) return false;
  return secrets
    .map((secret) => timingSafeEqual(createHmac("sha256", secret).update(text).digest(), given))
    .includes(true);
}

function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}

/** What of a request says who asks. */
export interface Asked {
  url: URL;
  authorization: string | null;
}

/** The token of a request: from App Bridge's header, else from the address of a page. */
export const tokenOf = ({ url, authorization }: Asked): string | null =>
  authorization === null ? url.searchParams.get("id_token") : authorization.replace(/^Bearer /, "");
