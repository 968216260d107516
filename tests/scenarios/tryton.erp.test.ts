import { ordersWithTryton } from "./orders-with-tryton.ts";

// What else can happen to an order: tryton.long.erp.test.ts.
ordersWithTryton({ whole: false });
