import "@shopify/shopify-app-remix/adapters/node";
import { setAbstractFetchFunc } from "@shopify/shopify-api/runtime";
import type { ApiVersion } from "@shopify/shopify-app-remix/server";
import { AppDistribution, LogSeverity, shopifyApp } from "@shopify/shopify-app-remix/server";
import { install } from "./domain/installation/install.server.ts";
import { env } from "./env.server.ts";
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

export const { authenticate, addDocumentResponseHeaders } = shopify;

/** What the browser needs to know of the app: its client id, and where App Bridge comes from when Shopify is on this machine. */
export const browserConfig = {
  apiKey: env.SHOPIFY_API_KEY,
  appBridgeUrl: env.SHOPIFY_ORIGIN ? `${env.SHOPIFY_ORIGIN}/app-bridge.js` : undefined,
};
