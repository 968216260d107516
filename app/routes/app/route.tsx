import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import {
  Outlet,
  useLoaderData,
  useLocation,
  useMatches,
  useNavigation,
  useRevalidator,
} from "@remix-run/react";
import { NavMenu } from "@shopify/app-bridge-react";
import { Banner, Box, Text } from "@shopify/polaris";
import { boundary } from "@shopify/shopify-app-remix/server";
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { AppFrame } from "#app/ui/app-frame.tsx";
import { useBrowserConfig } from "#app/ui/browser-config.ts";
import { ConnectionLost } from "#app/ui/connection-lost.tsx";
import { HelpFooter } from "#app/ui/help/help-footer.tsx";
import { useErpName } from "#app/ui/erp/erp-name.ts";
import { MENU, shapeOf } from "#app/ui/navigation.ts";
import { RunBanner } from "#app/ui/run-banner.tsx";
import { useWords } from "#app/ui/words.ts";
import { ScreenSkeleton } from "#app/ui/screen-skeleton.tsx";
import { ShopProvider } from "#app/ui/shop-context.tsx";
import { screenFrame } from "#app/domain/home/views/frame.server.ts";
import { authenticated } from "#app/web/authenticated.server.ts";
import { paths } from "#app/lib/paths.ts";
import { adminUrl } from "#app/shopify/admin-url.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, async ({ shop, actor }) => ({
    shop,
    adminUrl: adminUrl(shop, ""),
    ...(await screenFrame(shop, actor)),
  }));
}

/** Until the texts of a screen and of its data are here, React keeps what is shown. */
function useTextsAwaited(): void {
  const awaited = useBrowserConfig().textsAwaited(useMatches());
  if (awaited) throw awaited;
}

export default function AppLayout() {
  useTextsAwaited();
  const data = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const { texts } = useBrowserConfig();
  const inWords = useWords();
  const erpName = useErpName();
  const { revalidate } = useRevalidator();
  const refresh = useCallback(() => {
    void revalidate();
  }, [revalidate]);
  return (
    <AppFrame texts={texts.polaris}>
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
          {MENU.map((entry) => (
            <a key={entry.to} href={entry.to}>
              {t(entry.text)}
            </a>
          ))}
        </NavMenu>
        <ConnectionLost />
        {data.paused ? (
          <Box paddingInline={{ xs: "400", md: "600" }} paddingBlockStart="400">
            <Banner
              tone="warning"
              title={t("frame.pausedTitle", { title: erpName(data.paused.title) })}
              action={{ content: t("frame.connection"), url: paths.connection }}
            >
              <Text as="p">
                {data.paused.reason ? inWords(data.paused.reason) : t("frame.pausedWhy")}
              </Text>
            </Banner>
          </Box>
        ) : null}
        <RunBanner first={data.runs} onEnd={refresh} />
        <main>
          <Screen />
        </main>
        <footer>
          <HelpFooter />
        </footer>
      </ShopProvider>
    </AppFrame>
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

/** When not even the frame could be drawn: Polaris is not there then. */
export { PlainError as ErrorBoundary } from "#app/ui/plain-error.tsx";

export const headers: HeadersFunction = (args) => boundary.headers(args);
