import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation } from "@remix-run/react";
import { sendAgain } from "#app/domain/fulfillments/send-again.server.ts";
import { skipShipment } from "#app/domain/fulfillments/shipment-actions.server.ts";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { ShipmentsScreen } from "#app/ui/shipments/shipments-screen.tsx";
import { authenticated } from "#app/web/authenticated.server.ts";
import {
  shipmentIdsAt,
  shipmentsScreen,
} from "#app/domain/fulfillments/views/shipment-list.server.ts";
import { postedAction } from "#app/web/posted-action.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, ({ shop, url }) => shipmentsScreen(shop, url.searchParams));
}

export function action(args: ActionFunctionArgs) {
  return postedAction(args, "shipments", {
    retry: sendAgain,
    skip: skipShipment,
    find: shipmentIdsAt,
  });
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
