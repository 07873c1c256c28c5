const VIRTUAL = /\.(?:asOf|slaCompletedAt)$/;
const OVERLAPS = /^statusChanges\.(?:timeInStatus\.\w+|ongoing)$/;

/**
 * Whether each bucket is a window of its own: of stocks, SLAs that ended and what lies in it by overlap. Written out, because
 * pages that only draw would load the catalogue's tables of members for it.
 */
export function ownWindow(measure: string, dimension: string): boolean {
  return VIRTUAL.test(dimension) || OVERLAPS.test(measure);
}
