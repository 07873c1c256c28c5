import { http, HttpResponse } from 'msw';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { setDefaultAdapter } from '../../../src/components/internal/default-adapter.ts';
import { pageState } from '../../../src/components/internal/page-state.ts';
import { DataError } from '../../../src/data/problem.ts';
import { worker } from '../../setup/worker.ts';
import { mountDesk, statesOf, textOf, widgetIn, type Desk, type Widget } from '../internal/mount.ts';
import { answer, fakeAdapter } from '../internal/test-widget.ts';

function numbered(open: number) {
  return fakeAdapter(() => ({ ...answer, figures: { open: { value: open } } }));
}

function openIn(widget: Element): string | undefined {
  return widget.shadowRoot!.querySelector('.content [data-metric=open] data')?.getAttribute('value') ?? undefined;
}

function make<T extends Element>(html: string): T {
  document.body.append(document.createRange().createContextualFragment(html));
  return document.body.lastElementChild as T;
}

beforeEach(() => {
  pageState().told?.clear();
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});
afterEach(() => {
  setDefaultAdapter(undefined);
  document.body.replaceChildren();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('finding a provider', () => {
  it('takes the nearest one; what it does not say itself, it inherits', async () => {
    const outer = numbered(1);
    const desk = mountDesk(outer, '<help-desk timezone="Asia/Tokyo"><test-widget></test-widget></help-desk>');
    desk.timezone = 'Europe/Warsaw';
    desk.compare = 'last-week';
    await desk.whenIdle();
    expect(openIn(widgetIn(desk))).toBe('1');
    expect(outer.requests[0]!.scope).toMatchObject({ timezone: 'Asia/Tokyo', compare: 'last-week' });
    const inner = desk.querySelector('help-desk') as Desk;
    inner.adapter = numbered(2);
    await inner.whenIdle();
    expect(openIn(widgetIn(desk))).toBe('2');
    desk.compare = 'none';
    await inner.whenIdle();
    expect((inner.adapter as ReturnType<typeof numbered>).requests.at(-1)!.scope.compare).toBe('none');
  });

  it('asks once for widgets under two providers with one adapter', async () => {
    const adapter = numbered(1);
    const one = mountDesk(adapter);
    const two = mountDesk(adapter);
    await Promise.all([one.whenIdle(), two.whenIdle()]);
    expect(adapter.requests).toHaveLength(1);
  });

  it('reaches a widget anywhere by id, also when the provider comes later or is replaced', async () => {
    const away = mountDesk(numbered(1), '<test-widget desk="there"></test-widget>');
    const widget = widgetIn(away);
    await away.whenIdle();
    expect(openIn(widget)).toBeUndefined();
    const first = mountDesk(numbered(2), '');
    first.id = 'there';
    await widget.settled;
    expect(openIn(widget)).toBe('2');
    const inner = document.createElement('help-desk') as Desk;
    inner.adapter = numbered(9);
    first.append(inner);
    await inner.updateComplete;
    await widget.settled;
    expect(openIn(widget)).toBe('2');
    first.remove();
    const second = mountDesk(numbered(3), '');
    second.id = 'there';
    await vi.waitFor(() => expect(openIn(widget)).toBe('3'));
    widget.desk = undefined;
    await vi.waitFor(() => expect(openIn(widget)).toBe('1'));
  });

  it('reaches widgets that are there before it', async () => {
    const place = make<HTMLElement>('<late-desk><test-widget></test-widget></late-desk>');
    const widget = widgetIn(place);
    await widget.updateComplete;
    expect(statesOf(widget)).toEqual(['waiting']);
    const { HelpDesk } = await import('../../../src/components/help-desk/help-desk.ts');
    (place as unknown as Desk).adapter = numbered(4);
    HelpDesk.define('late-desk');
    await widget.settled;
    expect(openIn(widget)).toBe('4');
  });

  it('lets a widget have an adapter or an answer of its own', async () => {
    const desk = mountDesk(numbered(1), '<test-widget></test-widget><test-widget></test-widget>');
    const [one, two] = desk.querySelectorAll('test-widget') as unknown as Widget[];
    one!.adapter = numbered(2);
    two!.data = { ...answer, figures: { open: { value: 3 } } };
    await Promise.all([one!.settled, two!.settled]);
    expect([openIn(one!), openIn(two!)]).toEqual(['2', '3']);
    two!.data = { asOf: '2026-03-02T13:05:00Z' } as never;
    await two!.settled;
    expect(textOf(two!)).toMatch(/figures/);
  });

  it('falls back on the adapter of the page', async () => {
    const widget = make<Widget>('<test-widget></test-widget>');
    setDefaultAdapter(numbered(7));
    await widget.settled;
    expect(openIn(widget)).toBe('7');
    const desk = mountDesk(undefined);
    await desk.whenIdle();
    expect(openIn(widgetIn(desk))).toBe('7');
  });

  it('says after two seconds that there is none, and once on the console', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const one = make<Widget>('<test-widget></test-widget>');
    const two = make<Widget>('<test-widget></test-widget>');
    await one.updateComplete;
    vi.advanceTimersByTime(1999);
    await one.updateComplete;
    expect(statesOf(one)).toEqual(['waiting']);
    vi.advanceTimersByTime(1);
    await Promise.all([one.settled, two.settled]);
    expect(statesOf(one)).toEqual(['missing']);
    expect(textOf(two)).toContain('No data source');
    expect(console.warn).toHaveBeenCalledTimes(1);
    vi.useRealTimers();
    setDefaultAdapter(numbered(5));
    await vi.waitFor(() => expect(openIn(one)).toBe('5'));
  });

  it('keeps what a moved widget shows', async () => {
    const desk = mountDesk(numbered(1), '<div><test-widget></test-widget></div>');
    await desk.whenIdle();
    const widget = widgetIn(desk);
    desk.append(widget);
    await widget.updateComplete;
    expect(openIn(widget)).toBe('1');
  });
});

describe('partition and adapter', () => {
  it('clears the screen in the same tick when the partition changes', async () => {
    const desk = mountDesk(numbered(1));
    desk.partition = 'a:1';
    await desk.whenIdle();
    const widget = widgetIn(desk);
    expect(openIn(widget)).toBe('1');
    desk.setAttribute('partition', 'b:2');
    await desk.updateComplete;
    await widget.updateComplete;
    expect(openIn(widget)).toBeUndefined();
    expect(widget.shadowRoot!.innerHTML).not.toContain('value="1"');
    await desk.whenIdle();
    expect(openIn(widget)).toBe('1');
  });

  it('keeps what is shown while a new adapter of the same partition answers', async () => {
    const desk = mountDesk(numbered(1));
    await desk.whenIdle();
    const widget = widgetIn(desk);
    let give!: () => void;
    desk.adapter = fakeAdapter(() => new Promise((resolve) => (give = () => resolve({ ...answer, figures: { open: { value: 2 } } }))));
    await vi.waitFor(() => expect(give).toBeTypeOf('function'));
    expect(openIn(widget)).toBe('1');
    expect(statesOf(widget)).toEqual(['ready', 'refreshing']);
    give();
    await widget.settled;
    expect(openIn(widget)).toBe('2');
  });

  it('keeps old data, stale, where the new adapter fails', async () => {
    const desk = mountDesk(numbered(1));
    await desk.whenIdle();
    desk.adapter = fakeAdapter(() => {
      throw new DataError({ kind: 'bad-data', title: 'Broken.' });
    });
    await desk.whenIdle();
    expect(openIn(widgetIn(desk))).toBe('1');
    expect(statesOf(widgetIn(desk))).toEqual(['ready', 'stale']);
  });
});

describe('faults', () => {
  it.each([
    ['timezone', 'Mars/Base', /Mars\/Base/],
    ['stat', 'mode', /stat.*mode.*avg, median, p90/],
    ['compare', 'ever', /compare.*ever.*yesterday/],
    ['hours', 'happy', /hours.*happy.*business/],
    ['now', 'soon', /soon/],
    ['refresh', 'often', /refresh.*seconds/],
  ])('tells what is wrong with %s="%s"', async (name, value, words) => {
    const adapter = numbered(1);
    const desk = mountDesk(adapter);
    desk.setAttribute(name, value);
    const other = mountDesk(numbered(2));
    await Promise.all([desk.whenIdle(), other.whenIdle()]);
    expect(statesOf(widgetIn(desk))).toEqual(['error']);
    expect(textOf(widgetIn(desk))).toMatch(words);
    expect(adapter.requests).toEqual([]);
    expect(openIn(widgetIn(other))).toBe('2');
    desk.removeAttribute(name);
    await desk.whenIdle();
    expect(openIn(widgetIn(desk))).toBe('1');
  });

  it('shows the problem of a catalogue in every widget, and asks again on refresh', async () => {
    let broken = true;
    const catalog = async () => {
      if (broken) throw new DataError({ kind: 'not-found', title: 'There is no file helpdesk.json.' });
      return { sources: [], capabilities: {} as never };
    };
    const desk = mountDesk(fakeAdapter(undefined, { catalog }), '<test-widget></test-widget><test-widget></test-widget>');
    await desk.whenIdle();
    for (const widget of desk.querySelectorAll('test-widget')) expect(textOf(widget)).toContain('no file helpdesk.json');
    broken = false;
    await desk.refresh();
    for (const widget of desk.querySelectorAll('test-widget')) expect(statesOf(widget)).toEqual(['ready']);
  });

  it('shows nothing to those who may not view', async () => {
    const catalog = async () => ({ sources: [], capabilities: {} as never, permissions: { view: false, create: false, edit: false, share: false } });
    const adapter = fakeAdapter(undefined, { catalog });
    const desk = mountDesk(adapter);
    await desk.whenIdle();
    expect(statesOf(widgetIn(desk))).toEqual(['denied']);
    expect(adapter.requests).toEqual([]);
  });

  it('never asks for widgets far off screen', async () => {
    const adapter = numbered(1);
    const desk = mountDesk(adapter, '<div class="far"></div><test-widget></test-widget>');
    (desk.querySelector('.far') as HTMLElement).style.height = '9000px';
    await desk.whenIdle();
    expect(adapter.requests).toEqual([]);
    expect(statesOf(widgetIn(desk))).toEqual(['waiting']);
    widgetIn(desk).scrollIntoView();
    await widgetIn(desk).settled;
    expect(adapter.requests).toHaveLength(1);
    window.scrollTo(0, 0);
  });
});

describe('idleness', () => {
  it('counts what is pending', async () => {
    let give!: () => void;
    const desk = mountDesk(fakeAdapter(() => new Promise((resolve) => (give = () => resolve(answer)))));
    await vi.waitFor(() => expect(give).toBeTypeOf('function'));
    expect(desk.pending).toBe(1);
    const idle = desk.whenIdle();
    give();
    await idle;
    expect(desk.pending).toBe(0);
    expect(statesOf(widgetIn(desk))).toEqual(['ready']);
  });
});

describe('a document', () => {
  it('is read from src, and read anew when src changes or on refresh after a failure', async () => {
    let rows = [{ id: '1', createdAt: '2026-03-02T09:00:00Z', status: 'New', channel: 'email' }];
    let missing = false;
    worker.use(
      http.get('*/desk/:name', ({ params }) => {
        if (missing) return new HttpResponse(null, { status: 404 });
        const tickets = params.name === 'two.json' ? [...rows, { ...rows[0], id: '2' }] : rows;
        return HttpResponse.json({ version: 1, timezone: 'Europe/Warsaw', asOf: '2026-03-02T12:00:00Z', tickets });
      }),
    );
    const place = make<Desk>('<help-desk src="/desk/one.json" refresh="0"><doc-widget></doc-widget></help-desk>');
    const widget = place.querySelector('doc-widget') as Widget;
    const { TicketsByChannel } = await import('../../../src/components/tickets-by-channel/tickets-by-channel.ts');
    TicketsByChannel.define('doc-widget');
    await place.whenIdle();
    const today = () => widget.shadowRoot!.querySelector('footer [data-metric=today] data')?.getAttribute('value');
    expect([statesOf(widget), today()]).toEqual([['ready'], '1']);
    place.src = '/desk/two.json';
    await place.whenIdle();
    expect(today()).toBe('2');
    missing = true;
    place.src = '/desk/three.json';
    await place.whenIdle();
    expect([statesOf(widget), today()]).toEqual([['ready', 'stale'], '2']);
    missing = false;
    rows = [];
    await place.refresh();
    expect(statesOf(widget)).toEqual(['empty']);
  });

  it('that is no address is told', async () => {
    const desk = mountDesk(undefined);
    desk.src = 'http://[broken';
    await desk.whenIdle();
    expect(textOf(widgetIn(desk))).toMatch(/src is not an address: 'http:\/\/\[broken'/);
  });
});
