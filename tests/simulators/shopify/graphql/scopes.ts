/**
 * Access checks. Source: the `offline_scopes` data of npm @shopify/dev-mcp@1.16.0 (access-scopes.json): a field's own entry, and that of the type it
 * returns (of the node type for a connection). One of the listed scopes is enough, as the access texts say ("… or …"); `write_x` implies `read_x`.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { GraphQLError } from "graphql";

interface Access {
  scopes: string[];
  text: string;
}
interface Sidecar {
  types: Record<string, Access>;
  fields: Record<string, Access>;
}

const DATA = JSON.parse(
  readFileSync(path.join(import.meta.dirname, "access-scopes.json"), "utf8"),
) as Sidecar;

// The data lists only the scopes its texts spell with `read_`; this text says "any of `orders` or `shipping`".
DATA.types["DeliveryCarrierService"] = {
  scopes: ["read_shipping", "read_orders", "read_markets"],
  text: "Any of `orders` or `shipping` access scopes, `read_markets` access scope or `manage_delivery_settings` user permission.",
};
// The data has no entry, the documented requirement of deliveryProfiles is read_shipping.
DATA.types["DeliveryProfile"] = {
  scopes: ["read_shipping"],
  text: "`read_shipping` access scope.",
};

/** Granted scopes with what they imply. */
export function effectiveScopes(granted: Iterable<string>): ReadonlySet<string> {
  const all = new Set(granted);
  for (const scope of [...all])
    if (scope.startsWith("write_")) all.add(`read_${scope.slice("write_".length)}`);
  return all;
}

export function fieldAccess(parentType: string, fieldName: string): Access | undefined {
  return DATA.fields[`${parentType}.${fieldName}`];
}

export function typeAccess(typeName: string): Access | undefined {
  return (
    DATA.types[typeName] ??
    (typeName.endsWith("Connection")
      ? DATA.types[typeName.slice(0, -"Connection".length)]
      : undefined)
  );
}

export function permits(access: Access | undefined, scopes: ReadonlySet<string>): boolean {
  return access === undefined || access.scopes.some((s) => scopes.has(s));
}

export function accessDenied(fieldName: string, access: Access): GraphQLError {
  return new GraphQLError(`Access denied for ${fieldName} field. Required access: ${access.text}`, {
    extensions: {
      code: "ACCESS_DENIED",
      documentation: "https://shopify.dev/api/usage/access-scopes",
      requiredAccess: access.text,
    },
  });
}
