/**
 * The @idempotent directive: a key with the same parameters answers what it answered before, with other parameters it is refused (recorded); one whose
 * attempt failed is not taken again (schema, IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED). The engine has refused a call without the directive already.
 */
import { getDirectiveValues, type GraphQLResolveInfo } from "graphql";
import type { FieldResolver } from "../../world-interface.ts";

export interface KeyError {
  code: string;
  message: string;
}
interface Attempt {
  parameters: string;
  answer: { userErrors: readonly unknown[] };
}

const MISMATCH: KeyError = {
  code: "IDEMPOTENCY_KEY_PARAMETER_MISMATCH",
  message: "The same idempotency key cannot be used with different operation parameters.",
};
const FAILED: KeyError = {
  code: "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED",
  message: "A previous request with this idempotency key failed. Retry with a new idempotency key.",
};

function keyOf({ schema, fieldNodes, variableValues }: GraphQLResolveInfo): string {
  const directive = schema.getDirective("idempotent");
  const values = directive && getDirectiveValues(directive, fieldNodes[0]!, variableValues);
  if (typeof values?.["key"] !== "string") throw new Error("The key was not read.");
  return values["key"];
}

export function idempotent(
  refuse: (error: KeyError) => { userErrors: readonly unknown[] },
  act: (...call: Parameters<FieldResolver>) => { userErrors: readonly unknown[] },
): FieldResolver {
  const attempts = new Map<string, Attempt>();
  return (source, args, context, info) => {
    const key = keyOf(info);
    const parameters = JSON.stringify(args);
    const before = attempts.get(key);
    if (before && before.parameters !== parameters) return refuse(MISMATCH);
    if (before) return before.answer.userErrors.length > 0 ? refuse(FAILED) : before.answer;
    const answer = act(source, args, context, info);
    attempts.set(key, { parameters, answer });
    return answer;
  };
}
