import type { Json } from "#app/lib/json.ts";
import { err, ok } from "#app/lib/result.ts";
import type { Result } from "#app/lib/result.ts";

type Values = Record<string, Json>;

/** `steps[n]` turns values of version n into version n + 1. Add one whenever a key is renamed or its meaning changes. */
const steps: Readonly<Record<number, (values: Values) => Values>> = {};

/** Version that settings are stored with now. */
export const SETTINGS_VERSION = 1 + Object.keys(steps).length;

/** Brings stored values to the present version. Values of a newer app are refused: guessing at them would lose data. */
export function upgradeSettings(
  values: Values,
  from: number,
  by = steps,
  to = SETTINGS_VERSION,
): Result<Values, { problem: "newer" | "noStep"; version: number }> {
  if (from > to) return err({ problem: "newer", version: from });
  let current = values;
  for (let version = from; version < to; version += 1) {
    const step = by[version];
    if (!step) return err({ problem: "noStep", version });
    current = step(current);
  }
  return ok(current);
}
