import { z } from "zod";
import { noteUse } from "#app/domain/flow/note-use.server.ts";
import { plainAnswer } from "#app/shopify/signed-body.server.ts";
import { flowRequest } from "./flow-request.server.ts";

const told = z.object({
  shopify_domain: z.string(),
  flow_trigger_definition_id: z.string().min(1).max(200),
  has_enabled_flow: z.boolean(),
  timestamp: z.iso.datetime({ offset: true }),
});

/** A workflow that uses a trigger was turned on or off. Flow lets the merchant turn it on only when this is answered well, within five seconds. */
export async function triggerUse(request: Request): Promise<Response> {
  const read = await flowRequest(request, told);
  if ("refusal" in read) return read.refusal;
  const { flow_trigger_definition_id: trigger, has_enabled_flow: enabled, timestamp } = read.sent;
  const known = await noteUse(read.shop, { trigger, enabled, toldAt: new Date(timestamp) });
  return known ? plainAnswer(200) : plainAnswer(403, "the app is not installed in this store");
}
