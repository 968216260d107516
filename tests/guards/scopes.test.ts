import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { getNamedType, parse, TypeInfo, visit, visitWithTypeInfo } from "graphql";
import { describe, expect, it } from "vitest";
import {
  DECLARED_FIELDS,
  DECLARED_SCOPES,
  OPTIONAL_SCOPES,
} from "#tests/simulators/shopify/app-configuration.ts";
import { adminSchema } from "#tests/simulators/shopify/graphql/schema.ts";
import {
  effectiveScopes,
  fieldAccess,
  permits,
  typeAccess,
} from "#tests/simulators/shopify/graphql/scopes.ts";
import { keptPayload } from "#app/shopify/webhook.ts";

const OPERATIONS = path.resolve("app/shopify/operations");
/** Which fulfillment orders an app sees depends on these; no field names them (tests/simulators/shopify/world/fulfillment-scopes.ts). */
const BY_ROW = [
  "read_merchant_managed_fulfillment_orders",
  "write_merchant_managed_fulfillment_orders",
  "read_third_party_fulfillment_orders",
];

/** What each field of our operations asks for. */
function accesses() {
  const schema = adminSchema("2026-10");
  const document = parse(
    readdirSync(OPERATIONS)
      .map((file) => readFileSync(path.join(OPERATIONS, file), "utf8"))
      .join("\n"),
  );
  const info = new TypeInfo(schema);
  const found: { name: string; scopes: string[] }[] = [];
  visit(
    document,
    visitWithTypeInfo(info, {
      Field(node) {
        const parent = info.getParentType();
        const type = info.getType();
        for (const access of [
          parent ? fieldAccess(parent.name, node.name.value) : undefined,
          type ? typeAccess(getNamedType(type).name) : undefined,
        ])
          if (access)
            found.push({ name: `${parent?.name}.${node.name.value}`, scopes: access.scopes });
      },
    }),
  );
  return found;
}

describe("what the app asks a merchant for", () => {
  it("is enough for its operations, and no scope is without an operation that needs it", () => {
    const asked = accesses();
    expect(asked.length).toBeGreaterThan(20);
    const refused = (granted: readonly string[]): string[] =>
      asked
        .filter((access) => !permits({ ...access, text: "" }, effectiveScopes(granted)))
        .map(({ name }) => name);
    const all = [...DECLARED_SCOPES, ...OPTIONAL_SCOPES];
    expect(refused(all)).toEqual([]);
    const idle = all.filter(
      (scope) =>
        !BY_ROW.includes(scope) &&
        // What it implies may be named by itself, too: the pair is taken out together.
        refused(
          all.filter((other) => other !== scope && other !== scope.replace("read_", "write_")),
        ).length === 0,
    );
    expect(idle).toEqual([]);
  });

  it("holds no personal data in webhooks of orders", () => {
    for (const topic of ["orders/create", "orders/updated"]) {
      const fields = DECLARED_FIELDS[topic] ?? [];
      const payload = Object.fromEntries(fields.map((field) => [field, 1]));
      expect(fields).toContain("admin_graphql_api_id");
      // Everything that is sent is kept: nothing comes that is thrown away.
      expect(keptPayload(payload, false)).toEqual(payload);
    }
  });
});
