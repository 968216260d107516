import { withAxeOnPhones } from "./axe-on-phones.ts";

withAxeOnPhones(0, () => import("./catalog.test.ts"));
