/**
 * flowTriggerReceive: checked against what the app's own extensions declare. The limit of 50,000 bytes is documented; that an unknown handle, an
 * unknown property and a value of another type are refused, and in which words, is a guess.
 */
import { declaredFlow, type DeclaredFlow } from "#scripts/extensions.mjs";
import type { FieldResolver } from "../../world-interface.ts";
import type { Store } from "../store.ts";
import { userError, type UserError } from "./user-error.ts";

const MOST_BYTES = 50_000;
const triggers = declaredFlow().filter(({ type }) => type === "flow_trigger");

export const flowTriggerReceive =
  (store: Store): FieldResolver =>
  (_, args, context) => {
    const { handle, payload } = args as { handle?: string; payload?: unknown };
    const userErrors = refusals(store, handle, payload);
    if (userErrors.length === 0)
      context.effects({
        mutation: "flowTriggerReceive",
        shop: store.shop,
        input: { handle, payload },
        result: { received: true },
      });
    return { userErrors };
  };

function refusals(store: Store, handle: string | undefined, payload: unknown): UserError[] {
  const trigger = triggers.find((one) => one.handle === handle);
  if (!trigger) return [userError(["handle"], `Invalid handle '${handle ?? ""}'`)];
  if (Buffer.byteLength(JSON.stringify(payload ?? null)) > MOST_BYTES)
    return [userError(["payload"], `Properties size exceeds the limit of ${MOST_BYTES} bytes.`)];
  if (typeof payload !== "object" || payload === null || Array.isArray(payload))
    return [userError(["payload"], "Invalid payload")];
  return propertyErrors(store, trigger, payload as Record<string, unknown>);
}

function propertyErrors(
  store: Store,
  { fields }: DeclaredFlow,
  payload: Record<string, unknown>,
): UserError[] {
  const names = fields.map(({ type, key }) => key ?? type.replace(/_reference$/, "_id"));
  const wrong = (name: string, why: string) => userError(["payload", name], `${name} ${why}`);
  return [
    ...Object.keys(payload)
      .filter((name) => !names.includes(name))
      .map((name) => wrong(name, "is not a property of this trigger")),
    ...fields.flatMap(({ type }, index) => {
      const name = names[index] ?? "";
      if (payload[name] === undefined) return [wrong(name, "is missing")];
      return isOf(store, type, payload[name]) ? [] : [wrong(name, `is no ${type}`)];
    }),
  ];
}

function isOf(store: Store, type: string, value: unknown): boolean {
  switch (type) {
    case "order_reference":
      return (
        Number.isSafeInteger(value) &&
        store.find(`gid://shopify/Order/${value as number}`) !== undefined
      );
    case "number_decimal":
      return (
        typeof value === "number" || (typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value))
      );
    case "url":
      return typeof value === "string" && URL.canParse(value);
    case "single_line_text_field":
      return typeof value === "string" && !/[\r\n]/.test(value);
    default:
      throw new Error(`The stand-in does not know trigger fields of type ${type}.`);
  }
}
