-- One row that is written to find out whether the database takes changes.
CREATE TABLE "HealthCheck" (
    "id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "filler" TEXT NOT NULL,

    CONSTRAINT "HealthCheck_pkey" PRIMARY KEY ("id")
);
