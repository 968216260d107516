ALTER TABLE "LedgerDocumentLine" ADD COLUMN "chargeBy" TEXT;
ALTER TABLE "LedgerDocumentLine" ADD CONSTRAINT "LedgerDocumentLine_chargeBy_check" CHECK ("chargeBy" IN ('equally', 'amount', 'quantity'));
