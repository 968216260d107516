import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { companyPage } from "#app/domain/home/views/company.server.ts";
import { browserConfig } from "#app/shopify.server.ts";
import { adminUrl } from "#app/shopify/admin-url.server.ts";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { CompanyScreen } from "#app/ui/settings/company-screen.tsx";
import { authenticated, notFound } from "#app/web/authenticated.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, async ({ shop }) => ({
    ...((await companyPage(shop)) ?? notFound()),
    permissionsUrl: adminUrl(shop, `oauth/install?client_id=${browserConfig.apiKey}`),
  }));
}

export default function Company() {
  return <CompanyScreen {...useLoaderData<typeof loader>()} />;
}

export { ScreenError as ErrorBoundary };
