import type { Outbound } from "#app/erp/outbound/fetch.server.ts";
import { outbound } from "#app/erp/outbound/fetch.server.ts";

export interface TrytonCall {
  /** As Tryton calls it, e.g. "model.sale.sale.create". */
  method: string;
  /** From sending to the whole answer. */
  ms: number;
}

/** From now on counts what this process asks of Tryton; the answer gives what was asked since it was last called. */
export function countTrytonCalls(): () => TrytonCall[] {
  let calls: TrytonCall[] = [];
  const send: Outbound["send"] = outbound.send.bind(outbound);
  outbound.send = async (request) => {
    const started = performance.now();
    try {
      return await send(request);
    } finally {
      const { method } = JSON.parse(request.body ?? "{}") as { method?: string };
      calls.push({ method: method ?? request.url, ms: performance.now() - started });
    }
  };
  return () => {
    const counted = calls;
    calls = [];
    return counted;
  };
}

/** One line for each method: how often per order, and how long per order. */
export function printCalls(calls: readonly TrytonCall[], orders: number): string {
  return [...new Set(calls.map(({ method }) => method))]
    .map((name) => {
      const of = calls.filter(({ method }) => method === name);
      return `${(of.length / orders).toFixed(2).padStart(7)} calls ${(of.reduce((sum, { ms }) => sum + ms, 0) / orders).toFixed(1).padStart(7)} ms  ${name}`;
    })
    .join("\n");
}
