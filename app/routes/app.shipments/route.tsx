import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation } from "@remix-run/react";
import { db } from "#app/db/client.server.ts";
import { sendShipments } from "#app/domain/fulfillments/send-shipments.server.ts";
import { retryShipments, skipShipment } from "#app/domain/fulfillments/shipment-actions.server.ts";
import { isUuid } from "#app/lib/uuid.ts";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { ShipmentsScreen } from "#app/ui/shipments/shipments-screen.tsx";
import { authenticated } from "#app/web/authenticated.server.ts";
import { shipmentsScreen } from "#app/domain/fulfillments/views/shipment-list.server.ts";
import { postedAction } from "#app/web/posted-action.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, ({ shop, url }) => shipmentsScreen(shop, url.searchParams));
}

export function action(args: ActionFunctionArgs) {
  return postedAction(args, "shipments", { retry: sendAgain, skip: skipShipment });
}

/** What failed goes again; what was held back and never sent goes for the first time. */
async function sendAgain(shop: string, chosen: readonly string[], by: string): Promise<number> {
  const again = await retryShipments(shop, chosen, by);
  return (
    again +
    (await db.$transaction((tx) => sendShipments(tx, shop, { ids: chosen.filter(isUuid) }, by)))
  );
}

export default function Shipments() {
  return (
    <ShipmentsScreen
      {...useLoaderData<typeof loader>()}
      loading={useNavigation().state === "loading"}
    />
  );
}

export { ScreenError as ErrorBoundary };
