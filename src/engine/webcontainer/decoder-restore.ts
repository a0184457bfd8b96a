import { restoreDecoder } from './decoder-swap.ts';

restoreDecoder();
