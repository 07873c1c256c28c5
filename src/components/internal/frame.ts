import { html, nothing, type TemplateResult } from 'lit';
import type { WidgetState } from './data-controller.ts';

/** Everything the frame draws; the widget has made it. */
export interface Frame {
  state: WidgetState;
  heading: string;
  level: number;
  summary?: string;
  asOf?: unknown;
  tools: unknown;
  skeleton: unknown;
  content?: unknown;
  /** What stands in the body instead of an answer. */
  screen: unknown;
  /** The widget has a footer of its own; its line is there from the start. */
  lined: boolean;
  /** Rows of unknown number scroll inside the skeleton's height. */
  fixed: boolean;
  footer?: unknown;
  /** Said to screen readers, once. */
  said: string;
}

/**
 * The card, in every state of the same size: the skeleton keeps the room from first to last, what is shown lies over it.
 */
export function frame(f: Frame): TemplateResult {
  const { state, screen } = f;
  const busy = isBusy(state);
  return html`<section
      class="base"
      part="base"
      role="group"
      tabindex="-1"
      aria-labelledby="heading"
      aria-description=${f.summary ?? nothing}
      aria-busy=${busy ? 'true' : 'false'}
    >
      <header part="header" role="none">
        <div class="titles">
          <div id="heading" class="heading" part="heading" role="heading" aria-level=${f.level}><slot name="heading">${f.heading}</slot></div>
          <p class="as-of" part="status">${busy ? html`<span class="sk"></span>` : f.asOf}</p>
        </div>
        <div class="tools" part="actions">${f.tools}<slot name="actions"></slot></div>
      </header>
      <div class="body ${f.fixed ? 'fixed' : ''} ${f.lined ? '' : 'short'}" part="body">
        <div class="room" aria-hidden="true">${f.skeleton}</div>
        <slot name="loading" ?hidden=${!busy}>${busy ? html`<div aria-hidden="true">${f.skeleton}</div>` : nothing}</slot>
        <div
          class="content"
          ?hidden=${state !== 'ready'}
          role=${f.fixed ? 'group' : nothing}
          aria-labelledby=${f.fixed ? 'heading' : nothing}
          tabindex=${f.fixed ? 0 : nothing}
        >
          ${f.content}
        </div>
        <slot name="empty" ?hidden=${state !== 'empty'}>${state === 'empty' ? screen : nothing}</slot>
        <slot name="error" ?hidden=${isWell(state)}>${isWell(state) ? nothing : screen}</slot>
      </div>
      <footer class=${f.lined ? 'lined' : ''} part="footer" role="none">${f.footer}<slot name="footer"></slot></footer>
    </section>
    <div class="said" role="status">${f.said}</div>`;
}

/** No answer yet, but one may come. */
export function isBusy(state: WidgetState): boolean {
  return state === 'waiting' || state === 'loading';
}

function isWell(state: WidgetState): boolean {
  return isBusy(state) || state === 'ready' || state === 'empty';
}
