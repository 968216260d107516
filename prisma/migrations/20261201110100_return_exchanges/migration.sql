-- Units that a return sends out in exchange.
ALTER TABLE "Return" ADD COLUMN "exchanged" INTEGER NOT NULL DEFAULT 0;
CREATE INDEX "Return_exchanges_idx" ON "Return"("shop", "createdAt" DESC, "returnId" DESC) WHERE "exchanged" > 0;

UPDATE "Return" r SET "exchanged" = e.units
FROM (
  SELECT o."shop", one ->> 'id' AS "returnId", sum((x ->> 'quantity')::int)::int AS units
  FROM "Order" o
    CROSS JOIN LATERAL jsonb_array_elements(CASE WHEN jsonb_typeof(o."state" -> 'returns') = 'array' THEN o."state" -> 'returns' ELSE '[]'::jsonb END) one
    CROSS JOIN LATERAL jsonb_array_elements(CASE WHEN jsonb_typeof(one -> 'exchanges') = 'array' THEN one -> 'exchanges' ELSE '[]'::jsonb END) x
  WHERE x ->> 'quantity' ~ '^\d{1,6}$'
  GROUP BY 1, 2
) e
WHERE r."shop" = e."shop" AND r."returnId" = e."returnId";
