-- What entries and cards come to is kept as they change, so that the liability costs the same for any number of cards. Triggers do it: the sums
-- follow in the statement that writes, whoever writes.
ALTER TABLE "GiftCardEntry" ADD COLUMN "month" TEXT NOT NULL DEFAULT '';
ALTER TABLE "GiftCard" ADD COLUMN "booked" DECIMAL(24,6) NOT NULL DEFAULT 0;
ALTER TABLE "GiftCard" ADD COLUMN "off" DECIMAL(24,6) NOT NULL DEFAULT 0;

CREATE TABLE "GiftCardMonth" (
  "shop" TEXT NOT NULL,
  "currency" TEXT NOT NULL,
  "month" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "ofCard" BOOLEAN NOT NULL,
  "amount" DECIMAL(24,6) NOT NULL,
  CONSTRAINT "GiftCardMonth_pkey" PRIMARY KEY ("shop", "currency", "month", "kind", "ofCard")
);
CREATE TABLE "GiftCardTotal" (
  "shop" TEXT NOT NULL,
  "currency" TEXT NOT NULL,
  "outstanding" DECIMAL(24,6) NOT NULL DEFAULT 0,
  "elsewhere" DECIMAL(24,6) NOT NULL DEFAULT 0,
  "elsewhereCards" INTEGER NOT NULL DEFAULT 0,
  "offCards" INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT "GiftCardTotal_pkey" PRIMARY KEY ("shop", "currency")
);

-- The month of an entry is one of its shop's time zone, as it was when the entry was booked.
CREATE FUNCTION "giftCardEntryMonth"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.at = OLD.at THEN RETURN NEW; END IF;
  NEW.month := to_char(NEW.at AT TIME ZONE coalesce((SELECT s."timeZone" FROM "Shop" s WHERE s.domain = NEW.shop), 'UTC'), 'YYYY-MM');
  RETURN NEW;
END $$;
CREATE TRIGGER "GiftCardEntry_month" BEFORE INSERT OR UPDATE ON "GiftCardEntry" FOR EACH ROW EXECUTE FUNCTION "giftCardEntryMonth"();

-- What is booked of a card, and how far that is from what Shopify says it holds.
CREATE FUNCTION "giftCardOff"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.booked := coalesce((SELECT sum(e.amount) FROM "GiftCardEntry" e
      WHERE e.shop = NEW.shop AND e."giftCardId" = NEW."giftCardId" AND e.currency = NEW.currency), 0);
  ELSIF NEW.currency <> OLD.currency THEN
    NEW.booked := coalesce((SELECT sum(e.amount) FROM "GiftCardEntry" e
      WHERE e.shop = NEW.shop AND e."giftCardId" = NEW."giftCardId" AND e.currency = NEW.currency), 0);
  END IF;
  NEW."off" := CASE WHEN NEW.source <> 'shopify' THEN 0
    ELSE NEW.booked - CASE WHEN NEW.state IN ('active', 'usedUp') THEN coalesce(NEW.balance, 0) ELSE 0 END END;
  RETURN NEW;
END $$;
CREATE TRIGGER "GiftCard_off" BEFORE INSERT OR UPDATE ON "GiftCard" FOR EACH ROW EXECUTE FUNCTION "giftCardOff"();

-- The argument is the sign of the rows: what was there goes, what is there counts.
CREATE FUNCTION "giftCardEntrySums"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "GiftCardMonth" AS m (shop, currency, month, kind, "ofCard", amount)
    SELECT shop, currency, month, kind, "giftCardId" IS NOT NULL, TG_ARGV[0]::numeric * sum(amount) FROM changed
    GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5
    ON CONFLICT (shop, currency, month, kind, "ofCard") DO UPDATE SET amount = m.amount + EXCLUDED.amount;
  UPDATE "GiftCard" c SET booked = c.booked + d.amount
    FROM (SELECT shop, "giftCardId", currency, TG_ARGV[0]::numeric * sum(amount) AS amount FROM changed GROUP BY 1, 2, 3) d
    WHERE c.shop = d.shop AND c."giftCardId" = d."giftCardId" AND c.currency = d.currency AND d.amount <> 0;
  RETURN NULL;
END $$;
CREATE TRIGGER "GiftCardEntry_1" AFTER INSERT ON "GiftCardEntry" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "giftCardEntrySums"('1');
CREATE TRIGGER "GiftCardEntry_2" AFTER DELETE ON "GiftCardEntry" REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "giftCardEntrySums"('-1');
CREATE TRIGGER "GiftCardEntry_3" AFTER UPDATE ON "GiftCardEntry" REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "giftCardEntrySums"('-1');
CREATE TRIGGER "GiftCardEntry_4" AFTER UPDATE ON "GiftCardEntry" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "giftCardEntrySums"('1');

CREATE FUNCTION "giftCardTotals"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "GiftCardTotal" AS t (shop, currency, outstanding, elsewhere, "elsewhereCards", "offCards")
    SELECT shop, currency,
      TG_ARGV[0]::numeric * coalesce(sum(balance) FILTER (WHERE source = 'shopify' AND state IN ('active', 'usedUp')), 0),
      TG_ARGV[0]::numeric * coalesce(sum(booked) FILTER (WHERE source <> 'shopify'), 0),
      TG_ARGV[0]::int * count(*) FILTER (WHERE source <> 'shopify' AND booked <> 0),
      TG_ARGV[0]::int * count(*) FILTER (WHERE "off" <> 0)
    FROM changed GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT (shop, currency) DO UPDATE SET outstanding = t.outstanding + EXCLUDED.outstanding, elsewhere = t.elsewhere + EXCLUDED.elsewhere,
      "elsewhereCards" = t."elsewhereCards" + EXCLUDED."elsewhereCards", "offCards" = t."offCards" + EXCLUDED."offCards";
  RETURN NULL;
END $$;
CREATE TRIGGER "GiftCard_1" AFTER INSERT ON "GiftCard" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "giftCardTotals"('1');
CREATE TRIGGER "GiftCard_2" AFTER DELETE ON "GiftCard" REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "giftCardTotals"('-1');
CREATE TRIGGER "GiftCard_3" AFTER UPDATE ON "GiftCard" REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "giftCardTotals"('-1');
CREATE TRIGGER "GiftCard_4" AFTER UPDATE ON "GiftCard" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "giftCardTotals"('1');

-- What is there already, once.
UPDATE "GiftCardEntry" e SET month = to_char(e.at AT TIME ZONE coalesce((SELECT s."timeZone" FROM "Shop" s WHERE s.domain = e.shop), 'UTC'), 'YYYY-MM');
DELETE FROM "GiftCardMonth";
INSERT INTO "GiftCardMonth" (shop, currency, month, kind, "ofCard", amount)
  SELECT shop, currency, month, kind, "giftCardId" IS NOT NULL, sum(amount) FROM "GiftCardEntry" GROUP BY 1, 2, 3, 4, 5;
UPDATE "GiftCard" c SET booked = coalesce((SELECT sum(e.amount) FROM "GiftCardEntry" e
  WHERE e.shop = c.shop AND e."giftCardId" = c."giftCardId" AND e.currency = c.currency), 0);
DELETE FROM "GiftCardTotal";
INSERT INTO "GiftCardTotal" (shop, currency, outstanding, elsewhere, "elsewhereCards", "offCards")
  SELECT shop, currency, coalesce(sum(balance) FILTER (WHERE source = 'shopify' AND state IN ('active', 'usedUp')), 0),
    coalesce(sum(booked) FILTER (WHERE source <> 'shopify'), 0), count(*) FILTER (WHERE source <> 'shopify' AND booked <> 0), count(*) FILTER (WHERE "off" <> 0)
  FROM "GiftCard" GROUP BY 1, 2;
CREATE INDEX "GiftCard_off_idx" ON "GiftCard" ("shop", abs("off") DESC, "giftCardId") WHERE "off" <> 0;
CREATE INDEX "GiftCard_off_newest_idx" ON "GiftCard" ("shop", "issuedAt" DESC, "giftCardId" DESC) WHERE "off" <> 0;
