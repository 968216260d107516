import { ledgerAdapter } from "#app/erp/ledger/adapter.server.ts";
import { requireDocuments, startPipeline } from "../pipeline.ts";
import { openShop, placeOrders } from "../shop.ts";
import { slowDownErp } from "../slow-erp.ts";

/** How far the app uses the calls at a time that its ERP states, while documents wait to be made. */
export interface ErpLimitInput {
  orders: number;
  erpMs: number;
}
export interface ErpLimitFound {
  limit: number;
  /** Of the stated calls at a time, on average, from the first moment that all are taken to the last. */
  share: number;
  /** Writes that began while as many as stated were under way. */
  beyond: number;
}

const input = JSON.parse(process.argv[2] ?? "{}") as ErpLimitInput;
const { parallel, inFlight } = ledgerAdapter.describe().defaultCapabilities.rate;
const limit = parallel * (inFlight ?? 1);

interface Call {
  began: number;
  ended: number;
}
const calls: Call[] = [];
let underWay = 0;
let beyond = 0;
slowDownErp(input.erpMs);
// Wraps the slowed port: the time on the way is part of a call.
const connect = ledgerAdapter.connect.bind(ledgerAdapter);
ledgerAdapter.connect = (connection) => {
  const port = connect(connection);
  return new Proxy(port, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver);
      if (name !== "createDocument" || typeof member !== "function") return member;
      return async (...args: unknown[]) => {
        if (underWay >= limit) beyond += 1;
        underWay += 1;
        const began = performance.now();
        try {
          return (await Reflect.apply(member, target, args)) as unknown;
        } finally {
          underWay -= 1;
          calls.push({ began, ended: performance.now() });
        }
      };
    },
  });
};

await openShop({ autoCreateOrders: true, autoRelease: true, documentNumberAttribute: false });
const pipeline = await startPipeline();
await placeOrders(5, 3);
await pipeline.sync();
calls.length = 0;
await placeOrders(input.orders, 3);
await pipeline.sync();
await requireDocuments(5 + input.orders);
await pipeline.stop();

const began = calls.map((call) => call.began).sort((a, b) => a - b);
// Before the first `limit` calls, and after the last have begun, there is nothing more to take.
const [from = 0, to = 0] = [began[limit - 1], began.at(-limit)];
const within = calls.reduce(
  (sum, call) => sum + Math.max(0, Math.min(call.ended, to) - Math.max(call.began, from)),
  0,
);
process.send?.({ limit, share: within / (limit * (to - from)), beyond } satisfies ErpLimitFound);
