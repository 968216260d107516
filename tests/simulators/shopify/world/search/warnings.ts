/** extensions.search: there only when something in a query was not understood, with the query as Shopify parsed it (recorded-answers §4). */
import type { GraphQLResolveInfo } from "graphql";
import type { ResolverContext } from "../../world-interface.ts";
import { parseSearch, type Node } from "./parse.ts";

export interface SearchWarning {
  field: string;
  message: string;
  code: string;
}

/** The filter is dropped. */
export const invalidField = (field: string): SearchWarning => ({
  field,
  message: "Invalid search field for this query.",
  code: "invalid_field",
});
/** Nothing matches. */
export const invalidValue = (field: string, value: string): SearchWarning => ({
  field,
  message: `Input \`${value}\` is not an accepted value.`,
  code: "invalid_value",
});

const RANGES: Record<string, string> = {
  ">": "range_gt",
  ">=": "range_gte",
  "<": "range_lt",
  "<=": "range_lte",
};

/** Forms of `and`, `match_all`, `match_phrase` and the ranges are recorded; `or` and `not` are believed to look alike. */
function parsed(node: Node): Record<string, unknown> {
  switch (node.kind) {
    case "all":
      return {};
    case "and":
    case "or":
      return { [node.kind]: node.parts.map(parsed) };
    case "not":
      return { not: parsed(node.part) };
    case "text":
      return { field: "default", match_all: node.value };
    case "filter":
      return {
        field: node.field,
        [RANGES[node.comparator] ?? (node.quoted ? "match_phrase" : "match_all")]: node.value,
      };
  }
}

/** The path names the field as the answer does: by its alias. */
export function warnOfSearch(
  context: ResolverContext,
  info: GraphQLResolveInfo,
  query: string,
  warnings: SearchWarning[],
): void {
  if (warnings.length > 0)
    context.searchWarnings.push({
      path: [info.path.key],
      query,
      parsed: parsed(parseSearch(query)),
      warnings,
    });
}
