import { createHash } from "node:crypto";
import { canonicalJson } from "#app/lib/json.ts";
import type { DocumentReading } from "./port/readings.ts";

/** The revision of a reading: equal as long as the document says the same, also after it was released. */
export function revisionOf({
  lines,
  header,
  totals,
  currency,
  externalKey,
}: Omit<DocumentReading, "revision">): string {
  const said = lines.map(({ shipped: _shipped, invoiced: _invoiced, ...line }) => line);
  return createHash("sha256")
    .update(canonicalJson({ lines: said, header, totals, currency, externalKey }), "utf8")
    .digest("hex");
}
