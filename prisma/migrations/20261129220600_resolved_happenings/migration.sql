-- AlterTable
ALTER TABLE "Order" ADD COLUMN     "resolvedHappenings" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- What was resolved before stays resolved: the cancellation and the refunds there are by now.
UPDATE "Order" SET "resolvedHappenings" = CASE WHEN "cancelledAt" IS NULL THEN ARRAY[]::TEXT[] ELSE ARRAY['cancelled'] END
  || ARRAY(SELECT refund ->> 'id' FROM jsonb_array_elements(COALESCE("state" -> 'refunds', '[]'::jsonb)) AS refund)
WHERE "resolvedVersionId" IS NOT NULL AND NOT "conflict";
