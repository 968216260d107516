import type { JobHandler } from "#app/db/job.ts";
import { declaredJobs } from "#app/db/job.ts";
import { afterImportJobs } from "#app/domain/after-import/jobs.server.ts";
import { catalogJobs } from "#app/domain/catalog/jobs.server.ts";
import { documentJobs } from "#app/domain/documents/jobs.server.ts";
import { erpConnectionJobs } from "#app/domain/erp-connections/jobs.server.ts";
import { erpNoticeJobs } from "#app/domain/erp-notices/jobs.server.ts";
import { feedJobs } from "#app/domain/feeds/jobs.server.ts";
import { flowJobs } from "#app/domain/flow/jobs.server.ts";
import { giftCardJobs } from "#app/domain/gift-cards/jobs.server.ts";
import { installationJobs } from "#app/domain/installation/jobs.server.ts";
import { customerJobs } from "#app/domain/customers/jobs.server.ts";
import { itemJobs } from "#app/domain/items/jobs.server.ts";
import { orderExportJobs } from "#app/domain/order-export/jobs.server.ts";
import { invoiceExportJobs } from "#app/domain/invoice-export/jobs.server.ts";
import { orderActJobs } from "#app/domain/order-acts/jobs.server.ts";
import { orderJobs } from "#app/domain/orders/jobs.server.ts";
import { paymentJobs } from "#app/domain/payments/jobs.server.ts";
import { refundJobs } from "#app/domain/refunds/jobs.server.ts";
import { stockJobs } from "#app/domain/stock/jobs.server.ts";
import { webhookJobs } from "#app/domain/webhooks/jobs.server.ts";
import { scheduleJobs } from "#app/domain/schedules/jobs.server.ts";
import { taskKinds } from "#app/domain/task-kinds/all.server.ts";
import { taskJobs } from "#app/tasks/jobs.server.ts";
import { ageWaitingJobs } from "./fairness.server.ts";

/** Added by the queue each minute, once for all processes: wakes what is due. */
export const EVERY_MINUTE = "everyMinute";

const ofAreas: Record<string, JobHandler> = {
  ...installationJobs,
  ...orderJobs,
  ...webhookJobs,
  ...documentJobs,
  ...afterImportJobs,
  ...erpConnectionJobs,
  ...feedJobs,
  ...erpNoticeJobs,
  ...paymentJobs,
  ...refundJobs,
  ...giftCardJobs,
  ...stockJobs,
  ...flowJobs,
  ...invoiceExportJobs,
  ...orderExportJobs,
  ...customerJobs,
  ...itemJobs,
  ...catalogJobs,
  ...orderActJobs,
  ...scheduleJobs,
  ...taskJobs(taskKinds),
};

const unhandled = declaredJobs().filter(({ name }) => !Object.hasOwn(ofAreas, name));
if (unhandled.length > 0)
  throw new Error(`nothing carries out: ${unhandled.map(({ name }) => name).join(", ")}`);

/** Run by `everyMinute`; each finds out by itself whether something is due. */
const due = declaredJobs().filter(({ schedule }) => schedule === "everyMinute");

/** Every job of the app by its name. */
export const jobs: Record<string, JobHandler> = {
  ...ofAreas,
  [EVERY_MINUTE]: async () => {
    const failures: unknown[] = [];
    await ageWaitingJobs().catch((error: unknown) => failures.push(error));
    for (const { name } of due)
      await ofAreas[name]?.({}).catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  },
};
