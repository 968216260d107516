import type { LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useRouteLoaderData,
  type ShouldRevalidateFunction,
} from "@remix-run/react";
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";
import { useMemo, type ReactNode } from "react";
import { I18nextProvider, useTranslation } from "react-i18next";
import { pickLanguage } from "./i18n/languages.ts";
import { PlainError } from "./ui/plain-error.tsx";
import { loadTexts, translator } from "./texts.ts";
import appStyles from "./ui/app.css?url";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: polarisStyles },
  { rel: "stylesheet", href: appStyles },
  // No icon of its own inside Shopify Admin; this keeps browsers from asking for /favicon.ico.
  { rel: "icon", href: "data:," },
];

export async function loader({ request }: LoaderFunctionArgs) {
  const language = pickLanguage(
    new URL(request.url).searchParams.get("locale"),
    request.headers.get("accept-language"),
  );
  await loadTexts(language);
  return { language };
}

/** The language is Shopify Admin's and stays for as long as the frame is open; links inside the app do not repeat it. */
export const shouldRevalidate: ShouldRevalidateFunction = () => false;

export function Layout({ children }: { children: ReactNode }) {
  const language = useRouteLoaderData<typeof loader>("root")?.language ?? "en";
  const i18n = useMemo(() => translator(language), [language]);
  return (
    <html lang={language} dir={i18n.dir(language)}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body>
        <I18nextProvider i18n={i18n}>{children}</I18nextProvider>
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary() {
  const { t } = useTranslation();
  return (
    <>
      <title>{t("errors.title")}</title>
      <PlainError />
    </>
  );
}
