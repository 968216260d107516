/**
 * `npm run bench`: counts and ratios that do not depend on the machine, beside their goals. `-- --quick`: fewer orders, to see that it
 * works; `-- --only=points,trips,…`: some of it (a wrong name tells all). BENCH_STATEMENTS=1 also
 * prints what was asked of database and ERP, to see what a count is made of.
 */
import { parseArgs } from "node:util";
import type { Ground } from "./ground.ts";
import { inScene, prepareGround } from "./ground.ts";
import { measureMemory } from "./memory.ts";
import { measureBusinessCentral } from "./business-central.ts";
import { measureExportedInvoices } from "./parts/exported-invoices.ts";
import { measureErpLimit } from "./parts/erp-limit.ts";
import { measureFairness } from "./parts/fairness.ts";
import { measureGrowth } from "./parts/growth.ts";
import { measureLists } from "./parts/lists.ts";
import { measureRedact } from "./parts/redact.ts";
import { measureScreens } from "./parts/screens.ts";
import type { PointsFound } from "./measures/points.ts";
import type { RefundsFound } from "./measures/refunds.ts";
import type { RoundTripsFound } from "./measures/round-trips.ts";
import type { SpeedFound } from "./measures/speed.ts";
import type { StockFound } from "./measures/stock.ts";
import type { Batch, Echo, ShippingFound } from "./measures/shipping.ts";
import type { Row } from "./table.ts";
import { measureTryton } from "./tryton.ts";
import { measureWebhooks } from "./webhook-load.ts";
import { measureSuite } from "./suite-time.ts";
import { atLeast, atMost, printTable, told } from "./table.ts";

const { values } = parseArgs({
  options: { quick: { type: "boolean", default: false }, only: { type: "string" } },
});
const sizes = values.quick
  ? {
      points: [1, 50],
      trips: 20,
      ours: 60,
      rival: 10,
      memory: [200, 400] as const,
      webhooks: 5,
      ship: { counts: [1, 50], far: 60, rival: 10 },
      stock: { quantities: 500, oneByOne: 5 },
      exported: 60,
      tryton: { rounds: 2, orders: 25 },
      businessCentral: { rounds: 1, orders: 30, limitMs: 45_000 },
      refunds: { read: 50, ours: 60, rival: 10 },
      erpLimit: 60,
      fairness: 300,
      growth: 30,
      lists: { few: 1_000, many: 20_000 },
      redact: 2_000,
    }
  : {
      points: [1, 50, 1_000],
      trips: 50,
      ours: 400,
      rival: 60,
      memory: [1_000, 10_000] as const,
      webhooks: 60,
      ship: { counts: [1, 50, 1_000], far: 1_000, rival: 60 },
      stock: { quantities: 10_000, oneByOne: 50 },
      exported: 1_000,
      tryton: { rounds: 4, orders: 50 },
      businessCentral: { rounds: 4, orders: 100, limitMs: 120_000 },
      refunds: { read: 50, ours: 1_000, rival: 60 },
      erpLimit: 400,
      fairness: 5_000,
      growth: 300,
      lists: { few: 1_000, many: 1_000_000 },
      redact: 100_000,
    };

/** What the strongest peer declares for one order: 7 calls of 172 points, and its share of a listing. */
const PEER = { points: 172, listing: 2.7, calls: 7 };
/** What it declares for a refund and a return of an order beyond that. */
const PEER_RETURN = 133;

const measures: Record<string, (ground: Ground) => Promise<Row[]>> = {
  points,
  trips,
  speed,
  refunds,
  memory,
  webhooks,
  shipping,
  stock,
  "exported-invoices": (ground) => measureExportedInvoices(ground, sizes.exported),
  "erp-limit": (ground) => measureErpLimit(ground, sizes.erpLimit),
  fairness: (ground) => measureFairness(ground, sizes.fairness),
  growth: (ground) => measureGrowth(ground, sizes.growth),
  lists: (ground) => measureLists(ground, sizes.lists),
  redact: (ground) => measureRedact(ground, sizes.redact),
  "business-central": (ground) => measureBusinessCentral(ground, sizes.businessCentral),
  tryton: (ground) => measureTryton(ground, sizes.tryton),
  screens: measureScreens,
  suite: measureSuite,
};

async function points(ground: Ground): Promise<Row[]> {
  const found = await inScene<PointsFound[]>(ground, "points", { counts: sizes.points });
  const budgets = found.filter(({ orders }) => orders >= 50);
  return [
    atMost(
      `points of the dearest ImportOrders call`,
      Math.max(...found.map(({ dearest }) => dearest)),
      125,
      `${PEER.points} per order`,
      0,
    ),
    ...budgets.flatMap(({ orders, reading }) => [
      atMost(
        `points per order, import of ${orders}`,
        reading.points / orders,
        2.5,
        `${PEER.points} (peer)`,
      ),
      atMost(
        `calls per order, import of ${orders}`,
        reading.calls / orders,
        0.04,
        `${PEER.calls} (peer)`,
        3,
      ),
    ]),
    ...found.flatMap(({ orders, reading, listing }) => [
      told(
        `points per order, announce + import of ${orders}`,
        (reading.points + listing.points) / orders,
        `${PEER.points + PEER.listing} (peer); charged ${((reading.charged + listing.charged) / orders).toFixed(1)}`,
      ),
      told(
        `calls per order, announce + import of ${orders}`,
        (reading.calls + listing.calls) / orders,
        `${PEER.calls} + its listing (peer)`,
        3,
      ),
    ]),
  ];
}

async function trips(ground: Ground): Promise<Row[]> {
  const found = await inScene<RoundTripsFound[]>(ground, "round-trips", {
    orders: sizes.trips,
    lines: [3, 60],
    followUps: false,
  });
  const onDefaultCard = async (orders: number): Promise<RoundTripsFound | undefined> =>
    (
      await inScene<RoundTripsFound[]>(ground, "round-trips", {
        orders,
        lines: [3],
        followUps: true,
      })
    )[0];
  const [whole, alone] = [await onDefaultCard(sizes.trips), await onDefaultCard(1)];
  return [
    ...found.map(({ lines, app, queue }) =>
      atMost(
        `database round trips per order of ${lines} lines`,
        app,
        12,
        `+ ${queue.toFixed(1)} of the job queue`,
        1,
      ),
    ),
    atMost(
      `the same with release and number written back, 3 lines, ${sizes.trips} at once`,
      whole?.app ?? NaN,
      12,
      `+ ${whole?.queue.toFixed(1)} of the job queue`,
      1,
    ),
    atMost(
      "the same, one alone, from announced to the number written",
      alone?.announced ?? NaN,
      30,
      `${alone?.app} with its sync's own, + ${alone?.queue.toFixed(1)} of the job queue`,
      1,
    ),
  ];
}

async function speed(ground: Ground): Promise<Row[]> {
  const rows: Row[] = [];
  for (const erpMs of [50, 0]) {
    const { ours, rival, lanes } = await inScene<SpeedFound>(ground, "speed", {
      ours: sizes.ours,
      rival: sizes.rival,
      erpMs,
    });
    const beside = `${ours.toFixed(1)} and ${rival.toFixed(1)} orders/s here, both with ${lanes} lanes`;
    rows.push(
      erpMs > 0
        ? atLeast(`times a naive rival's orders/s, ERP of ${erpMs} ms`, ours / rival, 5, beside)
        : atLeast("the same with the ledger at its own speed", ours / rival, 3, beside),
    );
  }
  return rows;
}

const REFUND_ERP_MS = 50;

async function refunds(ground: Ground): Promise<Row[]> {
  const { plain, refunded, ours, rival, perLine } = await inScene<RefundsFound>(ground, "refunds", {
    ...sizes.refunds,
    erpMs: REFUND_ERP_MS,
  });
  return [
    atMost(
      `points per order with a refund and a return beyond the plain order, ${sizes.refunds.read} at once`,
      refunded - plain,
      6,
      `${PEER_RETURN} (peer); plain ${plain.toFixed(2)}`,
    ),
    // No goal: the app releases each credit memo as well, which is a second call.
    told(
      `times a one-by-one rival's refunds/s, ${sizes.refunds.ours} at once, ERP of ${REFUND_ERP_MS} ms`,
      ours / rival,
      `${ours.toFixed(1)} and ${rival.toFixed(1)} refunds/s here; ours are released, too`,
      1,
    ),
    atMost("times the time per line, credit memo of 1000 lines to one of 10", perLine, 2, ""),
  ];
}

async function memory(ground: Ground): Promise<Row[]> {
  const [few, many] = sizes.memory;
  const small = await measureMemory(ground, few);
  const large = await measureMemory(ground, many);
  return [
    atMost(
      `times the memory for ${many} orders of that for ${few}`,
      large / small,
      1.2,
      `${large.toFixed(0)} and ${small.toFixed(0)} MiB here`,
    ),
  ];
}

const PER_SECOND = 75;

async function webhooks(ground: Ground): Promise<Row[]> {
  const found = await measureWebhooks(ground, PER_SECOND, sizes.webhooks);
  const stream = `${PER_SECOND} webhooks/s for ${sizes.webhooks} s`;
  return [
    atMost(
      `ms to the answer, p99, ${stream}`,
      found.p99,
      100,
      `p50 ${found.p50.toFixed(1)} ms here`,
      1,
    ),
    atMost(`refused of ${found.sent}`, found.refused, 0, "", 0),
    atMost("answered, but not worked in the end", found.lost, 0, "", 0),
    told(
      "screens shown meanwhile",
      found.screens,
      `half of them within ${found.screenMs.toFixed(0)} ms here`,
      0,
    ),
    told(
      "calls to Shopify per webhook",
      found.calls / found.sent,
      `${(found.points / found.sent).toFixed(2)} points; one by one: 1 call`,
      3,
    ),
  ];
}

/** What the strongest peer asks for one shipment of one fulfillment order, and how often: fulfillment orders, their lines, the fulfillment. */
const PEER_SHIPMENT = { points: 33 + 27 + 10, calls: 3 };
const SHOPIFY_MS = 50;

async function shipping(ground: Ground): Promise<Row[]> {
  const { shipped, captured, far, near, echoes } = await inScene<ShippingFound>(
    ground,
    "shipping",
    { ...sizes.ship, shopifyMs: SHOPIFY_MS },
    "keep",
  );
  const each =
    (
      what: string,
      goals: { points: number; calls: number; trips: number },
      peer: { points: string; calls: string },
    ) =>
    ({ orders, calls, points: cost, trips: statements, queue }: Batch): Row[] => {
      const [pointsEach, callsEach] = [cost / orders, calls / orders];
      const [pointsName, callsName] = [
        `points per ${what}, ${orders} at once`,
        `calls per ${what}, ${orders} at once`,
      ];
      const tripsName = `database round trips per ${what}, ${orders} at once`;
      const ofQueue = `+ ${(queue / orders).toFixed(1)} of the job queue`;
      return [
        ...(orders >= 50
          ? [
              atMost(pointsName, pointsEach, goals.points, peer.points),
              atMost(callsName, callsEach, goals.calls, peer.calls, 3),
            ]
          : [told(pointsName, pointsEach, peer.points), told(callsName, callsEach, peer.calls, 3)]),
        ...(orders === 50
          ? [atMost(tripsName, statements / orders, goals.trips, ofQueue, 1)]
          : [told(tripsName, statements / orders, ofQueue, 1)]),
      ];
    };
  const perSecond = ({ orders, ms }: Batch): number => orders / (ms / 1000);
  const times = ({ ours, rival }: { ours: Batch; rival: Batch }): number =>
    perSecond(ours) / perSecond(rival);
  const beside = ({ ours, rival }: { ours: Batch; rival: Batch }): string =>
    `${perSecond(ours).toFixed(1)} and ${perSecond(rival).toFixed(1)} shipments/s here; calls each: ${(ours.calls / ours.orders).toFixed(2)} and ${(rival.calls / rival.orders).toFixed(2)}`;
  const [first, ofClosing] = echoes;
  const sent = [...shipped, far.ours].reduce((sum, { orders }) => sum + orders, 0);
  const both = (count: (echo: Echo) => number): number => count(first) + count(ofClosing);
  return [
    ...shipped.flatMap(
      each(
        "shipped order",
        { points: 14, calls: 1.1, trips: 10 },
        { points: `${PEER_SHIPMENT.points} (peer)`, calls: `${PEER_SHIPMENT.calls} (peer)` },
      ),
    ),
    ...captured.flatMap(
      each(
        "captured invoice",
        { points: 24, calls: 1.1, trips: 12 },
        { points: "the capture alone: 21", calls: "the capture alone: 1" },
      ),
    ),
    told(
      `times a one-by-one rival's shipments/s, ${far.ours.orders} at once, Shopify of ${SHOPIFY_MS} ms`,
      times(far),
      beside(far),
      1,
    ),
    told(
      `the same, ${near.ours.orders} at once, with Shopify beside it`,
      times(near),
      beside(near),
      1,
    ),
    atMost(
      `new order versions from ${both(({ webhooks: count }) => count)} webhooks of our own acts and a sync`,
      both(({ versions }) => versions),
      0,
      "",
      0,
    ),
    atMost(
      "new tasks from them, but for archiving",
      both(({ tasks }) => tasks),
      0,
      `${both(({ archived }) => archived)} orders archived`,
      0,
    ),
    atMost(
      "writes to Shopify because of them, but for archiving",
      both(({ shopifyWrites }) => shopifyWrites),
      0,
      `${first.calls} and ${ofClosing.calls} calls in all`,
      0,
    ),
    atMost(
      "writes to the ERP because of them",
      both(({ erpWrites }) => erpWrites),
      0,
      "",
      0,
    ),
    told(
      "points per order to hear of all that, and to archive it",
      both(({ points: cost }) => cost) / sent,
      `${(both(({ calls }) => calls) / sent).toFixed(2)} calls`,
    ),
  ];
}

async function stock(ground: Ground): Promise<Row[]> {
  const { ours, rival, tasks } = await inScene<StockFound>(ground, "stock", sizes.stock);
  const { quantities, oneByOne } = sizes.stock;
  return [
    atMost(
      `calls per changed quantity, ${quantities} of them`,
      ours.calls / quantities,
      0.004,
      `${(rival.calls / oneByOne).toFixed(2)} one by one; ${tasks} tasks`,
      4,
    ),
    atMost(
      `points per changed quantity, ${quantities} of them`,
      ours.points / quantities,
      0.05,
      `${(rival.points / oneByOne).toFixed(1)} one by one`,
      4,
    ),
  ];
}

const LEGEND = `Counts and ratios; times of this machine stand beside them only to show what a ratio is made of.
points: what Shopify asks to be in the bucket (requested cost), counted by the simulated Shopify; charged: what it takes. Orders of 3 lines, in a shop that has synced before.
peer: what the strongest known connector declares for one order. round trips: statements at the driver, BEGIN and COMMIT included, from listing to document.
naive rival: as many orders at a time as the app has lanes, each a call per part, look up then insert; same process, Shopify, database and ERP. one-by-one rival: one shipment at a time, three calls. memory: peak of the built app alone, Shopify in another process.
what Tryton itself can do: a bare script that creates the same addresses and sales, quotes, confirms and reads each once, one after the other on one open connection, in turns with the app; "with our reads": the same with the look-ups that
a wrong or second sale is kept out by. erp-limit: from the first moment that all calls are taken to the last; what the app does between two calls of a lane is time lost. fairness: small shops that click at once; the wait of the last.
screens: the demo in Chromium, and what tests hold; bytes of the built app, as it is sent, before anything is kept by the browser, until a page can be used: texts of answers follow with the first act. lists: pages of the database, not time; every screen, tab, search and last page. redact: copies of one order, the transactions looked at every 50 ms. growth: orders with capture and fulfillment, packed tables; aged by moving every time back, then the nightly jobs. suite: cases of the ERP contract as vitest times them, without the start of a Tryton.`;

const chosen = new Set(values.only?.split(",") ?? Object.keys(measures));
const unknown = [...chosen].filter((name) => !(name in measures));
if (unknown.length > 0) {
  console.error(`unknown: ${unknown.join(", ")}. Known: ${Object.keys(measures).join(", ")}.`);
  process.exit(2);
}
const ground = await prepareGround();
try {
  const rows: Row[] = [];
  for (const [name, measure] of Object.entries(measures)) {
    if (!chosen.has(name)) continue;
    const started = Date.now();
    rows.push(...(await measure(ground)));
    console.error(`${name}: ${Math.round((Date.now() - started) / 1000)} s`);
  }
  console.log(`\n${printTable(rows)}\n\n${LEGEND}\n`);
} finally {
  await ground.stop();
}
