import { withAxeOnPhones } from "./axe-on-phones.ts";

withAxeOnPhones(4, () => import("./money-back.test.ts"));
