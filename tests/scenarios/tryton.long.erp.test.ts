import { ordersWithTryton } from "./orders-with-tryton.ts";

ordersWithTryton({ whole: true });
