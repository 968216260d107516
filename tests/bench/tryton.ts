import { findTryton, freshDatabase, prepareTryton, startTryton } from "#scripts/tryton.ts";
import type { Ground } from "./ground.ts";
import { runMeasure, WITHOUT_LIMIT } from "./ground.ts";
import type { Side, TrytonFound, TrytonInput, TrytonPlace } from "./measures/tryton.ts";
import type { Row } from "./table.ts";
import { atLeast, notRun, told } from "./table.ts";

const NAME = "% of what Tryton itself can do, orders/s";

/** The app against a bare script on one real Tryton. */
export async function measureTryton(ground: Ground, input: TrytonInput): Promise<Row[]> {
  const installed = findTryton();
  if ("missing" in installed) {
    console.error(installed.missing);
    return [notRun(NAME, "trytond is not installed")];
  }
  const { orders, ours, bare, careful, trips } = await onTryton(ground, input);
  const perSecond = ({ ms }: Side): number => orders / (ms / 1000);
  const share = (of: Side, limit: Side): number => (perSecond(of) / perSecond(limit)) * 100;
  const each = ({ calls }: Side): string => (calls / orders).toFixed(1);
  const rates = (limit: Side): string =>
    `${perSecond(ours).toFixed(2)} and ${perSecond(limit).toFixed(2)} orders/s here`;
  return [
    atLeast(NAME, share(ours, bare), 80, rates(bare), 0),
    told("the same, of a script that makes our reads", share(ours, careful), rates(careful), 0),
    told(
      "calls to Tryton per order",
      ours.calls / orders,
      `bare ${each(bare)}, with our reads ${each(careful)}`,
      1,
    ),
    told(
      "database round trips per order into Tryton",
      trips / orders,
      "from imported order to released sale",
      1,
    ),
  ];
}

async function onTryton(ground: Ground, input: TrytonInput): Promise<TrytonFound> {
  const server = await startTryton(await prepareTryton((text) => console.error(text)));
  try {
    const { url, database, passwords } = freshDatabase(server);
    const scene = await ground.scene(WITHOUT_LIMIT);
    const place: TrytonPlace = { url, database, passwords };
    try {
      return await runMeasure<TrytonFound>("tryton", input, {
        ...scene,
        environment: {
          ...scene.environment,
          ERP_ALLOWED_HOSTS: new URL(url).host,
          BENCH_TRYTON: JSON.stringify(place),
        },
      });
    } finally {
      await scene.end();
    }
  } finally {
    await server.stop();
  }
}
