import { cdp } from 'vitest/browser';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { inside, mountReport, overDays } from './fixture.ts';

// No static import of chart.js in this file: it looks at what the page itself loads.
const WAIT = { timeout: 5000, interval: 20 };

const chartCode = (): string[] =>
  performance
    .getEntriesByType('resource')
    .map(({ name }) => name)
    .filter((name) => /chart-module|chart[._]js/.test(name));

afterEach(() => document.body.replaceChildren());

describe('chart code', () => {
  it('is loaded with the first chart, not before', async () => {
    await mountReport(overDays([[4, 2]], { type: 'table' }));
    expect(chartCode()).toEqual([]);
    await mountReport(overDays([[4, 2]]));
    await vi.waitFor(() => expect(chartCode().length).toBeGreaterThan(0), WAIT);
  });
});

interface Node {
  role?: { value: string };
  name?: { value: string };
  description?: { value: string };
  ignored: boolean;
}

/** The browser's own accessibility tree of the page in which the test runs. */
async function tree(): Promise<Node[]> {
  const session = cdp() as unknown as { send(method: string, params?: object): Promise<unknown> };
  await session.send('Accessibility.enable');
  const { frameTree } = (await session.send('Page.getFrameTree')) as { frameTree: FrameTree };
  const { nodes } = (await session.send('Accessibility.getFullAXTree', { frameId: innermost(frameTree) })) as { nodes: Node[] };
  return nodes.filter(({ ignored }) => !ignored);
}

interface FrameTree {
  frame: { id: string; url: string };
  childFrames?: FrameTree[];
}

function innermost({ frame, childFrames }: FrameTree): string {
  const [child] = childFrames ?? [];
  return child ? innermost(child) : frame.id;
}

/** Graphics without name or description, and charts without a table. */
function faults(nodes: Node[]): string[] {
  const graphics = nodes.filter(({ role }) => ['image', 'img', 'graphics-document', 'Canvas'].includes(role?.value ?? ''));
  const unnamed = graphics.filter(({ name, description }) => !name?.value || !description?.value).map(() => 'unnamed graphic');
  const hasTable = nodes.some(({ role, name }) => role?.value === 'table' && name?.value);
  return graphics.length > 0 && !hasTable ? [...unnamed, 'no table'] : unnamed;
}

describe('the accessibility tree', () => {
  it('has the chart with name, sentence and table', async () => {
    const view = await mountReport(overDays([[4, 2, 7]]));
    const nodes = await tree();
    expect(faults(nodes)).toEqual([]);
    const chart = nodes.find(({ name }) => name?.value === 'Chart: Tickets created');
    expect(chart?.description?.value).toBe('From Nov 2 to Nov 4, lowest 2 (Nov 3), highest 7 (Nov 4); Nov 4 is not over.');
    expect(inside(view, 'caption').textContent).toBe('Tickets created');
  });

  it('canary: a canvas without name and table is caught', async () => {
    const canvas = document.createElement('canvas');
    canvas.setAttribute('role', 'img');
    document.body.append(canvas);
    expect(faults(await tree())).toEqual(['unnamed graphic', 'no table']);
  });
});
