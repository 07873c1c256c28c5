import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { everyMinute } from '../../../src/components/internal/minutes.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('all listeners share one timer, which ends with the last', () => {
  const [first, second] = [vi.fn(), vi.fn()];
  const stops = [everyMinute(first), everyMinute(second)];
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(120_000);
  stops[0]?.();
  vi.advanceTimersByTime(60_000);
  expect(first).toHaveBeenCalledTimes(2);
  expect(second).toHaveBeenCalledTimes(3);
  stops[1]?.();
  expect(vi.getTimerCount()).toBe(0);
});
