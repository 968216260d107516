/** The filters of productVariants(query:) that the app uses. Words match whatever their case, as in the other searches; an unknown filter is dropped. */
import type { VariantRecord } from "../model-shop.ts";
import { parseSearch, type Node } from "./parse.ts";
import { invalidField, type SearchWarning } from "./warnings.ts";

export function searchVariants(query: string): {
  matches: (variant: VariantRecord) => boolean;
  warnings: SearchWarning[];
} {
  const warnings: SearchWarning[] = [];
  const test = (node: Node): ((variant: VariantRecord) => boolean) => {
    switch (node.kind) {
      case "all":
        return () => true;
      case "and":
      case "or": {
        const parts = node.parts.map(test);
        return (variant) =>
          node.kind === "and"
            ? parts.every((part) => part(variant))
            : parts.some((part) => part(variant));
      }
      case "not": {
        const part = test(node.part);
        return (variant) => !part(variant);
      }
      case "text":
        throw new Error("The simulated shop finds variants by SKU.");
      case "filter": {
        if (node.field !== "sku") {
          warnings.push(invalidField(node.field));
          return () => true;
        }
        const wanted = node.value.toLowerCase();
        return ({ sku }) => sku?.toLowerCase() === wanted;
      }
    }
  };
  return { matches: test(parseSearch(query)), warnings };
}
