/** Systems worth looking at: the buttons of the decision table, and its table of cases. */
import { defaults, type Answers } from './model.ts';

export const cases: readonly { label: string; values: Answers }[] = [
  { label: '40 engineers, 8 teams, 3 % blocked', values: defaults },
  {
    label: '6 engineers, no market yet',
    values: { ...defaults, engineers: 6, teams: 1, marketFit: false, hotCpu: 95, blockedDeploys: 35 },
  },
  {
    label: 'CPU at 95 %, nothing tried',
    values: { ...defaults, engineers: 18, teams: 3, hotCpu: 95, headroom: false },
  },
  {
    label: 'The same, queue tried',
    values: { ...defaults, engineers: 18, teams: 3, hotCpu: 95, headroom: false, queueTried: true },
  },
  { label: '35 % blocked, CI 90 min', values: { ...defaults, blockedDeploys: 35, ciMinutes: 90 } },
  { label: '35 % blocked, CI 8 min', values: { ...defaults, blockedDeploys: 35, ciMinutes: 8 } },
  {
    label: '50 engineers, one lonely service',
    values: { ...defaults, engineers: 50, loneServices: 1 },
  },
];
