import { drafts, noDrafts } from "./line-kind.ts";
import type { LineKindPlanner } from "./line-kind.ts";
import { documentText } from "../document-text.ts";

/** D-20: the first line says the Shopify order number. */
export const comment: LineKindPlanner = {
  ofOrder: ({ input }) =>
    input.settings.orderNumberOnLine
      ? drafts([
          {
            key: "comment",
            kind: "comment",
            description: documentText(input.settings.documentLanguage, "orderNumber", {
              name: input.snapshot.content.name,
            }),
            quantity: "0",
            unitPrice: "0",
            discount: "0",
            taxes: [],
          },
        ])
      : noDrafts,
};
