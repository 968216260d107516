import { describeTryton } from "#tests/setup/tryton.ts";
import { erpContract } from "./suite.ts";
import { TRYTON } from "./tryton-adapter.ts";

describeTryton("Tryton 6.0", () => erpContract(TRYTON));
