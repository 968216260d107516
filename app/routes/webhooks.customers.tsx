import type { ActionFunctionArgs } from "@remix-run/node";
import { receiveWebhook } from "#app/shopify/webhook.server.ts";

export const action = ({ request }: ActionFunctionArgs): Promise<Response> =>
  receiveWebhook(request, "/webhooks/customers");

/** A look with a browser: deliveries are posted. */
export const loader = (): Response =>
  new Response("POST only", { status: 405, headers: { allow: "POST" } });
