import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import {
  isRouteErrorResponse,
  Outlet,
  useLoaderData,
  useLocation,
  useNavigation,
  useRevalidator,
  useRouteError,
} from "@remix-run/react";
import { NavMenu } from "@shopify/app-bridge-react";
import { Banner, Box, Text } from "@shopify/polaris";
import { AppProvider } from "@shopify/shopify-app-remix/react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { browserConfig } from "#app/shopify.server.ts";
import type { Language } from "#app/i18n/languages.ts";
import { textsOf } from "#app/texts.ts";
import { NAVIGATION, shapeOf } from "#app/ui/navigation.ts";
import { PlainError } from "#app/ui/plain-error.tsx";
import { RunBanner } from "#app/ui/run-banner.tsx";
import { ScreenSkeleton } from "#app/ui/screen-skeleton.tsx";
import { ShopProvider } from "#app/ui/shop-context.tsx";
import { screenFrame } from "#app/domain/home/views/frame.server.ts";
import { authenticated } from "#app/web/authenticated.server.ts";
import { paths } from "#app/lib/paths.ts";
import { adminUrl } from "#app/shopify/admin-url.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, async ({ shop }) => ({
    shop,
    ...browserConfig,
    adminUrl: adminUrl(shop, ""),
    ...(await screenFrame(shop)),
  }));
}

export default function AppLayout() {
  const data = useLoaderData<typeof loader>();
  const { t, i18n } = useTranslation();
  const { revalidate } = useRevalidator();
  const refresh = useCallback(() => {
    void revalidate();
  }, [revalidate]);
  return (
    <AppProvider
      isEmbeddedApp
      apiKey={data.apiKey}
      i18n={textsOf(i18n.language as Language).polaris}
      {...(data.appBridgeUrl ? { __APP_BRIDGE_URL: data.appBridgeUrl } : {})}
    >
      <ShopProvider
        value={{
          domain: data.shop,
          timeZone: data.timeZone,
          currency: data.currency,
          adminUrl: data.adminUrl,
        }}
      >
        <NavMenu>
          <a href={paths.home} rel="home">
            {t("nav.home")}
          </a>
          {NAVIGATION.map((entry) => (
            <a key={entry.to} href={entry.to}>
              {t(entry.text)}
            </a>
          ))}
        </NavMenu>
        {data.paused ? (
          <Box paddingInline={{ xs: "400", md: "600" }} paddingBlockStart="400">
            <Banner
              tone="warning"
              title={t("connection.pausedTitle", { title: data.paused.title })}
              action={{ content: t("connection.open"), url: paths.connection }}
            >
              <Text as="p">{data.paused.reason ?? t("connection.pausedWhy")}</Text>
            </Banner>
          </Box>
        ) : null}
        <RunBanner first={data.runs} onEnd={refresh} />
        <main>
          <Screen />
        </main>
      </ShopProvider>
    </AppProvider>
  );
}

/** The screen, or its skeleton once a change of screen takes noticeably long. */
function Screen() {
  const navigation = useNavigation();
  const location = useLocation();
  const to =
    navigation.state === "loading" && navigation.formData === undefined
      ? navigation.location.pathname
      : undefined;
  const slow = useSlow(to !== undefined && to !== location.pathname);
  return slow && to !== undefined ? <ScreenSkeleton shape={shapeOf(to)} /> : <Outlet />;
}

function useSlow(waiting: boolean): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!waiting) return;
    const timer = setTimeout(() => {
      setSlow(true);
    }, 150);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [waiting]);
  return waiting && slow;
}

/**
 * The Shopify library answers some requests with a page of its own (sign-in, leaving the frame), thrown as text: that page is shown as it is.
 * Everything else is told in plain words; Polaris is not there when its provider could not be drawn.
 */
export function ErrorBoundary() {
  const error = useRouteError();
  if (isRouteErrorResponse(error) && typeof error.data === "string" && error.data !== "") {
    return <div dangerouslySetInnerHTML={{ __html: error.data }} />;
  }
  return <PlainError />;
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
