import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

/** What a test file imports when it starts processes for itself; whatever else needs an app, a browser or a database shares them. */
const STARTS = {
  "an app and a browser": /\bstartOwnBrowserStack\b/,
  "workers to kill": /from "\.{1,2}\/(?:crash\/story|story|real-process)\.ts"/,
  "a Tryton": /\b(?:describeTryton|ordersWithTryton)\(/,
};

/** The only ones that `npm test` runs, each for what it alone proves. Another belongs into `npm run test:long`, with ".long." in its name, or has its reason here. */
const IN_EVERY_RUN: Record<keyof typeof STARTS, Record<string, string>> = {
  "an app and a browser": {
    "tests/e2e/database-away.test.ts": "its database goes away",
    "tests/e2e/first-run.test.ts": "nobody has installed the app",
  },
  "workers to kill": {
    "tests/scenarios/crash/order.test.ts": "an order's way into the ERP",
    "tests/scenarios/crash/way-back.test.ts": "what is shipped and captured once",
    "tests/scenarios/bad-input.test.ts": "a worker that starts on what it cannot read",
    "tests/scenarios/door.test.ts": "what the process answers at its door",
  },
  "a Tryton": {
    "tests/scenarios/tryton.erp.test.ts": "an order's whole way",
    "tests/contracts/erp/tryton.erp.test.ts": "the contract's shortest chapters, and lost answers",
    "tests/setup/http-proxy.erp.test.ts": "the line that other tests break",
    "app/domain/erp-connections/connections.erp.test.ts": "a connection is set up and tested",
    "app/erp/tryton/probe.erp.test.ts": "what it can do is found out",
  },
};

const files = ["app", "tests", "scripts"]
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) =>
      path.join(folder, name).replaceAll(path.sep, "/"),
    ),
  )
  .filter((name) => /\.test\.tsx?$/.test(name) && !name.includes(".long."));

it.each(Object.keys(STARTS) as (keyof typeof STARTS)[])(
  "no test of every run starts %s without a reason",
  (what) => {
    const starting = files.filter((name) => STARTS[what].test(readFileSync(name, "utf8")));
    expect(starting.sort()).toEqual(Object.keys(IN_EVERY_RUN[what]).sort());
  },
);
