import { documentJobs } from "#app/domain/documents/jobs.server.ts";
import { documentTaskKinds } from "#app/domain/documents/task-kinds/list.server.ts";
import { feedJobs } from "#app/domain/feeds/jobs.server.ts";
import { fulfillmentTaskKinds } from "#app/domain/fulfillments/task-kinds/list.server.ts";
import { installationJobs } from "#app/domain/installation/shop-facts.server.ts";
import { orderActJobs } from "#app/domain/order-acts/jobs.server.ts";
import { orderActTaskKinds } from "#app/domain/order-acts/task-kinds/list.server.ts";
import { orderJobs } from "#app/domain/orders/jobs.server.ts";
import { paymentJobs, WARN_OF_EXPIRY } from "#app/domain/payments/expiry.server.ts";
import { paymentTaskKinds } from "#app/domain/payments/task-kinds/list.server.ts";
import { webhookJobs } from "#app/domain/webhooks/handle-webhook.server.ts";
import { RUN_SCHEDULES, scheduleJobs } from "#app/domain/schedules/jobs.server.ts";
import {
  orderWebhookJobs,
  WAKE_STORED_WEBHOOKS,
} from "#app/domain/webhooks/order-webhooks.server.ts";
import { taskJobs } from "#app/tasks/jobs.server.ts";
import { afterImportJobs } from "./after-import.server.ts";
import type { JobHandler } from "./loop.server.ts";

/** Added by the queue each minute, once for all processes: wakes what is due. */
export const EVERY_MINUTE = "everyMinute";

const taskKinds = [
  ...documentTaskKinds,
  ...fulfillmentTaskKinds,
  ...paymentTaskKinds,
  ...orderActTaskKinds,
];

const ofAreas: Record<string, JobHandler> = {
  ...installationJobs,
  ...orderJobs,
  ...webhookJobs,
  ...orderWebhookJobs,
  ...documentJobs,
  ...afterImportJobs,
  ...feedJobs,
  ...paymentJobs,
  ...orderActJobs,
  ...scheduleJobs,
  ...taskJobs(taskKinds),
};

/** Run by `everyMinute`; each finds out by itself whether something is due. */
const DUE = ["sweepTasks", WAKE_STORED_WEBHOOKS, RUN_SCHEDULES, WARN_OF_EXPIRY];

/** Every job of the app by its name. */
export const jobs: Record<string, JobHandler> = {
  ...ofAreas,
  [EVERY_MINUTE]: async () => {
    const failures: unknown[] = [];
    for (const name of DUE)
      await ofAreas[name]?.({}).catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  },
};
