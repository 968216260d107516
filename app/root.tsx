import type { LinksFunction } from "@remix-run/node";
import { Links, Meta, Outlet, Scripts, ScrollRestoration } from "@remix-run/react";
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";
import { Suspense, useMemo, type ReactNode } from "react";
import { PlainError } from "./ui/plain-error.tsx";
import { DIRECTION } from "./i18n/languages.ts";
import { TranslationProvider } from "./i18n/use-translation.ts";
import { translatorOf } from "./ui/translator.ts";
import appStyles from "./ui/app.css?url";
import { API_KEY_META, APP_BRIDGE_ID, useBrowserConfig } from "./ui/browser-config.ts";
import { TitleProvider, useDocumentTitle } from "./ui/document-title.tsx";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: polarisStyles },
  { rel: "stylesheet", href: appStyles },
  // No icon of its own inside Shopify Admin; this keeps browsers from asking for /favicon.ico.
  { rel: "icon", href: "data:," },
];

export function Layout({ children }: { children: ReactNode }) {
  const { language, texts } = useBrowserConfig();
  const i18n = useMemo(() => translatorOf(language, texts), [language, texts]);
  return (
    <TranslationProvider value={i18n}>
      <Document>{children}</Document>
    </TranslationProvider>
  );
}

/** Nothing is shown before the document is read up to here: a table that is shown row by row moves with each of them. */
const CONTENT_END = "content-end";

/** App Bridge is the document's first script, as Shopify asks, and reads the app's client id from the document. */
function Document({ children }: { children: ReactNode }) {
  const { apiKey, appBridgeUrl, language } = useBrowserConfig();
  const { title, setNamed } = useDocumentTitle();
  return (
    <html lang={language} dir={DIRECTION[language]}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name={API_KEY_META} content={apiKey} />
        <script id={APP_BRIDGE_ID} src={appBridgeUrl} />
        <title>{title}</title>
        <Meta />
        <Links />
        <link rel="expect" href={`#${CONTENT_END}`} blocking="render" />
      </head>
      <body>
        <TitleProvider setNamed={setNamed}>{children}</TitleProvider>
        <span id={CONTENT_END} hidden />
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}

/**
 * A screen whose texts are still on their way waits in a boundary of its own. Without one React waits at the root of the document, and a click in that time ends
 * with a page that never listens.
 */
export default function App() {
  return (
    <Suspense>
      <Outlet />
    </Suspense>
  );
}

export function ErrorBoundary() {
  return <PlainError />;
}
