import type { Ground } from "../ground.ts";
import { inScene } from "../ground.ts";
import type { RedactFound } from "../measures/redact.ts";
import type { Row } from "../table.ts";
import { atMost } from "../table.ts";

export async function measureRedact(ground: Ground, orders: number): Promise<Row[]> {
  const found = await inScene<RedactFound>(ground, "redact", { orders });
  const beside = `${(found.ms / 1_000).toFixed(0)} s in all here, ${found.jobs} turns of the worker`;
  return [
    atMost(
      `s of the longest transaction, shop/redact of ${orders} orders`,
      found.longestMs / 1_000,
      5,
      beside,
    ),
    atMost("versions with personal data left", found.left, 0, "", 0),
  ];
}
