import '../../shared/compile-cache.js';

await import('./serve.ts');
