#!/usr/bin/env node
import './shared/compile-cache.js';

const { main } = await import('./cli/main.ts');
process.exitCode = await main();
