import { withAxeOnPhones } from "./axe-on-phones.ts";

withAxeOnPhones(6, () => import("./stock.test.ts"));
