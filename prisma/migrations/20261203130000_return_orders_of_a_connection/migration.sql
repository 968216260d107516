-- Whether a connection has return orders at all is asked before each reading of its feeds.
CREATE INDEX "SalesDocument_return_orders" ON "SalesDocument" ("shop", "connectionId") WHERE "kind" = 'returnOrder';
