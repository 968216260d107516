-- CreateTable
CREATE TABLE "FlowTrigger" (
    "shop" TEXT NOT NULL,
    "trigger" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL,
    "toldAt" TIMESTAMPTZ(6) NOT NULL,
    "since" TIMESTAMPTZ(6) NOT NULL,
    "firedTo" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "FlowTrigger_pkey" PRIMARY KEY ("shop","trigger")
);

-- CreateTable
CREATE TABLE "FlowAction" (
    "shop" TEXT NOT NULL,
    "runId" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'stored',
    "refusal" TEXT,
    "receivedAt" TIMESTAMPTZ(6) NOT NULL,
    "doneAt" TIMESTAMPTZ(6),

    CONSTRAINT "FlowAction_pkey" PRIMARY KEY ("shop","runId")
);

-- CreateIndex
CREATE INDEX "FlowAction_shop_state_idx" ON "FlowAction"("shop", "state");

-- CreateIndex
CREATE INDEX "FlowAction_receivedAt_idx" ON "FlowAction"("receivedAt");

-- CreateIndex
CREATE INDEX "Problem_shop_firstSeenAt_idx" ON "Problem"("shop", "firstSeenAt");

-- CreateIndex
CREATE INDEX "SalesDocument_shop_createdInErpAt_idx" ON "SalesDocument"("shop", "createdInErpAt");

ALTER TABLE "FlowAction" ADD CONSTRAINT "FlowAction_action_check" CHECK ("action" IN ('import-order', 'create-sales-document'));
ALTER TABLE "FlowAction" ADD CONSTRAINT "FlowAction_state_check" CHECK ("state" IN ('stored', 'done', 'refused'));
ALTER TABLE "FlowAction" ADD CONSTRAINT "FlowAction_refusal_check" CHECK ("refusal" IN ('notFound', 'excluded', 'notImported', 'earlierDocument', 'notPossible', 'shopify'));

ALTER TABLE "Task" DROP CONSTRAINT "Task_kind_check";
ALTER TABLE "Task" ADD CONSTRAINT "Task_kind_check" CHECK ("kind" IN ('createCustomer', 'createItem', 'createDocument', 'createCreditMemo', 'releaseDocument', 'releaseCreditMemo', 'writeDocumentAttribute', 'amendDocument', 'cancelDocument', 'createFulfillment', 'fulfillNotShipped', 'updateTracking', 'readPayments', 'capturePayment', 'awaitCapture', 'registerPayment', 'registerRefund', 'applyCreditMemo', 'markAsPaid', 'cancelOrder', 'awaitCancel', 'archiveOrder', 'setStock', 'activateStock', 'fireFlowTrigger')) NOT VALID;
