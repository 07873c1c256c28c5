import { css } from 'lit';

/** A shade at the lower edge of what scrolls, as long as more lies below; where nothing scrolls its animation does not run. */
export const scrollHint = css`
  :is(.body.fixed > .content, .table)::after {
    content: '';
    display: block;
    position: sticky;
    inset: auto 0 0;
    z-index: 3;
    block-size: 1.4em;
    margin-block-start: -1.4em;
    pointer-events: none;
    opacity: 0;
    background: linear-gradient(transparent, color-mix(in srgb, var(--_text) 26%, transparent));
    animation: more-below linear both;
    animation-timeline: scroll(nearest);
  }
  @keyframes more-below {
    0%,
    90% {
      opacity: 1;
    }
  }
  @media print {
    :is(.content, .table)::after {
      display: none;
    }
  }
`;
