import { attachContextRoot } from '../internal/context-root.ts';
import { ReportView } from './report-view.ts';

attachContextRoot();
ReportView.define('report-view');

declare global {
  interface HTMLElementTagNameMap {
    'report-view': ReportView;
  }
}
