import { Link, useNavigate } from "@remix-run/react";
import { AppProvider, type AppProviderProps } from "@shopify/polaris";
import { forwardRef, useEffect, type ReactNode } from "react";
import { CONNECTION_LOST_ID, connection } from "./connection.ts";
import { usePolarisGaps } from "./polaris-gaps.ts";

type PolarisLink = NonNullable<AppProviderProps["linkComponent"]>;
type PolarisLinkProps = PolarisLink extends React.ComponentType<infer Props> ? Props : never;

/** Polaris' links stay within the app: no page is loaded anew. */
const ScreenLink = forwardRef<HTMLAnchorElement, PolarisLinkProps>(function ScreenLink(
  { url, external, ...rest },
  ref,
) {
  const elsewhere = external ? { target: "_blank", rel: "noopener noreferrer" } : {};
  return <Link {...rest} {...elsewhere} to={String(url)} ref={ref} />;
});

/** Polaris in the reader's language, and the way of the admin's menu into the app. App Bridge itself is in the head of every document. */
export function AppFrame({
  texts,
  children,
}: {
  texts: AppProviderProps["i18n"];
  children: ReactNode;
}) {
  const navigate = useNavigate();
  usePolarisGaps();
  useEffect(() => {
    const go = (event: Event) => {
      const href = event.target instanceof Element ? event.target.getAttribute("href") : null;
      if (!href) return;
      if (connection.isLost()) document.getElementById(CONNECTION_LOST_ID)?.focus();
      else void navigate(href);
    };
    window.addEventListener("shopify:navigate", go);
    return () => {
      window.removeEventListener("shopify:navigate", go);
    };
  }, [navigate]);
  return (
    <AppProvider i18n={texts} linkComponent={ScreenLink}>
      {children}
    </AppProvider>
  );
}
