/**
 * The outbox: signs and delivers webhooks to the app as Shopify does: 2xx within 5 s or it is tried again, 8 times over 4 hours,
 * same webhook id, original payload; redirects are failures. Not ordered, not exactly once: the knobs make that happen on demand.
 */
import { createHmac, randomUUID } from "node:crypto";
import type { SimulatorClock } from "./clock.ts";

/** Waits between tries, in seconds; 14,400 s = 4 h together. The steps are a guess, the number and the sum are documented. */
export const RETRY_SECONDS = [10, 60, 300, 900, 1800, 2700, 3600, 5030] as const;
const DELIVERY_TIMEOUT_MS = 5000;

export interface Delivery {
  webhookId: string;
  eventId: string;
  topic: string;
  shop: string;
  uri: string;
  triggeredAt: string;
  body: string;
  apiVersion: string;
  name?: string;
  /** Clock time (ms) of the next try. */
  due: number;
  tries: { at: string; status: number | string }[];
  state: "waiting" | "delivered" | "failed" | "dropped" | "held";
}

export interface WebhookInput {
  topic: string;
  shop: string;
  payload: unknown;
  eventId?: string;
  triggeredAt?: Date;
}

export interface Outbox {
  /** Puts one event in; undefined when no route is configured for the topic. */
  send(input: WebhookInput): Delivery | undefined;
  /** Sends the very same delivery (same webhook id) once more. */
  redeliver(webhookId: string): void;
  /** Tries all that is due now and waits for the answers. */
  flush(): Promise<void>;
  deliveries(): readonly Delivery[];
  unrouted(): readonly { topic: string; shop: string }[];
  knobs: {
    drop(n: number): void;
    double(n: number): void;
    delay(n: number, ms: number): void;
    shuffle(n: number): void;
    pause(): void;
    resume(): void;
  };
  reset(): void;
  close(): Promise<void>;
}

export interface OutboxOptions {
  clock: SimulatorClock;
  appUrl: string;
  clientSecret: string;
  /** topic → path on the app, or an absolute URL. `*` takes every topic that has no route of its own. */
  topics: Record<string, string>;
  /** topic → top-level fields of its payload that are sent (`include_fields`); all where nothing is said. */
  fields?: Readonly<Record<string, readonly string[]>>;
  apiVersion: string;
  fetch?: typeof fetch;
}

function hmacBase64(secret: string, body: string): string {
  return createHmac("sha256", secret).update(body, "utf8").digest("base64");
}

function webhookHeaders(delivery: Delivery, secret: string): Record<string, string> {
  return {
    "content-type": "application/json",
    "user-agent": "Shopify-Captain-Hook",
    "x-shopify-topic": delivery.topic,
    "x-shopify-shop-domain": delivery.shop,
    "x-shopify-api-version": delivery.apiVersion,
    "x-shopify-webhook-id": delivery.webhookId,
    "x-shopify-event-id": delivery.eventId,
    "x-shopify-triggered-at": delivery.triggeredAt,
    "x-shopify-hmac-sha256": hmacBase64(secret, delivery.body),
    ...(delivery.name ? { "x-shopify-name": delivery.name } : {}),
  };
}

function included(payload: unknown, fields: readonly string[] | undefined): unknown {
  if (!fields || typeof payload !== "object" || payload === null) return payload;
  return Object.fromEntries(Object.entries(payload).filter(([name]) => fields.includes(name)));
}

export function createOutbox(options: OutboxOptions): Outbox {
  const { clock } = options;
  const send = options.fetch ?? globalThis.fetch;
  let all: Delivery[] = [];
  let unrouted: { topic: string; shop: string }[] = [];
  let paused = false;
  let wanted = { drop: 0, double: 0, delay: { n: 0, ms: 0 }, shuffle: 0 };
  let held: Delivery[] = [];
  const running = new Set<Promise<void>>();
  const busy = new Set<Delivery>();

  async function attempt(delivery: Delivery): Promise<void> {
    const at = clock.now().toISOString();
    let status: number | string;
    try {
      const answer = await send(delivery.uri, {
        method: "POST",
        body: delivery.body,
        headers: webhookHeaders(delivery, options.clientSecret),
        redirect: "manual",
        signal: AbortSignal.timeout(DELIVERY_TIMEOUT_MS),
      });
      status = answer.status;
      await answer.arrayBuffer();
    } catch (error) {
      status = error instanceof Error ? error.name : "failed";
    }
    delivery.tries.push({ at, status });
    if (typeof status === "number" && status >= 200 && status < 300) delivery.state = "delivered";
    else {
      const wait = RETRY_SECONDS[delivery.tries.length - 1];
      if (wait === undefined) delivery.state = "failed";
      else delivery.due = clock.now().getTime() + wait * 1000;
    }
  }

  function start(delivery: Delivery): void {
    if (busy.has(delivery)) return;
    busy.add(delivery);
    const run = attempt(delivery).finally(() => {
      busy.delete(delivery);
      running.delete(run);
    });
    running.add(run);
  }

  function pump(): void {
    if (paused) return;
    const now = clock.now().getTime();
    for (const delivery of all)
      if (delivery.state === "waiting" && delivery.due <= now) start(delivery);
  }

  function releaseHeld(): void {
    // The reverse is the shuffle that is sure to be out of order.
    for (const delivery of held.reverse()) {
      delivery.state = "waiting";
      all = [...all.filter((d) => d !== delivery), delivery];
    }
    held = [];
  }

  const unsubscribe = clock.onJump(pump);
  const timer = setInterval(pump, 250);
  timer.unref();

  return {
    send(input) {
      const route = options.topics[input.topic] ?? options.topics["*"];
      if (route === undefined) {
        unrouted.push({ topic: input.topic, shop: input.shop });
        return undefined;
      }
      const delivery: Delivery = {
        webhookId: randomUUID(),
        eventId: input.eventId ?? randomUUID(),
        topic: input.topic,
        shop: input.shop,
        uri: new URL(route, options.appUrl).href,
        triggeredAt: (input.triggeredAt ?? clock.now()).toISOString(),
        body: JSON.stringify(included(input.payload, options.fields?.[input.topic])),
        apiVersion: options.apiVersion,
        due: clock.now().getTime(),
        tries: [],
        state: "waiting",
      };
      all.push(delivery);
      if (wanted.drop > 0) {
        wanted.drop -= 1;
        delivery.state = "dropped";
        return delivery;
      }
      if (wanted.delay.n > 0) {
        wanted.delay.n -= 1;
        delivery.due += wanted.delay.ms;
      }
      if (wanted.double > 0) {
        wanted.double -= 1;
        // Shopify's second delivery of the same subscription carries the same webhook id.
        all.push({ ...delivery, tries: [] });
      }
      if (wanted.shuffle > 0) {
        wanted.shuffle -= 1;
        delivery.state = "held";
        held.push(delivery);
        if (wanted.shuffle === 0) releaseHeld();
      }
      pump();
      return delivery;
    },
    redeliver(webhookId) {
      const known = all.find((d) => d.webhookId === webhookId);
      if (!known) throw new Error(`No webhook ${webhookId} was ever sent.`);
      all.push({ ...known, tries: [], state: "waiting", due: clock.now().getTime() });
      pump();
    },
    async flush() {
      pump();
      while (running.size > 0) await Promise.all(running);
    },
    deliveries: () => all,
    unrouted: () => unrouted,
    knobs: {
      drop: (n) => {
        wanted.drop += n;
      },
      double: (n) => {
        wanted.double += n;
      },
      delay: (n, ms) => {
        wanted.delay = { n: wanted.delay.n + n, ms };
      },
      shuffle: (n) => {
        wanted.shuffle += n;
      },
      pause: () => {
        paused = true;
      },
      resume: () => {
        paused = false;
        pump();
      },
    },
    reset() {
      all = [];
      unrouted = [];
      held = [];
      paused = false;
      wanted = { drop: 0, double: 0, delay: { n: 0, ms: 0 }, shuffle: 0 };
    },
    async close() {
      clearInterval(timer);
      unsubscribe();
      paused = true;
      await Promise.allSettled(running);
    },
  };
}
