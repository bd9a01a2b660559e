// The import law of docs/architecture.md. Each rule says why it stands.
const folder = (name) => `^src/${name}/`;
const only = (name, allowed, comment) => ({
  name: `${name.replaceAll('/', '-')}-imports`,
  comment,
  severity: 'error',
  from: { path: folder(name), pathNot: '\\.test\\.ts$' },
  to: { path: '^(src|sim)/', pathNot: [folder(name), ...allowed.map(folder)].join('|') },
});
const npmOnlyIn = (packages, where, comment) => ({
  name: `only-${where.map((w) => w.replaceAll('/', '-')).join('-')}-speaks-${packages[0].replace(/\W/g, '')}`,
  comment,
  severity: 'error',
  from: { path: '^src/', pathNot: [...where.map((w) => `^src/${w}`), '\\.test\\.ts$'].join('|') },
  to: { path: packages.map((p) => `node_modules/${p}`).join('|') },
});

export default {
  forbidden: [
    only(
      'shared',
      [],
      'clock, errors, logger, ids and ports: everything may lean on it, so it leans on nothing',
    ),
    only('finding', [], 'the words and the laws on them: plain types, no npm, no clock'),
    only('expressions', [], 'expressions that people write run in linear time, whatever text they meet'),
    only(
      'calendar',
      ['finding', 'shared'],
      'pure: who works and who is on call at a moment that is handed in',
    ),
    only(
      'config',
      ['expressions', 'finding', 'calendar', 'shared'],
      'one validated Config; the only reader of the environment',
    ),
    only('intake', ['finding', 'aws', 'shared'], 'knows no source, so a new source never touches it'),
    only(
      'trail',
      ['finding', 'aws', 'shared'],
      'log files as streams of records: knows no rule; its matcher is handed in',
    ),
    only('sources', ['finding', 'shared'], 'pure: what a message means, never what to do about it'),
    only(
      'detect',
      ['expressions', 'finding', 'shared'],
      'pure after compile: no clock, no IO; the files are handed in',
    ),
    only('triage', ['finding', 'calendar'], 'the pure decision: now and the known state are arguments'),
    only(
      'store',
      ['finding', 'calendar', 'shared'],
      'the only SQL, so that a change of tables stays in one room',
    ),
    only(
      'rules',
      ['config', 'detect', 'finding', 'sources', 'store', 'shared'],
      'the rules in force and what their matches come to; decides nothing about cards',
    ),
    only(
      'operations',
      ['expressions', 'finding', 'calendar', 'triage', 'store', 'shared'],
      'every act once: who may and what changes; outside effects are wishes in SQL',
    ),
    only('jobs', ['finding', 'calendar', 'store', 'shared'], 're-runnable; speaks to Slack only through SQL'),
    only('operate', ['finding', 'shared'], 'what operators see of the process; knows no alert'),
    only(
      'reconcile',
      ['finding', 'store', 'shared'],
      'the engine knows no Slack and no AWS; its users are handed in',
    ),
    only(
      'page',
      ['finding', 'store', 'reconcile', 'aws', 'i18n', 'shared'],
      'reaches humans outside Slack; must go on when Slack is away',
    ),
    only(
      'sync',
      ['finding', 'aws', 'intake', 'reconcile', 'store', 'shared'],
      "reads findings back; what they mean and what becomes of them is the pipeline's",
    ),
    only(
      'writeback',
      ['finding', 'aws', 'i18n', 'operations', 'reconcile', 'store', 'shared'],
      'tells services what SQL wants said there; decides nothing, and knows no Slack',
    ),
    only(
      'response',
      ['finding', 'aws', 'store', 'operations', 'reconcile', 'shared'],
      'changes AWS for people: what it does is written down by operations, before and after',
    ),
    only(
      'archive',
      ['finding', 'aws', 'reconcile', 'store', 'shared'],
      'keeps what the audit log said where nobody can change it; knows no Slack',
    ),
    only('aws', ['shared'], 'clients by account and region, without business meaning'),
    only(
      'checks',
      ['finding', 'aws', 'shared'],
      'asks AWS whether a finding still holds, and changes nothing',
    ),
    only(
      'investigate',
      ['finding', 'aws', 'sources', 'shared'],
      'reads who did what out of CloudTrail, and changes nothing',
    ),
    only(
      'charts',
      ['finding', 'i18n', 'shared'],
      'data and words in, a picture out; the large libraries live and die in a thread of their own',
    ),
    only('i18n', ['finding'], 'words live here and nowhere else'),
    only(
      'slack',
      ['finding', 'calendar', 'triage', 'store', 'operations', 'i18n', 'charts', 'reconcile', 'shared'],
      'the only room that speaks Slack; reads the store, never writes findings',
    ),
    {
      name: 'worker-knows-no-slack',
      comment: 'the thread of alerts and SQL must go on when Slack is away, so it cannot even load it',
      severity: 'error',
      from: { path: '^src/(worker/serve|pipeline|reading|pipeline-deps)\\.ts$' },
      to: { path: '^src/slack/', reachable: true },
    },
    {
      name: 'finding-is-plain',
      comment: 'the vocabulary must be usable anywhere: no npm package, no node module',
      severity: 'error',
      from: { path: '^src/finding/', pathNot: '\\.test\\.ts$' },
      to: { path: 'node_modules', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'sources-are-strangers',
      comment: 'a source never imports a sibling, or removing one would break another',
      severity: 'error',
      from: { path: '^src/sources/([^/]+)/' },
      to: { path: '^src/sources/([^/]+)/', pathNot: '^src/sources/$1/' },
    },
    {
      name: 'sim-knows-nothing-of-us',
      comment: 'a simulator that imports the code under test proves nothing',
      severity: 'error',
      from: { path: '^sim/' },
      to: { path: '^src/' },
    },
    {
      name: 'only-the-demo-loads-sim',
      comment: 'the simulated world never ships into a real deployment',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/demo/|\\.test\\.ts$' },
      to: { path: '^sim/' },
    },
    npmOnlyIn(['@slack/'], ['slack/', 'app\\.ts'], 'Slack is spoken in one room'),
    npmOnlyIn(['kysely', 'pg'], ['store/'], 'SQL is written in one room'),
    npmOnlyIn(
      ['@aws-sdk/'],
      [
        'aws/',
        'archive/',
        'checks/',
        'investigate/',
        'intake/',
        'trail/',
        'page/',
        'response/',
        'writeback/',
        'sync/',
        'cli/',
        'app\\.ts',
      ],
      'AWS is called from the rooms that say so',
    ),
    npmOnlyIn(['vega', '@resvg/'], ['charts/'], 'pictures are drawn in one room'),
    npmOnlyIn(['yaml'], ['config/', 'detect/'], 'one reader of configuration files, one of rules'),
    npmOnlyIn(
      ['re2js'],
      ['expressions/', 'detect/testing/'],
      'expressions from outside run in linear time, in one room',
    ),
    {
      name: 'no-cycles',
      comment: 'a cycle is two files pretending to be separate',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
