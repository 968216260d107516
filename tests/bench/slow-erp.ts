import { setTimeout as wait } from "node:timers/promises";
import { ledgerAdapter } from "#app/erp/ledger/adapter.server.ts";
import type { ErpConnectionPort } from "#app/erp/port/adapter.ts";

/**
 * From now on every call to the built-in ledger takes `ms` longer, as a call over a network does, in this process and whoever makes it:
 * the app and its rival see the same ERP.
 */
export function slowDownErp(ms: number): void {
  if (ms <= 0) return;
  const connect = ledgerAdapter.connect.bind(ledgerAdapter);
  ledgerAdapter.connect = (connection) => slowed(connect(connection), ms);
}

const slowed = (port: ErpConnectionPort, ms: number): ErpConnectionPort =>
  new Proxy(port, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== "function") return member;
      return async (...args: unknown[]) => {
        await wait(ms);
        return Reflect.apply(member, target, args) as unknown;
      };
    },
  });
