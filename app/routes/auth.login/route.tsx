import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { adminUrl, adminHome } from "#app/shopify/admin-url.server.ts";
import { isShopDomain } from "#app/shopify/shop-domain.ts";
import { browserConfig } from "#app/shopify.server.ts";

/** Where somebody ends who comes without the admin around the app: the way in leads through the admin. */
export function loader({ request }: LoaderFunctionArgs) {
  const shop = new URL(request.url).searchParams.get("shop")?.toLowerCase() ?? "";
  return {
    admin: isShopDomain(shop) ? adminUrl(shop, `apps/${browserConfig.apiKey}`) : adminHome(),
  };
}

export default function OutsideTheAdmin() {
  const { admin } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  return (
    <main className="plain-error">
      <h1>{t("outside.title")}</h1>
      <p>{t("outside.why")}</p>
      <p>{t("outside.what")}</p>
      <p>
        <a href={admin} target="_top" rel="noreferrer">
          {t("outside.open")}
        </a>
      </p>
    </main>
  );
}
