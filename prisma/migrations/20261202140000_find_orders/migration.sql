-- What a search finds an order by. Each term begins with its shop, so that one index serves all shops; a changed order gets its terms with the next reading.
ALTER TABLE "Order" ADD COLUMN "searchTerms" TEXT[] DEFAULT ARRAY[]::TEXT[];
UPDATE "Order" o SET "searchTerms" = ARRAY(
  SELECT DISTINCT o.shop || ' ' || left(kind || lower(btrim(regexp_replace(regexp_replace(normalize(term, NFKD), '[\u0300-\u036f]', '', 'g'), '\s+', ' ', 'g'))), 100)
  FROM (
    SELECT 'c' AS kind, o."customerName" AS term
    UNION ALL SELECT 'c', word FROM regexp_split_to_table(o."customerName", '\s+') word
    UNION ALL SELECT 'c', o.email
    UNION ALL SELECT 'p', o."poNumber"
    UNION ALL SELECT 't', tag FROM unnest(o.tags) tag
    UNION ALL SELECT 'c', part ->> 'phone' FROM jsonb_path_query(v.personal, '$.**?(@.phone != null)') part
    UNION ALL SELECT 'c', part ->> 'company' FROM jsonb_path_query(v.personal, '$.**?(@.company != null)') part
    UNION ALL SELECT 'i', line ->> 'sku' FROM jsonb_path_query(v.content, '$.**.lines[*]?(@.sku != null)') line
    UNION ALL SELECT 'k', tracked ->> 'number' FROM jsonb_path_query(o.state, '$.**.tracking[*]?(@.number != null)') tracked
  ) found WHERE btrim(term) <> '')
FROM "OrderVersion" v WHERE v.shop = o.shop AND v.id = o."currentVersionId" AND v.personal IS NOT NULL;
-- A short list of new entries: every search reads it whole.
CREATE INDEX "Order_searchTerms_idx" ON "Order" USING GIN (array_to_tsvector("searchTerms")) WITH (gin_pending_list_limit = 256);

-- Sorted by number or by total, and of one channel.
DROP INDEX "Order_shop_number_idx";
CREATE INDEX "Order_shop_number_orderId_idx" ON "Order"("shop", "number", "orderId");
CREATE INDEX "Order_shop_total_orderId_idx" ON "Order"("shop", "total", "orderId");
CREATE INDEX "Order_channel_idx" ON "Order"("shop", COALESCE("channel", "sourceName"), "orderCreatedAt" DESC, "orderId" DESC);
