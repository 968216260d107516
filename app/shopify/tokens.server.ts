import { z } from "zod";
import { lockUntilCommit } from "#app/db/advisory-locks.server.ts";
import { db } from "#app/db/client.server.ts";
import { env } from "#app/env.server.ts";
import { now } from "#app/lib/clock.ts";
import { logger } from "#app/lib/logger.server.ts";
import { askedPauseMs, pauseMs } from "#app/lib/pause.ts";
import type { Result } from "#app/lib/result.ts";
import { err, ok } from "#app/lib/result.ts";
import { ownerOf, seal, unseal } from "#app/lib/seal.server.ts";
import type { ShopifyError } from "./errors.ts";
import { classifyFailure } from "./errors.ts";
import { shopifyFetch } from "./fetch.server.ts";
import { isShopDomain } from "./shop-domain.ts";

const REFRESH_BEFORE_MS = 10 * 60_000;
const REMEMBER_MS = 30_000;
const TIMEOUT_MS = 15_000;

const remembered = new Map<string, { token: string; until: number }>();
const running = new Map<string, Promise<Result<string, ShopifyError>>>();

const answer = z.object({
  access_token: z.string().min(1),
  scope: z.string().optional(),
  expires_in: z.number().positive().optional(),
  refresh_token: z.string().min(1).optional(),
  refresh_token_expires_in: z.number().positive().optional(),
});

/** The offline session's id, as the Shopify library makes it. */
const offlineSessionId = (shop: string): string => `offline_${shop}`;

/** After an uninstall or a new grant: the next call reads the session again. */
export function forgetToken(shop: string): void {
  remembered.delete(shop);
}

/**
 * The shop's offline access token, refreshed ten minutes before its end. One refresh per shop at a time, over all processes.
 * `refused` is a token Shopify just answered 401 to: then another one is fetched even though it has not ended.
 */
export async function accessToken(
  shop: string,
  refused?: string,
): Promise<Result<string, ShopifyError>> {
  if (!isShopDomain(shop))
    return err({ kind: "auth", message: `"${shop}" is not a shop's address` });
  const at = now().getTime();
  const known = remembered.get(shop);
  if (known && known.token !== refused && known.until > at) return ok(known.token);
  const key = `${shop} ${refused ?? ""}`;
  let call = running.get(key);
  if (!call) {
    call = read(shop, refused).finally(() => running.delete(key));
    running.set(key, call);
  }
  return call;
}

async function read(
  shop: string,
  refused: string | undefined,
): Promise<Result<string, ShopifyError>> {
  const row = await db.session.findFirst({ where: { id: offlineSessionId(shop), shop } });
  const opened = row && open(shop, row.accessToken);
  if (!row || !opened)
    return err({
      kind: "auth",
      message:
        "The app has no access to this shop. Open the app in Shopify Admin to connect it again.",
    });
  if (
    opened !== refused &&
    (!row.expires || row.expires.getTime() - now().getTime() > REFRESH_BEFORE_MS)
  )
    return ok(remember(shop, opened, row.expires));
  return refresh(shop, refused);
}

type Stored = { accessToken: string; refreshToken: string | null; expires: Date | null };

/** Under the lock: another process may have done it meanwhile. */
async function refresh(
  shop: string,
  refused: string | undefined,
): Promise<Result<string, ShopifyError>> {
  return db.$transaction(
    async (tx) => {
      await lockUntilCommit(tx, "tokenRefresh", shop);
      const row: Stored | null = await tx.session.findFirst({
        where: { id: offlineSessionId(shop), shop },
      });
      const current = row && open(shop, row.accessToken);
      if (!row || !current)
        return err({
          kind: "auth",
          message:
            "The app has no access to this shop. Open the app in Shopify Admin to connect it again.",
        } as const);
      const lives = (margin: number): boolean =>
        !row.expires || row.expires.getTime() - now().getTime() > margin;
      if (current !== refused && lives(REFRESH_BEFORE_MS))
        return ok(remember(shop, current, row.expires));
      const refreshToken = row.refreshToken && open(shop, row.refreshToken);
      if (!refreshToken)
        return err({
          kind: "auth",
          message:
            "The access token is no longer valid. Open the app in Shopify Admin to connect it again.",
        } as const);
      const fresh = await exchange(shop, refreshToken);
      if (!fresh.ok) {
        // A token that has not ended yet still serves: the refresh is tried again at the next call.
        if (current !== refused && lives(0)) return ok(current);
        return fresh;
      }
      const { value } = fresh;
      const expires =
        value.expires_in === undefined ? null : new Date(now().getTime() + value.expires_in * 1000);
      const data = {
        accessToken: seal(value.access_token, owner(shop)),
        expires,
        ...(value.scope === undefined ? {} : { scope: value.scope }),
        ...(value.refresh_token === undefined
          ? {}
          : { refreshToken: seal(value.refresh_token, owner(shop)) }),
        ...(value.refresh_token_expires_in === undefined
          ? {}
          : {
              refreshTokenExpires: new Date(
                now().getTime() + value.refresh_token_expires_in * 1000,
              ),
            }),
      };
      // The library stores sessions without our lock: the token that lives longer is the newer one.
      await tx.session.updateMany({
        where: {
          id: offlineSessionId(shop),
          shop,
          ...(expires && refused === undefined
            ? { OR: [{ expires: null }, { expires: { lte: expires } }] }
            : {}),
        },
        data,
      });
      return ok(remember(shop, value.access_token, expires));
    },
    { timeout: 2 * TIMEOUT_MS + 10_000, maxWait: TIMEOUT_MS },
  );
}

/** Twice when the answer gets lost: the old refresh token stays usable until the new one is first used. */
async function exchange(
  shop: string,
  refreshToken: string,
): Promise<Result<z.output<typeof answer>, ShopifyError>> {
  let failure: ShopifyError = { kind: "transient", message: "the token could not be refreshed" };
  for (let attempt = 1; attempt <= 2; attempt++) {
    try {
      const response = await shopifyFetch(`https://${shop}/admin/oauth/access_token`, {
        method: "POST",
        headers: { "content-type": "application/json", accept: "application/json" },
        body: JSON.stringify({
          client_id: env.SHOPIFY_API_KEY,
          client_secret: env.SHOPIFY_API_SECRET,
          grant_type: "refresh_token",
          refresh_token: refreshToken,
        }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const body: unknown = await response.json().catch(() => null);
      const parsed = answer.safeParse(body);
      if (response.ok && parsed.success) return ok(parsed.data);
      if (response.status === 429) {
        failure = {
          kind: "throttled",
          status: 429,
          message: "refreshing the token: Shopify answered 429",
          retryAfterMs: pauseMs(askedPauseMs(response.headers.get("retry-after"), now()), 0),
        };
        break;
      }
      failure =
        response.status === 400 || response.status === 401 || response.status === 403
          ? {
              kind: "auth",
              status: response.status,
              message:
                "Shopify no longer accepts the stored token. Open the app in Shopify Admin to connect it again.",
            }
          : {
              kind: "transient",
              status: response.status,
              message: `refreshing the token: Shopify answered ${response.status}`,
            };
      if (failure.kind === "auth") break;
    } catch (error) {
      failure = classifyFailure(error, false);
    }
  }
  logger.warn(
    { shop, kind: failure.kind, status: failure.status },
    "the shop's token could not be refreshed",
  );
  return err(failure);
}

function remember(shop: string, token: string, expires: Date | null): string {
  const at = now().getTime();
  remembered.set(shop, {
    token,
    until: Math.min(at + REMEMBER_MS, expires ? expires.getTime() - REFRESH_BEFORE_MS : Infinity),
  });
  return token;
}

const owner = (shop: string): string => ownerOf("Session", shop, offlineSessionId(shop));

/** A value whose key was taken out counts as none. */
function open(shop: string, sealed: string): string | undefined {
  try {
    return unseal(sealed, owner(shop)) || undefined;
  } catch {
    return undefined;
  }
}
