import { withAxeOnPhones } from "./axe-on-phones.ts";

withAxeOnPhones(2, () => import("./gift-cards.test.ts"));
