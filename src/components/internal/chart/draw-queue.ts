const waiting = new Set<() => void>();

/** Runs jobs one a frame, so that a page of charts never draws them all in one task. The same job waits once. */
export function queueDraw(job: () => void): void {
  waiting.add(job);
  if (waiting.size === 1) requestAnimationFrame(drawNext);
}

/** Takes a job out again. */
export function dropDraw(job: () => void): void {
  waiting.delete(job);
}

function drawNext(): void {
  const [job] = waiting;
  if (!job) return;
  waiting.delete(job);
  if (waiting.size > 0) requestAnimationFrame(drawNext);
  job();
}
