import { createHmac, randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { freePort } from "#app/lib/free-port.server.ts";
import { startApp } from "#scripts/stack.ts";
import type { AppIdentity } from "#tests/simulators/shopify/id-token.ts";
import { signIdToken } from "#tests/simulators/shopify/id-token.ts";
import type { Ground } from "./ground.ts";
import { runMeasure } from "./ground.ts";
import { SHOP } from "./names.ts";

export interface WebhooksFound {
  sent: number;
  refused: number;
  p50: number;
  p99: number;
  lost: number;
  points: number;
  calls: number;
  /** Screens that were shown meanwhile, and how long the answer took. */
  screens: number;
  screenMs: number;
}

/** What a Standard store gives: the deliveries must be worked within it. */
const STANDARD_RESTORE_RATE = 100;
const PATIENCE_MS = 180_000;
const WARM_UP = { perSecond: 20, seconds: 2 };

/** New orders among those told of, and how often a person opens a screen meanwhile. */
const UNHEARD = 300;
const SCREEN_EVERY_MS = 500;
const SCREENS = ["/app.data", "/app/orders.data", "/app/orders-to-import.data", "/app/tasks.data"];

/**
 * The built app (web and worker in one process) under a stream of signed deliveries as a shop at its busiest sends them, each second one about an order that is to
 * be imported and to become a document, while people look at screens: time from sending to the answer, and what became of each delivery in the end.
 */
export async function measureWebhooks(
  ground: Ground,
  perSecond: number,
  seconds: number,
): Promise<WebhooksFound> {
  const scene = await ground.scene(STANDARD_RESTORE_RATE);
  try {
    const { ids, news, seen } = await runMeasure<{ ids: string[]; news: string[]; seen: number }>(
      "import-some",
      { orders: 50, unheard: UNHEARD },
      scene,
    );
    const told = news.flatMap((id, at) => [id, ids[at % ids.length] ?? id]);
    const port = await freePort();
    const app = await startApp(
      { ...scene.environment, PORT: String(port), HOST: "127.0.0.1" },
      (line) => process.stderr.write(`${line}\n`),
    );
    try {
      const stream = (rate: number, length: number) =>
        sendStream(
          `http://127.0.0.1:${port}/webhooks/orders`,
          scene.environment.SHOPIFY_API_SECRET ?? "",
          told,
          rate,
          length,
        );
      await stream(WARM_UP.perSecond, WARM_UP.seconds); // a process that has just begun compiles first
      const people = lookAtScreens(`http://127.0.0.1:${port}`, {
        clientId: scene.environment.SHOPIFY_API_KEY ?? "",
        clientSecret: scene.environment.SHOPIFY_API_SECRET ?? "",
      });
      const times = await stream(perSecond, seconds);
      const shown = await people.leave();
      const answered = times
        .filter(({ status }) => status === 200)
        .map(({ ms }) => ms)
        .sort((a, b) => a - b);
      const at = (share: number): number =>
        answered[Math.min(answered.length - 1, Math.floor(answered.length * share))] ?? NaN;
      const lost = await workedOff(
        scene.databaseUrl,
        answered.length + WARM_UP.perSecond * WARM_UP.seconds,
      );
      const asked = await runMeasure<{ points: number; calls: number }>(
        "asked-since",
        { seen },
        scene,
      );
      return {
        sent: times.length,
        refused: times.length - answered.length,
        p50: at(0.5),
        p99: at(0.99),
        lost,
        ...asked,
        screens: shown.length,
        screenMs: shown.sort((a, b) => a - b)[Math.floor(shown.length / 2)] ?? NaN,
      };
    } finally {
      await app.stop();
    }
  } finally {
    await scene.end();
  }
}

/** Somebody opens one screen after the other; `leave` gives how long each took. */
function lookAtScreens(origin: string, app: AppIdentity): { leave(): Promise<number[]> } {
  const times: number[] = [];
  let there = true;
  const looking = (async () => {
    for (let at = 0; there; at += 1) {
      const started = performance.now();
      const answer = await fetch(origin + (SCREENS[at % SCREENS.length] ?? ""), {
        headers: { authorization: `Bearer ${signIdToken(app, SHOP, new Date())}` },
      });
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`a screen was answered with ${answer.status}`);
      times.push(performance.now() - started);
      await wait(SCREEN_EVERY_MS);
    }
  })();
  // Its error is told when it is waited for.
  looking.catch(() => undefined);
  return {
    async leave() {
      there = false;
      await looking;
      return times;
    },
  };
}

/** Each delivery leaves at its own time, whether or not the ones before it are answered. */
async function sendStream(
  url: string,
  secret: string,
  ids: readonly string[],
  perSecond: number,
  seconds: number,
): Promise<{ status: number; ms: number }[]> {
  const began = performance.now();
  const sent: Promise<{ status: number; ms: number }>[] = [];
  for (let index = 0; index < perSecond * seconds; index += 1) {
    const due = (index * 1000) / perSecond - (performance.now() - began);
    if (due > 0) await wait(due);
    sent.push(send(url, secret, ids[index % ids.length] ?? ""));
  }
  return Promise.all(sent);
}

async function send(
  url: string,
  secret: string,
  id: string,
): Promise<{ status: number; ms: number }> {
  const body = JSON.stringify({
    id: Number(id.split("/").at(-1)),
    admin_graphql_api_id: id,
    updated_at: new Date().toISOString(),
  });
  const started = performance.now();
  const answer = await fetch(url, {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      "x-shopify-topic": "orders/updated",
      "x-shopify-shop-domain": SHOP,
      "x-shopify-webhook-id": randomUUID(),
      "x-shopify-triggered-at": new Date().toISOString(),
      "x-shopify-api-version": "2026-10",
      "x-shopify-hmac-sha256": createHmac("sha256", secret).update(body).digest("base64"),
    },
  });
  await answer.arrayBuffer();
  return { status: answer.status, ms: performance.now() - started };
}

/** Waits until every stored delivery is worked; gives how many of those answered were not stored or never worked. */
async function workedOff(databaseUrl: string, answered: number): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on("error", () => undefined);
  await client.connect();
  try {
    for (const until = Date.now() + PATIENCE_MS; ;) {
      const {
        rows: [row],
      } = await client.query<{ done: number; waiting: number }>(
        `SELECT count(*) FILTER (WHERE state = 'done')::int AS done, count(*) FILTER (WHERE state = 'stored')::int AS waiting FROM "WebhookDelivery"`,
      );
      if (!row) throw new Error("the deliveries cannot be counted");
      if (row.waiting === 0 || Date.now() > until) return answered - row.done;
      await wait(200);
    }
  } finally {
    await client.end();
  }
}
