import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { companyPage } from "#app/domain/home/views/company.server.ts";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { CompanyScreen } from "#app/ui/settings/company-screen.tsx";
import { authenticated, notFound } from "#app/web/authenticated.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, async ({ shop }) => (await companyPage(shop)) ?? notFound());
}

export default function Company() {
  return <CompanyScreen {...useLoaderData<typeof loader>()} />;
}

export { ScreenError as ErrorBoundary };
