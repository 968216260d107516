import type { Prisma } from "./generated/client.ts";
import type { Json } from "#app/lib/json.ts";

/**
 * Parts of plans, task payloads and answers that hold personal data or free text, by the names they have in the ERP port, in snapshots
 * and in decisions.
 */
const PERSONAL = new RegExp(
  [
    "address|tracking",
    "^(customerData|customer|customers|newCustomer|sellTo|billTo|shipTo|personal|data|params|lost)$",
    "^(label|message|cause|note|notes|comment|staffNote|tags|poNumber|discountCodes)$",
    "^(email|phone|phoneDigits|name2|contact|contactName|firstName|lastName|customerName)$",
    "^(sellToName|billToName|companyName|taxId|registrationNumber|externalDocumentNumber|statusPageUrl)$",
  ].join("|"),
  "i",
);
/** Names of things inside such parts that say nothing about who somebody is. */
const PLAIN =
  /^(id|\w*[a-z](Id|Ids)|kind|number|version|generation|foundBy|countryCode|template|currency)$/;

/**
 * The same value with every text inside personal parts emptied; amounts, ids and the document's own lines stay, since accounting needs
 * them.
 */
export const redactJson = (value: Prisma.JsonValue): Prisma.InputJsonValue =>
  redact(value as Json, false) as Prisma.InputJsonValue;

/** The same for a column that may be empty. */
export const redactJsonOrNull = (value: Prisma.JsonValue | null): Prisma.InputJsonValue | null =>
  value === null ? null : redactJson(value);

function redact(value: Json, inside: boolean): Json {
  if (typeof value === "string") return inside ? "" : value;
  if (Array.isArray(value)) return value.map((item) => redact(item, inside));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      redact(inner, PERSONAL.test(key) || (inside && !PLAIN.test(key))),
    ]),
  );
}
