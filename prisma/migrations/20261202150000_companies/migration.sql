ALTER TABLE "LedgerCustomer" ADD COLUMN "registrationNumber" TEXT NOT NULL DEFAULT '';

CREATE INDEX "LedgerCustomer_shop_connectionId_registrationNumber_idx" ON "LedgerCustomer"("shop", "connectionId", "registrationNumber");

ALTER TABLE "Mapping" DROP CONSTRAINT "Mapping_kind_check";
ALTER TABLE "Mapping" ADD CONSTRAINT "Mapping_kind_check" CHECK ("kind" IN ('location', 'shipmentMethod', 'paymentTerms', 'paymentMethod', 'shippingAgent', 'companyLocation', 'customerTemplate', 'taxArea'));
