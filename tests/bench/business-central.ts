import { shopBooks } from "#tests/simulators/business-central/books/shop-books.ts";
import { connectionOf } from "#tests/simulators/business-central/connection.ts";
import { startBusinessCentral } from "#tests/simulators/business-central/server.ts";
import { ONLINE_LIMITS } from "#app/erp/business-central/wire/limits.ts";
import type { Ground } from "./ground.ts";
import { runMeasure, WITHOUT_LIMIT } from "./ground.ts";
import type { BusinessCentralFound, BusinessCentralInput } from "./measures/business-central.ts";
import type { CallLimitInput } from "./measures/call-limit.ts";
import type { Row } from "./table.ts";
import { shopGoods } from "./shop.ts";
import { atLeast, atMost, told } from "./table.ts";

const ANSWER_MS = 80;
const LOOKS_AN_HOUR = 12;

/** The app against a bare script on one stand-in of Business Central, with its limits and 80 ms an answer; then what is used of the limits. */
export async function measureBusinessCentral(
  ground: Ground,
  input: BusinessCentralInput & { limitMs: number },
): Promise<Row[]> {
  const bc = await startBusinessCentral({
    books: shopBooks(shopGoods()),
    latencyMs: ANSWER_MS,
    published: ["PostedSalesShipments", "ShippingAgents"],
  });
  try {
    const { orders, ours, bare, idleCalls } = await inPlace(ground, input, {
      BENCH_BUSINESS_CENTRAL: JSON.stringify(connectionOf(bc)),
      ERP_ALLOWED_HOSTS: new URL(bc.url).host,
    });
    const rate = ({ ms }: { ms: number }): number => orders / (ms / 1000);
    return [
      atLeast(
        "% of what a bare script gets out of Business Central, orders/s",
        (rate(ours) / rate(bare)) * 100,
        80,
        `${rate(ours).toFixed(1)} and ${rate(bare).toFixed(1)} orders/s at ${ANSWER_MS} ms an answer`,
        0,
      ),
      told(
        "calls to Business Central per order",
        ours.calls / orders,
        `bare ${(bare.calls / orders).toFixed(1)}`,
        1,
      ),
      told(
        "calls to Business Central an hour while nothing happens",
        idleCalls * LOOKS_AN_HOUR,
        `${idleCalls} a look, a look every five minutes`,
        0,
      ),
      atMost("calls that Business Central refused for being too many", bc.gate.refused, 0, "", 0),
      ...(await measureLimit(ground, input.limitMs)),
    ];
  } finally {
    await bc.close();
  }
}

async function inPlace(
  ground: Ground,
  input: BusinessCentralInput,
  more: Record<string, string>,
): Promise<BusinessCentralFound> {
  const scene = await ground.scene(WITHOUT_LIMIT);
  try {
    return await runMeasure<BusinessCentralFound>("business-central", input, {
      ...scene,
      environment: { ...scene.environment, ...more },
    });
  } finally {
    await scene.end();
  }
}

/** Two processes that always have work, under the same limits in a tenth of the time. */
async function measureLimit(ground: Ground, forMs: number): Promise<Row[]> {
  const scale = 10;
  const windowMs = ONLINE_LIMITS.windowMs / scale;
  const allowed = 6_000 / scale;
  const input: CallLimitInput = {
    limits: { ...ONLINE_LIMITS, windowMs, inWindow: ONLINE_LIMITS.inWindow / scale },
    answerMs: ANSWER_MS,
    forMs,
  };
  const scene = await ground.scene(WITHOUT_LIMIT);
  try {
    const found = await Promise.all(
      [1, 2].map(() => runMeasure<{ times: number[]; most: number }>("call-limit", input, scene)),
    );
    const times = found.flatMap((one) => one.times).sort((a, b) => a - b);
    const begun = times[0] ?? 0;
    const inWindow = (at: number): number =>
      times.filter((time) => time > at - windowMs && time <= at).length;
    const most = Math.max(...times.map(inWindow));
    // From when the first window was full.
    const steady = times.filter((time) => time >= begun + windowMs);
    const used = steady.length / ((allowed * (forMs - windowMs)) / windowMs);
    return [
      atLeast(
        "% of the calls Business Central allows in use while work waits",
        used * 100,
        90,
        "two processes",
      ),
      atMost("most calls in one window, of 6,000", most * scale, 6_000, "two processes", 0),
    ];
  } finally {
    await scene.end();
  }
}
