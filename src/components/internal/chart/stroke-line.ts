/** A line through points, with a dash pattern of its own. */
export function strokeLine(
  ctx: CanvasRenderingContext2D,
  color: string,
  width: number,
  dash: readonly number[],
  points: readonly (readonly [number, number])[],
): void {
  ctx.save();
  ctx.beginPath();
  for (const [x, y] of points) ctx.lineTo(x, y);
  ctx.strokeStyle = color;
  ctx.lineWidth = width;
  ctx.setLineDash([...dash]);
  ctx.stroke();
  ctx.restore();
}
