/** What is pulled from an ERP and sent on to Shopify: its posted shipments and invoices. The names are the port's feeds, the runs' and the schedules' kinds. */
export const POSTED_KINDS = ["shipments", "invoices"] as const;
export type PostedKind = (typeof POSTED_KINDS)[number];

export const isPostedKind = (text: string): text is PostedKind =>
  (POSTED_KINDS as readonly string[]).includes(text);
