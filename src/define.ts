import './components/help-desk/define.ts';
import './components/report-view/define.ts';
import './components/team-summary/define.ts';
import './components/tickets-by-channel/define.ts';
