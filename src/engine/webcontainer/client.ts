/**
 * The vendor's client, loaded by a dynamic import and only when a lab wants it. The order of these imports matters,
 * see `decoder-swap.ts`.
 */
import './decoder-swap.ts';
import { WebContainer, configureAPIKey } from '@webcontainer/api';
import './decoder-restore.ts';

export { outputIsBytes } from './decoder-swap.ts';
export { WebContainer };

const key = import.meta.env.PUBLIC_WEBCONTAINER_KEY;
const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(location.hostname);

// Public sites need a key and localhost does not. It must be set before the first boot, so here, once.
if (key && !isLocal) configureAPIKey(key);
