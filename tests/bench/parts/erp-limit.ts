import type { Ground } from "../ground.ts";
import { inScene } from "../ground.ts";
import type { ErpLimitFound, ErpLimitInput } from "../measures/erp-limit.ts";
import type { Row } from "../table.ts";
import { atLeast, atMost } from "../table.ts";

const ERP_MS = 50;

export async function measureErpLimit(ground: Ground, orders: number): Promise<Row[]> {
  const input: ErpLimitInput = { orders, erpMs: ERP_MS };
  const { limit, share, beyond } = await inScene<ErpLimitFound>(ground, "erp-limit", input);
  const beside = `${limit} calls at a time, ERP of ${ERP_MS} ms, ${orders} documents`;
  return [
    atLeast(
      "% of the ERP's stated calls at a time in use while documents wait",
      share * 100,
      90,
      beside,
    ),
    atMost("documents sent beyond them", beyond, 0, "", 0),
  ];
}
