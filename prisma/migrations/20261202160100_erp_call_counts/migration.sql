-- Calls to an ERP that limits them, counted over all processes.
CREATE TABLE "ErpCallCount" (
    "caller" TEXT NOT NULL,
    "slice" TIMESTAMPTZ(6) NOT NULL,
    "taken" INTEGER NOT NULL,

    CONSTRAINT "ErpCallCount_pkey" PRIMARY KEY ("caller", "slice")
);
