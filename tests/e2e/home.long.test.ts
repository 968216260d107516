import { withAxeOnPhones } from "./axe-on-phones.ts";

withAxeOnPhones(3, () => import("./home.test.ts"));
