/** Shops worth looking at, for the figure's buttons and for its table. */
import { quietShop, type Shop } from './model.ts';

const busyImages: Shop = { ...quietShop, hotCpu: 95, restCpu: 8 };

export const cases: readonly { label: string; values: Shop }[] = [
  { label: 'A quiet shop', values: quietShop },
  { label: 'Images at 95 %', values: busyImages },
  { label: 'The same, cheaper things tried', values: { ...busyImages, roleTried: true } },
  { label: '35 % blocked, CI 90 min', values: { ...quietShop, blockedDeploys: 35, ciMinutes: 90 } },
  { label: '35 % blocked, CI 8 min', values: { ...quietShop, blockedDeploys: 35, ciMinutes: 8 } },
  { label: 'Analytics takes checkout along', values: { ...quietShop, crashes: 6 } },
  {
    label: 'Eight teams of five',
    values: { ...quietShop, engineers: 40, teams: 8, blockedDeploys: 3, crossTeam: 45 },
  },
  {
    label: '120 engineers, boundaries hold',
    values: {
      ...quietShop,
      engineers: 120,
      teams: 16,
      blockedDeploys: 30,
      crossTeam: 12,
      boundariesHeld: true,
    },
  },
  {
    label: 'Six people who want to be Netflix',
    values: {
      ...quietShop,
      engineers: 6,
      teams: 1,
      marketFit: false,
      everybodyDoes: true,
      soundsScalable: true,
      likeNetflix: true,
      codeIsAMess: true,
    },
  },
];
