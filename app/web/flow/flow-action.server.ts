import { z } from "zod";
import { actionAnswer } from "#app/domain/flow/action-answer.server.ts";
import type { FlowActionName } from "#app/domain/flow/actions.ts";
import { takeAction } from "#app/domain/flow/take-action.server.ts";
import { gidOf } from "#app/shopify/gid.ts";
import { plainAnswer } from "#app/shopify/signed-body.server.ts";
import { flowRequest } from "./flow-request.server.ts";

/** When Flow is to come back to a store that has too much waiting. */
const BUSY_S = 60;

/** A number, as Flow writes references; larger than numbers are exact it is text. */
const orderNumber = z.union([z.int().positive().transform(String), z.string().regex(/^\d{1,20}$/)]);

const asked = z.object({
  shopify_domain: z.string(),
  action_run_id: z.string().min(1).max(200),
  handle: z.string().optional(),
  properties: z.object({ order_id: orderNumber }),
});

/** One action of a workflow: taken and answered 202, done by the worker, and answered with what came of it when Flow asks again. */
export async function flowAction(request: Request, action: FlowActionName): Promise<Response> {
  const read = await flowRequest(request, asked);
  if ("refusal" in read) return read.refusal;
  const { shop, sent } = read;
  if (sent.handle !== undefined && sent.handle !== action)
    return plainAnswer(400, "this address is another action's");
  const runId = sent.action_run_id;
  const orderId = gidOf("Order", sent.properties.order_id);
  switch (await takeAction(shop, { runId, action, orderId })) {
    case "unknown-shop":
      return said(403, "ERP Connector is not installed in this store.");
    case "mismatch":
      return said(409, "This run was asked for with another order or action.");
    case "busy":
      return said(429, "Too many actions are waiting.", { "retry-after": String(BUSY_S) });
    case "taken":
      return answerOf(shop, runId);
  }
}

async function answerOf(shop: string, runId: string): Promise<Response> {
  const answer = await actionAnswer(shop, runId);
  if (answer === null || answer.status === 202) return said(202, "The order is being worked on.");
  if (answer.status === 422) return said(422, answer.message);
  const { document } = answer;
  return Response.json(document ? { return_value: document } : {});
}

const said = (status: number, message: string, headers: Record<string, string> = {}): Response =>
  Response.json({ message }, { status, headers });

/** A look with a browser: Flow posts. */
export const onlyPosted = (): Response =>
  new Response("POST only", { status: 405, headers: { allow: "POST" } });
