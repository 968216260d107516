import type { Ground } from "../ground.ts";
import { inScene } from "../ground.ts";
import type { FairnessFound, FairnessInput } from "../measures/fairness.ts";
import { NEIGHBOURS } from "../names.ts";
import type { Row } from "../table.ts";
import { atMost } from "../table.ts";

const EACH = 5;

export async function measureFairness(ground: Ground, waiting: number): Promise<Row[]> {
  const input: FairnessInput = { waiting, each: EACH };
  const { idle, busy, left } = await inScene<FairnessFound>(ground, "fairness", input);
  const seconds = (found: readonly number[]): string => (last(found) / 1_000).toFixed(1);
  return [
    atMost(
      `times the idle wait of ${NEIGHBOURS.length} shops of ${EACH} orders beside one of ${waiting}`,
      last(busy) / last(idle),
      2,
      `p95 ${seconds(busy)} and ${seconds(idle)} s here; ${left} of the large shop's still waited`,
    ),
  ];
}

/** Of ten, the 95th of a hundred is the last. */
const last = (found: readonly number[]): number => Math.max(...found);
