import { css } from 'lit';
import { chartStyles } from '../internal/chart/chart.styles.ts';
import { tableStyles } from '../internal/chart/chart-table.styles.ts';
import { figureStyles } from '../internal/figure.ts';

const own = css`
  .report {
    display: flex;
    flex-direction: column;
    gap: 0.5714em;
    block-size: 100%;
  }
  .room .report {
    block-size: auto;
  }
  .sk-legend {
    inline-size: 40%;
    margin-block: 0.1429em;
  }
  .lead {
    min-block-size: 2em;
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: 0.2857em 1.7143em;
    flex: none;
  }
  .lead.alone .figure {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    column-gap: 0.7143em;
  }
  .lead.alone .label {
    display: none;
  }
  .plot {
    flex: 1 1 0;
    display: flex;
    flex-direction: column;
    min-block-size: 12em;
  }
  .chart {
    flex: 1;
    block-size: auto;
    min-block-size: 10.7143em;
  }
  .report > .table {
    flex: 1 1 0;
    min-block-size: 0;
    max-block-size: none;
  }
  .told {
    margin: 0;
    font-size: 0.9286em;
    color: var(--_muted);
  }
  .switch {
    display: flex;
    border: 1px solid var(--_control);
    border-radius: 0.4286em;
    margin-block-start: 0.2857em;
    margin-inline-end: 0.5714em;
    overflow: clip;
  }
  .switch button {
    display: flex;
    align-items: center;
    gap: 0.3571em;
    min-block-size: 2.1429em;
    padding: 0 0.7143em;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    font-size: 0.9286em;
    cursor: pointer;
  }
  .switch button + button {
    border-inline-start: 1px solid var(--_control);
  }
  .switch [aria-pressed='true'] {
    background: var(--_fill);
    font-weight: 600;
  }
  .switch button:focus-visible {
    outline: var(--_focus);
    outline-offset: -2px;
  }
  @container (max-width: 440px) {
    .as-of {
      min-block-size: 2lh;
    }
    footer.lined {
      min-block-size: calc(2lh + 1.3333em + 1px);
      box-sizing: border-box;
      align-content: center;
    }
  }
  @container (max-width: 400px) {
    .sk-legend {
      block-size: 4em;
    }
    .switch span {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .switch button {
      min-inline-size: 2.2857em;
      justify-content: center;
      padding: 0;
    }
  }
  @media (forced-colors: active) {
    .switch [aria-pressed='true'] {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }
`;

/** The lead figure in one line with its change, the chart in what room is left, the switch in the header. */
export const styles = [figureStyles, chartStyles, tableStyles, own];
