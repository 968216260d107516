import { tryHostileAddresses } from "./hostile-addresses.ts";

tryHostileAddresses({ oneOf: 1 });
