-- AlterTable
ALTER TABLE "ErpConnection" ADD COLUMN     "pausedText" JSONB;

-- AlterTable
ALTER TABLE "Task" ADD COLUMN     "lastAnswerText" JSONB;

-- AlterTable
ALTER TABLE "TaskAttempt" ADD COLUMN     "answerText" JSONB;
