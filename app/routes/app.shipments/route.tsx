import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation } from "@remix-run/react";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { ShipmentsScreen } from "#app/ui/shipments/shipments-screen.tsx";
import { visit } from "../app/visit.server.ts";
import { shipmentsScreen } from "./list.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return visit(args, ({ shop, url }) => shipmentsScreen(shop, url.searchParams));
}

export default function Shipments() {
  return <ShipmentsScreen {...useLoaderData<typeof loader>()} loading={useNavigation().state === "loading"} />;
}

export { ScreenError as ErrorBoundary };
