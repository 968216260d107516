import "@shopify/shopify-app-remix/adapters/node";
import { setAbstractFetchFunc } from "@shopify/shopify-api/runtime";
import type { ApiVersion } from "@shopify/shopify-app-remix/server";
import { AppDistribution, LogSeverity, shopifyApp } from "@shopify/shopify-app-remix/server";
import { redirect } from "@remix-run/node";
import { install } from "./domain/installation/install.server.ts";
import { env } from "./env.server.ts";
import { now } from "./lib/clock.ts";
import { shopOfToken, tokenOf, type Asked } from "./shopify/id-token.ts";
import { sessionStorage } from "./shopify/sessions.server.ts";
import { API_VERSION } from "./shopify/api-version.ts";
import { shopifyFetch } from "./shopify/fetch.server.ts";

setAbstractFetchFunc(shopifyFetch);

const shopify = shopifyApp({
  apiKey: env.SHOPIFY_API_KEY,
  apiSecretKey: env.SHOPIFY_API_SECRET,
  apiVersion: API_VERSION as ApiVersion,
  scopes: env.SCOPES.split(",").map((scope) => scope.trim()),
  appUrl: env.SHOPIFY_APP_URL,
  authPathPrefix: "/auth",
  sessionStorage,
  distribution: AppDistribution.AppStore,
  // Below warnings it writes a line per request, with addresses that are not ours to log.
  logger: { level: LogSeverity.Warning },
  future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
  // Runs after each new token: the first time that is the installation.
  hooks: { afterAuth: async ({ session }) => install(session.shop, session.scope ?? "") },
});

/** Secrets that a signature of Shopify's may be made with. */
const secrets = [env.SHOPIFY_API_SECRET, env.SHOPIFY_API_SECRET_PREVIOUS].filter(
  (secret) => secret !== undefined,
);

/** The shop of a request's ID token; undefined when it carries none, or one that is not good. */
export function shopAsking(asked: Asked): string | undefined {
  const token = tokenOf(asked);
  return token === null
    ? undefined
    : shopOfToken(token, { clientId: env.SHOPIFY_API_KEY, secrets, at: now() });
}

/**
 * Who asks, as the Shopify library finds out: a session, or a thrown answer (sign-in, another try). It refuses browsers by their name
 * because it takes them for robots; the token says better who somebody is, so the name is kept from it.
 */
export async function signIn(request: Request): ReturnType<typeof shopify.authenticate.admin> {
  const authorization = request.headers.get("authorization");
  const asked = { url: new URL(request.url), authorization };
  if (tokenOf(asked) && shopAsking(asked) === undefined)
    throw authorization !== null
      ? new Response(null, { status: 401, headers: { [TRY_AGAIN]: "1" } })
      : redirect(withoutToken(request.url));
  const headers = new Headers(request.headers);
  headers.delete("user-agent");
  return shopify.authenticate.admin(
    new Request(request.url, { method: request.method, headers, signal: request.signal }),
  );
}

/** App Bridge fetches a new token and sends the request again. */
const TRY_AGAIN = "X-Shopify-Retry-Invalid-Session-Request";

/** The same page, asked for without a token: the library then has the admin fetch one. */
function withoutToken(address: string): string {
  const url = new URL(address);
  url.searchParams.delete("id_token");
  return url.pathname + url.search;
}

/** What the browser needs to know of the app: its client id, and where App Bridge comes from. */
export const browserConfig = {
  apiKey: env.SHOPIFY_API_KEY,
  appBridgeUrl: env.SHOPIFY_ORIGIN
    ? `${env.SHOPIFY_ORIGIN}/app-bridge.js`
    : "https://cdn.shopify.com/shopifycloud/app-bridge.js",
};
