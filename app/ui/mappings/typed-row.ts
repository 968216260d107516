/** Fields of one mapping row as typed: every value is text, a charge is its type and its number. */
export type TypedRow = Record<string, string>;

type Plain = string | { type: string; number: string; assign?: string };

export function typedOf(erp: Record<string, unknown> | null): TypedRow {
  const typed: TypedRow = {};
  for (const [key, value] of Object.entries(erp ?? {})) {
    if (typeof value === "string") typed[key] = value;
    else if (key === "charge" && typeof value === "object" && value !== null) {
      const charge = value as Record<string, unknown>;
      typed["chargeType"] = String(charge["type"]);
      typed["chargeNumber"] = String(charge["number"]);
      if (typeof charge["assign"] === "string") typed["chargeAssign"] = charge["assign"];
    }
  }
  return typed;
}

/** What is stored: only what was filled in; null when nothing was, which takes the mapping away. */
export function erpOf(typed: TypedRow): Record<string, Plain> | null {
  const erp: Record<string, Plain> = {};
  for (const [key, value] of Object.entries(typed).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (value.trim() !== "" && !key.startsWith("charge")) erp[key] = value.trim();
  }
  const type = typed["chargeType"] ?? "";
  // A type without a number goes along, so that the refusal names it instead of dropping it silently.
  const assign = typed["chargeAssign"] ?? "";
  if (type !== "")
    erp["charge"] = {
      type,
      number: (typed["chargeNumber"] ?? "").trim(),
      ...(type === "itemCharge" && assign !== "" ? { assign } : {}),
    };
  return Object.keys(erp).length === 0 ? null : erp;
}
