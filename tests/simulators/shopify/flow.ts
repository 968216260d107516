/** What Shopify Flow posts to the app, signed: an action of a workflow, and that a workflow with a trigger was turned on or off. Where to is said by the app's extensions. */
import { createHmac, randomUUID } from "node:crypto";
import { declaredFlow, type DeclaredFlow } from "#scripts/extensions.mjs";

export interface FlowPost {
  path: string;
  body: string;
  headers: Record<string, string>;
}

interface From {
  secret: string;
  shop: { domain: string; id: number | string };
}

export interface FlowActionRun {
  handle: string;
  properties: Record<string, unknown>;
  /** The same when Flow asks again. */
  runId?: string;
}

const declared = declaredFlow();
const found = (wanted: (one: DeclaredFlow) => boolean, what: string): DeclaredFlow => {
  const one = declared.find(wanted);
  if (!one) throw new Error(`The app has no ${what}.`);
  return one;
};

export function flowActionPost(from: From, run: FlowActionRun): FlowPost {
  const { handle, url } = found(
    (one) => one.type === "flow_action" && one.handle === run.handle,
    `Flow action "${run.handle}"`,
  );
  return signed(from, url, {
    shop_id: from.shop.id,
    shopify_domain: from.shop.domain,
    action_run_id: run.runId ?? randomUUID(),
    action_definition_id: handle,
    handle,
    properties: run.properties,
  });
}

/** `trigger` as Flow names it; its documentation calls it an id and shows a title. */
export function flowUsePost(
  from: From,
  use: { trigger: string; enabled: boolean; at: Date },
): FlowPost {
  const { url } = found(
    ({ type }) => type === "flow_trigger_lifecycle_callback",
    "address for life-cycle callbacks",
  );
  return signed(from, url, {
    flow_trigger_definition_id: use.trigger,
    has_enabled_flow: use.enabled,
    shop_id: String(from.shop.id),
    shopify_domain: from.shop.domain,
    timestamp: use.at.toISOString(),
  });
}

function signed(from: From, url: string | undefined, content: object): FlowPost {
  if (!url?.startsWith("/")) throw new Error("Flow knows no address to post to.");
  const body = JSON.stringify(content);
  return {
    path: url,
    body,
    headers: {
      "content-type": "application/json",
      "x-shopify-hmac-sha256": createHmac("sha256", from.secret).update(body).digest("base64"),
    },
  };
}
