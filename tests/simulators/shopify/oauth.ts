/**
 * `POST /admin/oauth/access_token`: token exchange and refresh. Offline tokens live 60 minutes, refresh tokens 90 days; a refresh hands out a
 * new pair, and the refresh token it was made with stays usable until the new one is first used (at most 30 days).
 */
import { randomBytes } from "node:crypto";
import { type AppIdentity, verifyIdToken } from "./id-token.ts";
import type { SimClock } from "./world-interface.ts";

const ACCESS_TOKEN_SECONDS = 3600;
const REFRESH_TOKEN_SECONDS = 90 * 24 * 3600;
const OLD_REFRESH_TOKEN_SECONDS = 30 * 24 * 3600;
const ONLINE_TOKEN_SECONDS = 24 * 3600 - 1;

const EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
const ID_TOKEN = "urn:ietf:params:oauth:token-type:id_token";
const OFFLINE = "urn:shopify:params:oauth:token-type:offline-access-token";
const ONLINE = "urn:shopify:params:oauth:token-type:online-access-token";

interface AccessToken {
  shop: string;
  expires: number;
  online: boolean;
}
interface RefreshToken {
  shop: string;
  expires: number;
  /** the refresh token this one replaced; dies when this one is used */ replaces?: string;
}

export interface TokenAnswer {
  status: number;
  body: Record<string, unknown>;
}

export interface Installations {
  isInstalled(shop: string): boolean;
  scopes(shop: string): readonly string[];
}

export interface OAuth {
  exchange(shop: string, form: Record<string, unknown>): TokenAnswer;
  /** The token's shop must be the one asked; undefined when the token is unknown, expired, revoked or of another shop. */
  accepts(shop: string, token: string | undefined): boolean;
  revoke(shop: string): void;
  /** Ends the life of the shop's access tokens; refresh tokens stay. */
  expireAccessTokens(shop: string): void;
  reset(): void;
  counts(): { accessTokens: number; refreshTokens: number };
}

export function createOAuth(options: {
  app: AppIdentity;
  clock: SimClock;
  installations: Installations;
}): OAuth {
  const { app, clock, installations } = options;
  const access = new Map<string, AccessToken>();
  const refresh = new Map<string, RefreshToken>();
  const seconds = () => clock.now().getTime() / 1000;
  const refused = (status: number, error: string, description: string): TokenAnswer => ({
    status,
    body: { error, error_description: description },
  });

  const field = (form: Record<string, unknown>, name: string) =>
    typeof form[name] === "string" ? form[name] : "";

  function issue(shop: string, replaces?: string): TokenAnswer {
    const accessToken = `shpat_${randomBytes(16).toString("hex")}`;
    const refreshToken = `shprt_${randomBytes(16).toString("hex")}`;
    access.set(accessToken, { shop, expires: seconds() + ACCESS_TOKEN_SECONDS, online: false });
    refresh.set(refreshToken, {
      shop,
      expires: seconds() + REFRESH_TOKEN_SECONDS,
      ...(replaces ? { replaces } : {}),
    });
    return {
      status: 200,
      body: {
        access_token: accessToken,
        scope: installations.scopes(shop).join(","),
        expires_in: ACCESS_TOKEN_SECONDS,
        refresh_token: refreshToken,
        refresh_token_expires_in: REFRESH_TOKEN_SECONDS,
      },
    };
  }

  function issueOnline(shop: string, user: string): TokenAnswer {
    const accessToken = `shpua_${randomBytes(16).toString("hex")}`;
    access.set(accessToken, { shop, expires: seconds() + ONLINE_TOKEN_SECONDS, online: true });
    const scope = installations.scopes(shop).join(",");
    return {
      status: 200,
      body: {
        access_token: accessToken,
        scope,
        expires_in: ONLINE_TOKEN_SECONDS,
        associated_user_scope: scope,
        associated_user: {
          id: Number(user),
          first_name: "Sam",
          last_name: "Owner",
          email: `owner@${shop}`,
          email_verified: true,
          account_owner: true,
          locale: "en",
          collaborator: false,
        },
      },
    };
  }

  function tokenExchange(shop: string, form: Record<string, unknown>): TokenAnswer {
    if (form["subject_token_type"] !== ID_TOKEN)
      return refused(400, "invalid_request", "subject_token_type must be an ID token");
    const verdict = verifyIdToken(app, shop, field(form, "subject_token"), clock.now());
    if ("refused" in verdict) return refused(400, "invalid_subject_token", verdict.refused);
    if (form["requested_token_type"] === ONLINE) return issueOnline(shop, verdict.claims.sub);
    if (form["requested_token_type"] !== OFFLINE)
      return refused(400, "invalid_request", "requested_token_type is neither online nor offline");
    if (field(form, "expiring") !== "1")
      return refused(
        400,
        "invalid_request",
        "apps created since 2026-04-01 get expiring offline tokens only: send expiring=1",
      );
    return issue(shop);
  }

  function refreshGrant(shop: string, form: Record<string, unknown>): TokenAnswer {
    const given = field(form, "refresh_token");
    const known = refresh.get(given);
    if (!known || known.shop !== shop || known.expires <= seconds())
      return refused(400, "invalid_grant", "This request requires an active refresh_token");
    if (known.replaces) refresh.delete(known.replaces);
    delete known.replaces;
    // A repeated use of the previous token replaces the unused successor.
    for (const [token, other] of refresh) if (other.replaces === given) refresh.delete(token);
    known.expires = Math.min(known.expires, seconds() + OLD_REFRESH_TOKEN_SECONDS);
    return issue(shop, given);
  }

  return {
    exchange(shop, form) {
      if (form["client_id"] !== app.clientId || form["client_secret"] !== app.clientSecret)
        return refused(401, "invalid_client", "Client authentication failed");
      if (!installations.isInstalled(shop))
        return refused(400, "app_not_installed", "The application is not installed on this shop");
      if (form["grant_type"] === EXCHANGE) return tokenExchange(shop, form);
      if (form["grant_type"] === "refresh_token") return refreshGrant(shop, form);
      return refused(
        400,
        "unsupported_grant_type",
        "grant_type must be token exchange or refresh_token",
      );
    },
    accepts(shop, token) {
      const known = token === undefined ? undefined : access.get(token);
      return (
        known !== undefined &&
        known.shop === shop &&
        known.expires > seconds() &&
        installations.isInstalled(shop)
      );
    },
    revoke(shop) {
      for (const map of [access, refresh] as Map<string, { shop: string }>[])
        for (const [token, entry] of map) if (entry.shop === shop) map.delete(token);
    },
    expireAccessTokens(shop) {
      for (const entry of access.values()) if (entry.shop === shop) entry.expires = seconds();
    },
    reset() {
      access.clear();
      refresh.clear();
    },
    counts: () => ({ accessTokens: access.size, refreshTokens: refresh.size }),
  };
}
