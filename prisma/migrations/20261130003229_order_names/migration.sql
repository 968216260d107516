-- Orders are found by their names whatever the case, and by their numbers whatever the shop puts around them.
DROP INDEX "Order_shop_name_idx";
CREATE INDEX "Order_shop_lower_name_idx" ON "Order"("shop", lower("name") text_pattern_ops);
CREATE INDEX "Order_shop_number_idx" ON "Order"("shop", "number");
