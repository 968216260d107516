import { manyOrdersIntoTryton } from "./tryton-many.ts";

manyOrdersIntoTryton(60, { released: 6 });
