import { html, type PropertyValues } from 'lit';
import { query } from 'lit/decorators.js';
import { TeamSummary } from '../../../src/components/team-summary/team-summary.ts';
import { HelpDesk } from '../../../src/components/help-desk/help-desk.ts';
import type { FigureSet } from '../../../src/data/adapter.ts';

/** Broken on purpose: a style attribute in a template, and markup made from a string. */
class BrokenSummary extends TeamSummary {
  @query('.told') private _told!: HTMLElement;

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (this._told) this._told.innerHTML = '<b>All is well.</b>';
  }

  protected override renderData(data: FigureSet): unknown {
    return html`<p class="told" style="color: green"></p>${super.renderData(data)}`;
  }
}

HelpDesk.define('help-desk');
BrokenSummary.define('team-summary');
