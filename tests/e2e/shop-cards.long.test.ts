import { withAxeOnPhones } from "./axe-on-phones.ts";

withAxeOnPhones(5, () => import("./shop-cards.test.ts"));
