import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig, type Plugin } from "vite";
import { textsInUse } from "./scripts/texts-in-use.mjs";

declare module "@remix-run/node" {
  interface Future {
    v3_singleFetch: true;
  }
}

/**
 * Remix asks the browser's build for a file of every route. Of a route that only a server or Shopify calls (webhooks, data, redirects) nothing is left there, and
 * Rollup warns of an empty chunk: such a file says instead that the route has no handle.
 */
const routesOfTheServer: Plugin = {
  name: "routes-of-the-server",
  enforce: "post",
  transform: (code, id) =>
    id.endsWith("?__remix-build-client-route") && /^export\s*\{\s*\}/.test(code)
      ? { code: "export const handle = undefined;", map: null }
      : null,
};

export default defineConfig({
  plugins: [
    routesOfTheServer,
    remix({
      ignoredRouteFiles: ["**/*.test.*"],
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_lazyRouteDiscovery: true,
        v3_singleFetch: true,
        v3_routeConfig: true,
      },
    }),
    textsInUse(),
  ],
  // A thousand small files, read one by one, would be a fifth of what a start takes.
  ssr: { noExternal: ["@shopify/polaris", "@shopify/polaris-icons"] },
  json: { namedExports: false },
  build: { assetsInlineLimit: 0, chunkSizeWarningLimit: 1500 },
});
