import { startPostgresProxy } from "./postgres-proxy.ts";
import type { Line, LineFault } from "#tests/contracts/erp/setting.ts";

// The built-in ledger's line is its database's. Import this before anything of the app: the app reads where its database is when it is loaded.
const database = new URL(process.env.DATABASE_URL ?? "");
let armed: { cut: "lose" | "truncate"; left: number; through: number } | undefined;
let met = 0;

const proxy = await startPostgresProxy(
  { host: database.hostname, port: Number(database.port) },
  () => {
    if (!armed || armed.left === 0) return undefined;
    if (armed.through > 0) {
      armed.through -= 1;
      return undefined;
    }
    armed.left -= 1;
    met += 1;
    return armed.cut;
  },
);
const through = new URL(database);
[through.hostname, through.port] = ["127.0.0.1", String(proxy.port)];
process.env.DATABASE_URL = through.href;

const CUTS: Partial<Record<LineFault, "lose" | "truncate">> = {
  lostAfter: "lose",
  truncated: "truncate",
};

/** A call to the ledger is one transaction: it is lost with its database's confirmation, or it is not there. */
export const ledgerLine: Line = {
  faults: Object.keys(CUTS) as LineFault[],
  arm: (fault, count = 1, through = 0) => {
    const cut = CUTS[fault];
    if (!cut) throw new Error(`the ledger's line cannot be ${fault}`);
    armed = { cut, left: count, through };
  },
  met: () => met,
  reset: () => {
    const times = met;
    armed = undefined;
    met = 0;
    return times;
  },
};
