import { tryHostileAddresses } from "./hostile-addresses.ts";

// Every value on every page: addresses.long.test.ts.
tryHostileAddresses({ oneOf: 5 });
