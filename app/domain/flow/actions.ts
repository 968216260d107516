import { stateMachine } from "#app/lib/states.ts";

/** What a workflow can ask of the app, by the handles of the action extensions. */
export const FLOW_ACTIONS = ["import-order", "create-sales-document"] as const;
export type FlowActionName = (typeof FLOW_ACTIONS)[number];

/** An action that was taken. Done: the order is imported, or its document is on its way to the ERP. */
export const FLOW_ACTION = stateMachine({
  stored: ["done", "refused"],
  done: [],
  refused: [],
});

/** Why nothing was done, in the words of Flow's own log, which knows one language. */
export const REFUSALS = {
  notFound: "Shopify has no order with this ID in this store.",
  excluded: "The order is excluded from the ERP. Include it in ERP Connector first.",
  notImported: "The order couldn't be imported. ERP Connector shows the reason.",
  earlierDocument:
    "An earlier, unlinked sales document of the order still exists in the ERP. Open the order in ERP Connector to confirm another one.",
  notPossible: "The sales document can't be created yet. ERP Connector shows what is missing.",
  shopify: "Shopify doesn't let ERP Connector read the order. ERP Connector shows the reason.",
} as const;
export type Refusal = keyof typeof REFUSALS;
export const isRefusal = (code: string | null): code is Refusal =>
  code !== null && Object.hasOwn(REFUSALS, code);
