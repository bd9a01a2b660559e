import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// JavaScript, like the two files that import it: a single .ts file loads Node's type stripper (some 20 MB a thread),
// and whatever is in this cache has its types stripped already. It lies beside the dependencies, not in the system's
// temporary folder, where others of the machine could write. Where it cannot be written, Node goes on without it.
enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/yagura', import.meta.url)));
