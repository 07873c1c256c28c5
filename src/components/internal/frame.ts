import { html, nothing, type TemplateResult } from 'lit';
import type { WidgetState } from './data-controller.ts';
import { icon, type IconName } from './icons.ts';

/** What stands in the body instead of an answer. */
export interface Screen {
  icon: IconName;
  title: string;
  help?: string;
  /** What the reader can do about it. */
  action?: { label: string; icon?: IconName; run(): void };
}

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
  screen?: Screen;
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
  const busy = state === 'waiting' || state === 'loading';
  const shown = screen ? screenView(screen) : nothing;
  return html`<section
      class="base"
      part="base"
      role="group"
      tabindex="-1"
      aria-labelledby="heading"
      aria-description=${f.summary ?? nothing}
      aria-busy=${busy ? 'true' : 'false'}
    >
      <header part="header">
        <div class="titles">
          <div id="heading" class="heading" part="heading" role="heading" aria-level=${f.level}><slot name="heading">${f.heading}</slot></div>
          <p class="as-of" part="status">${busy ? html`<span class="sk"></span>` : f.asOf}</p>
        </div>
        <div class="tools" part="actions">${f.tools}<slot name="actions"></slot></div>
      </header>
      <div class="body ${f.fixed ? 'fixed' : ''} ${f.lined ? '' : 'short'}" part="body">
        <div class="room" aria-hidden="true">${f.skeleton}</div>
        <slot name="loading" ?hidden=${!busy}>${busy ? html`<div aria-hidden="true">${f.skeleton}</div>` : nothing}</slot>
        <div class="content" ?hidden=${state !== 'ready'}>${f.content}</div>
        <slot name="empty" ?hidden=${state !== 'empty'}>${state === 'empty' ? shown : nothing}</slot>
        <slot name="error" ?hidden=${!screen || state === 'empty'}>${state === 'empty' ? nothing : shown}</slot>
      </div>
      <footer class=${f.lined ? 'lined' : ''} part="footer">${f.footer}<slot name="footer"></slot></footer>
    </section>
    <div class="said" role="status">${f.said}</div>`;
}

function screenView({ icon: name, title, help, action }: Screen): TemplateResult {
  return html`<div class="screen" tabindex=${action ? nothing : 0}>
    ${icon(name)}<strong>${title}</strong>${help ? html`<p>${help}</p>` : nothing}
    ${action
      ? html`<button type="button" class="button" @click=${action.run}>${action.icon ? icon(action.icon) : nothing}${action.label}</button>`
      : nothing}
  </div>`;
}
