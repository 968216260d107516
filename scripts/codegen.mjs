// Types, documents and costs of our Shopify operations, made offline from the schema files. Writes app/shopify/generated/*.ts;
// with --check it writes nothing and fails when they are not current. Every operation must be valid against both supported
// versions, but for those named here.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { codegen } from "@graphql-codegen/core";
import * as typedDocumentNode from "@graphql-codegen/typed-document-node";
import * as operations from "@graphql-codegen/typescript-operations";
import { buildASTSchema, Kind, parse, validate, visit } from "graphql";
import { operationCost } from "./shopify-cost.mjs";

const HOME = path.join(import.meta.dirname, "..", "app", "shopify");
const VERSIONS = ["2026-10", "2026-07"];
/** Operations that only the newest version knows, with what they need of it. */
const NEWEST_ONLY = {
  CancelOrder: "OrderCancelPayload.jobResult",
  CancelState: "OrderCancelJobResult",
};
/** Types of app/lib/ids.ts by Shopify's: the id of an Order is an OrderId wherever Shopify answers one. */
const ID_OF = {
  GiftCard: "GiftCardId",
  InventoryItem: "InventoryItemId",
  LineItem: "LineId",
  Order: "OrderId",
  OrderTransaction: "TransactionId",
  ProductVariant: "VariantId",
  Refund: "RefundId",
  Return: "ReturnId",
};
/** And where another type names it. */
const NAMED = { orderId: "OrderId", variantId: "VariantId" };
const OWN_IDS = Object.values(ID_OF).sort();
const OWN_IDS_IMPORT = `import type { ${OWN_IDS.join(", ")} } from "#app/lib/ids.ts";\n`;
const NOTE = "// Made by scripts/codegen.mjs from app/shopify/operations. Do not edit.\n";

/** All generated files as { name: text }. Throws an AggregateError naming each operation that a version refuses. */
export async function generate() {
  const folder = path.join(HOME, "operations");
  const files = fs
    .readdirSync(folder)
    .filter((name) => name.endsWith(".graphql"))
    .sort();
  const documents = files.map((name) => ({
    location: name,
    document: parse(fs.readFileSync(path.join(folder, name), "utf8")),
  }));
  const whole = {
    kind: Kind.DOCUMENT,
    definitions: documents.flatMap(({ document }) => document.definitions),
  };
  const schemas = VERSIONS.map((version) => {
    const ast = parse(
      fs.readFileSync(path.join(HOME, "schema", `admin-${version}.graphql`), "utf8"),
      { noLocation: true },
    );
    return { version, ast, schema: buildASTSchema(ast, { assumeValidSDL: true }) };
  });
  const older = {
    ...whole,
    definitions: whole.definitions.filter((definition) => !(definition.name.value in NEWEST_ONLY)),
  };
  const refused = schemas.flatMap(({ version, schema }, index) =>
    validate(schema, index === 0 ? whole : older).map(
      (error) => new Error(`${version}: ${error.message}`),
    ),
  );
  if (refused.length > 0)
    throw new AggregateError(
      refused,
      `Operations that Shopify would refuse:\n${refused.map((error) => error.message).join("\n")}`,
    );

  const [newest] = schemas;
  const types = await codegen({
    filename: "admin.ts",
    schema: withOwnIds(withoutTexts(newest.ast)),
    documents,
    skipDocumentsValidation: true,
    plugins: [{ operations: {} }, { typedDocumentNode: {} }],
    pluginMap: { operations, typedDocumentNode },
    config: {
      skipTypename: true,
      useTypeImports: true,
      enumType: "string-literal",
      futureProofUnions: false,
      defaultScalarType: "unknown",
      dedupeFragments: true,
      scalars: {
        ID: "string",
        ...Object.fromEntries(OWN_IDS.map((id) => [id, id])),
        Decimal: "string",
        Money: "string",
        DateTime: "string",
        Date: "string",
        URL: "string",
        UnsignedInt64: "string",
        HTML: "string",
        FormattedString: "string",
        JSON: "unknown",
        StorefrontID: "string",
        ARN: "string",
        BigInt: "string",
        Color: "string",
      },
    },
  });
  const costs = whole.definitions
    .filter((d) => d.kind === Kind.OPERATION_DEFINITION)
    .map((operation) => [operation.name.value, operationCost(newest.schema, whole, operation)])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const costText = `${NOTE}import type { CostExpression } from "../cost.ts";\n\n/** Requested cost by operation name, as an expression in its page-size variables. */\nexport const OPERATION_COSTS: Readonly<Record<string, CostExpression>> = {\n${costs
    .map(([name, cost]) => `  ${name}: ${JSON.stringify(cost)},`)
    .join("\n")}\n};\n`;
  return { "admin.ts": `${NOTE}${OWN_IDS_IMPORT}${tidy(types)}\n`, "costs.ts": costText };
}

/**
 * Shopify adds enum values between versions: every enum type also takes a value we do not know, so code must have a branch for it.
 * The lists of countries and currencies become plain text, and equal members of a `nodes` union stand once.
 */
function tidy(code) {
  return code
    .replace(/^export type (\w+) =\n((?: {2}\| '\w+'\n?)+);/gm, (_whole, name, values) =>
      values.split("\n").length > 60
        ? `export type ${name} = string;`
        : `export type ${name} =\n${values}\n  | (string & {});`,
    )
    .replace(/^( *\| .*\n)\1+/gm, "$1");
}

const withoutTexts = (ast) =>
  visit(ast, {
    enter: (node) =>
      "description" in node && node.description ? { ...node, description: undefined } : undefined,
  });

const named = (value) => ({ kind: Kind.NAME, value });

function withOwnIds(ast) {
  const types = visit(ast, {
    ObjectTypeDefinition: (node) => {
      const fields = node.fields.map((field) => {
        const id = field.name.value === "id" ? ID_OF[node.name.value] : NAMED[field.name.value];
        if (!id) return field;
        const type = { kind: Kind.NAMED_TYPE, name: named(id) };
        const present = field.type.kind === Kind.NON_NULL_TYPE;
        return { ...field, type: present ? { kind: Kind.NON_NULL_TYPE, type } : type };
      });
      return { ...node, fields };
    },
  });
  const scalars = OWN_IDS.map((id) => ({ kind: Kind.SCALAR_TYPE_DEFINITION, name: named(id) }));
  return { ...types, definitions: [...types.definitions, ...scalars] };
}

async function main() {
  const target = path.join(HOME, "generated");
  const check = process.argv.includes("--check");
  fs.mkdirSync(target, { recursive: true });
  const stale = [];
  for (const [name, text] of Object.entries(await generate())) {
    const file = path.join(target, name);
    if (fs.existsSync(file) && fs.readFileSync(file, "utf8") === text) continue;
    stale.push(name);
    if (!check) fs.writeFileSync(file, text);
  }
  console.log(
    stale.length === 0
      ? "Shopify types are current."
      : `${check ? "Not current" : "Written"}: ${stale.join(", ")}`,
  );
  if (check && stale.length > 0) process.exitCode = 1;
}

if (
  process.argv[1] &&
  import.meta.url ===
    pathToFileURL(fileURLToPath(pathToFileURL(path.resolve(process.argv[1])))).href
)
  await main();
