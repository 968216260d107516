import { withAxeOnPhones } from "./axe-on-phones.ts";

withAxeOnPhones(1, () => import("./exported-invoices.test.ts"));
