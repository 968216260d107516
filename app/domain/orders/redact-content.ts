import type { Json } from "#app/lib/json.ts";

type Entries = Record<string, Json>;

const isEntries = (value: Json | undefined): value is Entries =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const mapped = (list: Json | undefined, change: (entry: Entries) => Entries): Json =>
  Array.isArray(list)
    ? list.map((entry) => (isEntries(entry) ? change(entry) : entry))
    : (list ?? []);

/** What a person wrote for this one order: an engraving, a name. A catalogue item's title is the shop's own. */
const redactLine = (line: Entries): Entries =>
  line["kind"] === "custom" ? { ...line, title: "", variantTitle: null, options: [] } : line;

/**
 * The content of a version without what may name its buyer: tags, PO number, discount codes, texts of custom lines, the company. Amounts,
 * items and the hash stay.
 */
export function redactContent(content: Json): Json {
  if (!isEntries(content)) return content;
  const { company, risk } = content;
  return {
    ...content,
    tags: [],
    poNumber: null,
    discountCodes: [],
    lines: mapped(content["lines"], redactLine),
    ...(isEntries(company) ? { company: { ...company, name: "", locationName: "" } } : {}),
    ...(isEntries(risk)
      ? {
          risk: {
            ...risk,
            assessments: mapped(risk["assessments"], (one) => ({ ...one, facts: [] })),
          },
        }
      : {}),
  };
}
