/**
 * What Shopify Flow can start a workflow with: the same as the trigger extensions declare (a test holds both equal). Flow's own editor shows
 * their names in one language only, and so are the sentences that come with them.
 */
export const TRIGGERS = {
  "document-created": {
    name: "Sales document created",
    order: true,
    fields: {
      "Document number": "single_line_text_field",
      "Document kind": "single_line_text_field",
      "Order link": "url",
      "Event ID": "single_line_text_field",
    },
  },
  "order-needs-attention": {
    name: "Order needs attention",
    order: true,
    fields: {
      Problem: "single_line_text_field",
      "Problem code": "single_line_text_field",
      "Order link": "url",
      "Event ID": "single_line_text_field",
    },
  },
  "credit-memo-created": {
    name: "Credit memo created",
    order: true,
    fields: {
      "Credit memo number": "single_line_text_field",
      "Order link": "url",
      "Event ID": "single_line_text_field",
    },
  },
  "reconciliation-difference": {
    name: "Reconciliation found a difference",
    order: false,
    fields: {
      Day: "single_line_text_field",
      Differences: "number_decimal",
      Link: "url",
      "Event ID": "single_line_text_field",
    },
  },
} as const satisfies Record<string, Trigger>;

interface Trigger {
  name: string;
  /** It is about an order, which Flow gives to the workflow. */
  order: boolean;
  /** The values it comes with, by the names that a merchant reads in Flow. */
  fields: Readonly<Record<string, FieldType>>;
}
type FieldType = "single_line_text_field" | "url" | "number_decimal";

type TriggerHandle = keyof typeof TRIGGERS;

/** Those that something in the app fires; the others are declared for what is to come. */
export const FIRED = [
  "document-created",
  "order-needs-attention",
  "credit-memo-created",
] as const satisfies readonly TriggerHandle[];
export type FiredTrigger = (typeof FIRED)[number];

export type TriggerPayload<Handle extends TriggerHandle> = { order_id: number } & Record<
  keyof (typeof TRIGGERS)[Handle]["fields"],
  string
>;

/**
 * The triggers that Flow means by its name for one. Its documentation calls the name an id and shows a title: what is neither a handle nor
 * a title of ours counts for all of them, so that none is missed.
 */
export function triggersMeant(name: string): readonly FiredTrigger[] {
  const wanted = name.trim().toLowerCase();
  const named = (handle: TriggerHandle): boolean =>
    handle === wanted || TRIGGERS[handle].name.toLowerCase() === wanted;
  if (!(Object.keys(TRIGGERS) as TriggerHandle[]).some(named)) return FIRED;
  return FIRED.filter(named);
}
