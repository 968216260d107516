-- Returns of imported orders, for their list.
CREATE TABLE "Return" (
    "shop" TEXT NOT NULL,
    "returnId" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "orderName" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "processed" INTEGER NOT NULL,
    "refunded" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(6) NOT NULL,
    "closedAt" TIMESTAMPTZ(6),

    CONSTRAINT "Return_pkey" PRIMARY KEY ("shop","returnId")
);
CREATE INDEX "Return_shop_orderId_idx" ON "Return"("shop", "orderId");
CREATE INDEX "Return_shop_createdAt_returnId_idx" ON "Return"("shop", "createdAt" DESC, "returnId" DESC);
CREATE INDEX "Return_shop_status_createdAt_returnId_idx" ON "Return"("shop", "status", "createdAt" DESC, "returnId" DESC);

-- Orders that are imported already: what their last reading told of their returns.
INSERT INTO "Return" ("shop", "returnId", "orderId", "orderName", "name", "status", "quantity", "processed", "refunded", "createdAt", "closedAt")
SELECT o."shop", r ->> 'id', o."orderId", o."name", r ->> 'name', r ->> 'status', (r ->> 'quantity')::int, 0, 0, (r ->> 'createdAt')::timestamptz, (r ->> 'closedAt')::timestamptz
FROM "Order" o CROSS JOIN LATERAL jsonb_array_elements(CASE WHEN jsonb_typeof(o."state" -> 'returns') = 'array' THEN o."state" -> 'returns' ELSE '[]'::jsonb END) r
WHERE r ->> 'id' IS NOT NULL AND r ->> 'name' IS NOT NULL AND r ->> 'status' IS NOT NULL AND r ->> 'quantity' ~ '^\d{1,9}$' AND r ->> 'createdAt' ~ '^\d{4}-\d\d-\d\dT'
ON CONFLICT DO NOTHING;
