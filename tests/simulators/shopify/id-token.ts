/** Session tokens as App Bridge gives them: JWT, HS256 with the client secret, alive for one minute. */
import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";

export interface AppIdentity {
  clientId: string;
  clientSecret: string;
}

export interface IdTokenClaims {
  iss: string;
  dest: string;
  aud: string;
  sub: string;
  exp: number;
  nbf: number;
  iat: number;
  jti: string;
  sid: string;
}

const b64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const sign = (text: string, secret: string) =>
  createHmac("sha256", secret).update(text).digest("base64url");

export function signIdToken(
  app: AppIdentity,
  shop: string,
  now: Date,
  options: { user?: string; seconds?: number } = {},
): string {
  const iat = Math.floor(now.getTime() / 1000);
  const claims: IdTokenClaims = {
    iss: `https://${shop}/admin`,
    dest: `https://${shop}`,
    aud: app.clientId,
    sub: options.user ?? "1",
    exp: iat + (options.seconds ?? 60),
    nbf: iat,
    iat,
    jti: randomUUID(),
    sid: randomUUID(),
  };
  const body = `${b64({ alg: "HS256", typ: "JWT" })}.${b64(claims)}`;
  return `${body}.${sign(body, app.clientSecret)}`;
}

/** @returns the claims, or why the token is refused. Ten seconds of clock skew are allowed, as the library allows. */
export function verifyIdToken(
  app: AppIdentity,
  shop: string,
  token: string,
  now: Date,
): { claims: IdTokenClaims } | { refused: string } {
  const [head, body, signature, more] = token.split(".");
  if (!head || !body || !signature || more !== undefined)
    return { refused: "the ID token is not a JWT" };
  let header: { alg?: unknown };
  let claims: IdTokenClaims;
  try {
    header = JSON.parse(Buffer.from(head, "base64url").toString()) as { alg?: unknown };
    claims = JSON.parse(Buffer.from(body, "base64url").toString()) as IdTokenClaims;
  } catch {
    return { refused: "the ID token is not a JWT" };
  }
  if (header.alg !== "HS256") return { refused: "the ID token is not signed with HS256" };
  const expected = Buffer.from(sign(`${head}.${body}`, app.clientSecret));
  const given = Buffer.from(signature);
  if (expected.length !== given.length || !timingSafeEqual(expected, given))
    return { refused: "the ID token's signature is wrong" };
  const seconds = now.getTime() / 1000;
  if (claims.aud !== app.clientId) return { refused: "the ID token is for another app" };
  if (claims.dest !== `https://${shop}` || claims.iss !== `https://${shop}/admin`)
    return { refused: "the ID token is for another shop" };
  if (!(claims.exp > seconds - 10)) return { refused: "the ID token has expired" };
  if (!(claims.nbf <= seconds + 10)) return { refused: "the ID token is not valid yet" };
  return { claims };
}
