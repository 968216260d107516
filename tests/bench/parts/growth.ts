import type { Ground } from "../ground.ts";
import { inScene } from "../ground.ts";
import type { GrowthFound, GrowthInput } from "../measures/growth.ts";
import type { Row } from "../table.ts";
import { atMost, told } from "../table.ts";

const DAYS = 91;
const ORDERS_A_YEAR = 365 * 1_000;
/** Tables that take less of an order are summed up. */
const SHOWN_BYTES = 500;

export async function measureGrowth(ground: Ground, orders: number): Promise<Row[]> {
  const input: GrowthInput = { orders, days: DAYS };
  const { fresh, later } = await inScene<GrowthFound>(ground, "growth", input);
  const sum = (found: Record<string, number>): number =>
    Object.values(found).reduce((total, bytes) => total + bytes, 0);
  const tables = Object.entries(later)
    .filter(([, bytes]) => bytes >= SHOWN_BYTES)
    .sort(([, a], [, b]) => b - a);
  return [
    atMost(
      `kB of an order after ${DAYS} days, tables and indexes of the app`,
      sum(later) / 1_000,
      20,
      `${(sum(fresh) / 1_000).toFixed(1)} when it is new; a year of 1,000 a day: ${((sum(later) * ORDERS_A_YEAR) / 1e9).toFixed(1)} GB`,
      1,
    ),
    ...tables.map(([name, bytes]) =>
      told(
        `  of it ${name}`,
        bytes / 1_000,
        `${((fresh[name] ?? 0) / 1_000).toFixed(1)} when it is new`,
        1,
      ),
    ),
  ];
}
