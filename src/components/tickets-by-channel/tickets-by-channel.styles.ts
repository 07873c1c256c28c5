import { breakdownStyles } from '../internal/breakdown.ts';
import { figureStyles } from '../internal/figure.ts';

export const styles = [figureStyles, breakdownStyles];
