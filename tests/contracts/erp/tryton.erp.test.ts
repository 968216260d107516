import { describeTryton } from "#tests/setup/tryton.ts";
import { erpContract } from "./suite.ts";
import { TRYTON } from "./tryton-adapter.ts";

// All of the contract: tryton.long.erp.test.ts. That a shop's orders become documents there: tests/scenarios/tryton.erp.test.ts.
describeTryton("Tryton 6.0", () =>
  erpContract(TRYTON, ["reference data and capabilities", "customers", "items", "a bad line"]),
);
