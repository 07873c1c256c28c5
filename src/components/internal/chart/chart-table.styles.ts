import { css } from 'lit';

/** Looks of `tableView`: a scrolled region whose head and first column stay. */
export const tableStyles = css`
  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .table {
    overflow: auto;
    max-block-size: var(--_table-height, 18em);
    border-radius: 3px;
  }
  .table:focus-visible {
    outline: var(--_focus);
    outline-offset: 2px;
  }
  .table caption {
    position: absolute;
    clip-path: inset(50%);
  }
  .table table {
    border-collapse: separate;
    border-spacing: 0;
    inline-size: 100%;
    font-size: 0.9286em;
  }
  .table th,
  .table td {
    padding-block: 0.5em;
    padding-inline: 0 0.8em;
    border-block-end: 1px solid var(--_border);
    text-align: start;
    background: var(--_surface);
    overflow-wrap: normal;
  }
  .table thead th {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    font-size: 0.9231em;
    font-weight: 600;
    color: var(--_muted);
    border-block-end-color: var(--_control);
    white-space: nowrap;
  }
  .table th:first-child {
    position: sticky;
    inset-inline-start: 0;
    z-index: 1;
    font-weight: 400;
  }
  .table thead th:first-child {
    z-index: 2;
    font-weight: 600;
  }
  .table .number {
    text-align: end;
  }
  .table :is(.missing, .note) {
    color: var(--_muted);
  }
  .more {
    all: unset;
    box-sizing: border-box;
    cursor: pointer;
    padding: 0.5em 0;
    min-block-size: 2.2857em;
    position: sticky;
    inset-inline-start: 0;
    color: var(--_accent);
    font-size: 0.9286em;
  }
  .more:focus-visible {
    outline: var(--_focus);
  }
  @media print {
    .table {
      max-block-size: none;
      overflow: visible;
    }
  }
`;
