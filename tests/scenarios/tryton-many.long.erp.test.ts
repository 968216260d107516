import { manyOrdersIntoTryton } from "./tryton-many.ts";

manyOrdersIntoTryton(500, { released: 25 });
