import { ledgerAdapter } from "#app/erp/ledger/adapter.server.ts";
import type { ErpConnectionPort } from "#app/erp/port/adapter.ts";

const READS: readonly string[] = [
  "probe",
  "listReference",
  "findCustomers",
  "findItems",
  "listItems",
  "findDocuments",
  "getDocument",
  "pull",
  "getAvailability",
] satisfies (keyof ErpConnectionPort)[];

/** From now on counts the calls to the built-in ledger that may change something; whatever is not known to read is taken to write. */
export function countErpWrites(): () => number {
  let writes = 0;
  const connect = ledgerAdapter.connect.bind(ledgerAdapter);
  ledgerAdapter.connect = (connection) =>
    new Proxy(connect(connection), {
      get(target, name, receiver) {
        const member: unknown = Reflect.get(target, name, receiver);
        if (typeof member !== "function") return member;
        return (...args: unknown[]) => {
          if (!READS.includes(String(name))) writes += 1;
          return Reflect.apply(member, target, args) as unknown;
        };
      },
    });
  return () => writes;
}
