-- The catalog as a file at a secret address.
CREATE TABLE "CatalogFeed" (
    "shop" TEXT NOT NULL,
    "tokenHash" BYTEA NOT NULL,
    "tokenSealed" TEXT NOT NULL,
    "tokenAt" TIMESTAMPTZ(6) NOT NULL,
    "nextAt" TIMESTAMPTZ(6) NOT NULL,
    "servedId" UUID,

    CONSTRAINT "CatalogFeed_pkey" PRIMARY KEY ("shop")
);
CREATE UNIQUE INDEX "CatalogFeed_tokenHash_key" ON "CatalogFeed"("tokenHash");

CREATE TABLE "CatalogBuild" (
    "shop" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'asking',
    "failure" TEXT,
    "message" TEXT,
    "askedAt" TIMESTAMPTZ(6),
    "operationId" TEXT,
    "readings" INTEGER NOT NULL DEFAULT 0,
    "startedAt" TIMESTAMPTZ(6) NOT NULL,
    "lookedAt" TIMESTAMPTZ(6) NOT NULL,
    "endedAt" TIMESTAMPTZ(6),
    "products" INTEGER NOT NULL DEFAULT 0,
    "variants" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "CatalogBuild_pkey" PRIMARY KEY ("shop","id")
);
ALTER TABLE "CatalogBuild" ADD CONSTRAINT "CatalogBuild_state_check" CHECK ("state" IN ('asking', 'running', 'writing', 'done', 'failed'));
ALTER TABLE "CatalogBuild" ADD CONSTRAINT "CatalogBuild_failure_check" CHECK ("failure" IN ('noPermission', 'refused', 'shopifyFailed', 'shopifyTimeout', 'cancelled', 'expired', 'gone', 'broken', 'unreadable', 'tooLong'));
CREATE INDEX "CatalogBuild_shop_startedAt_idx" ON "CatalogBuild"("shop", "startedAt");
-- One build of a shop at a time.
CREATE UNIQUE INDEX "CatalogBuild_open_key" ON "CatalogBuild"("shop") WHERE "endedAt" IS NULL;

CREATE TABLE "CatalogRemark" (
    "shop" TEXT NOT NULL,
    "buildId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "examples" TEXT[],

    CONSTRAINT "CatalogRemark_pkey" PRIMARY KEY ("shop","buildId","reason")
);
ALTER TABLE "CatalogRemark" ADD CONSTRAINT "CatalogRemark_reason_check" CHECK ("reason" IN ('noPrice', 'sameSku', 'noSku', 'textChanged'));

CREATE TABLE "CatalogFile" (
    "shop" TEXT NOT NULL,
    "buildId" UUID NOT NULL,
    "format" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "plain" BIGINT NOT NULL,

    CONSTRAINT "CatalogFile_pkey" PRIMARY KEY ("shop","buildId","format")
);
ALTER TABLE "CatalogFile" ADD CONSTRAINT "CatalogFile_format_check" CHECK ("format" IN ('icml', 'jsonl'));

CREATE TABLE "CatalogChunk" (
    "shop" TEXT NOT NULL,
    "buildId" UUID NOT NULL,
    "format" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "body" BYTEA NOT NULL,

    CONSTRAINT "CatalogChunk_pkey" PRIMARY KEY ("shop","buildId","format","place")
);
ALTER TABLE "CatalogChunk" ADD CONSTRAINT "CatalogChunk_format_check" CHECK ("format" IN ('icml', 'jsonl'));
-- The body is compressed already.
ALTER TABLE "CatalogChunk" ALTER COLUMN "body" SET STORAGE EXTERNAL;
