import { shareOf } from "#tests/setup/of-today.ts";
import { manyOrdersIntoTryton } from "./tryton-many.ts";

manyOrdersIntoTryton(shareOf(500), { released: 25 });
