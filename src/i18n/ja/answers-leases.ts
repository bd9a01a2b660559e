import type { leases as en } from '../en/answers-leases.ts';
import { roleNames } from './roles.ts';

const states = {
  requested: '承認待ち',
  approved: '開始待ち',
  attaching: '実行中',
  active: '有効',
  ending: '終了処理中',
  ended: '終了済み',
  refused: '却下または取り下げ済み',
  expired: '期限内に承認されず',
  failed: '実行できず',
};

export const leases: typeof en = {
  summary: '一時的な接続の許可と、インスタンスの隔離',
  hint: 'attach web-7 ssh from me for 2h because … | isolate web-7 | list | help',
  usage: [
    {
      form: '/secsg attach db-2 5432 from 198.51.100.7 for 2h because …',
      does: '接続を申請します。対象はインスタンス、インターフェイス、プライベートアドレス、Name。ポートは番号、範囲、ssh、rdp、https、psql。接続元はアドレス、me、sg-…、pl-…',
    },
    { form: '/secsg attach', does: '同じ申請を画面で行います' },
    {
      form: '/secsg isolate web-7',
      does: '影響を確認してから、インスタンスの隔離を申請します。ケース(Y12)も指定できます',
    },
    { form: '/secsg dry-run attach …', does: '実行する内容だけを示し、何も変更しません' },
    { form: '/secsg break-glass attach …', does: '承認なしですぐに開始します。全員に通知します' },
    { form: '/secsg detach L12', does: '作業が終わったら、すぐに閉じます' },
    { form: '/secsg extend L12 for 1h because …', does: '終了時刻を延ばします' },
    { form: '/secsg release L12', does: '隔離を解除します。アクセスキーは有効に戻します' },
    { form: '/secsg me 198.51.100.7', does: '「me」が指すアドレスを登録します。省略すると表示します' },
    {
      form: '/secsg run patch in prod ap-northeast-1 Key=value because …',
      does: '許可された Runbook を実行します。run だけで一覧を表示します',
    },
    { form: '/secsg inventory', does: '見直しが必要なセキュリティグループの一覧(CSV と XLSX)' },
    { form: '/secsg list', does: '現在の一時接続と隔離の一覧' },
  ],

  problem: {
    word: (v) => `「${v.word}」という操作はありません。`,
    target: (v) => `「${v.word}」はインスタンスの名前ではありません。`,
    port: (v) => `「${v.word}」はポート、ポートの範囲、ポートの名前のどれでもありません。`,
    from: (v) => `ポートの次は from です(「${v.word}」ではありません)。`,
    source: (v) =>
      `「${v.word}」はアドレス、ネットワーク、グループ、プレフィックスリストのどれでもありません。`,
    for: (v) => `for と期間が必要です(「${v.word}」ではありません)。`,
    span: (v) => `「${v.word}」は期間ではありません。`,
    because: (v) => `because と理由が必要です(「${v.word}」ではありません)。`,
    reason: '理由を短く書いてください。',
    which: (v) =>
      v.word === null ? 'どのリースですか。' : `「${v.word}」はリースではありません。L12 のように書きます。`,
    address: (v) => `「${v.word}」は1つのアドレスではありません。`,
    tooLong: (v) => `${v.most}文字までです。`,
  },

  off: 'ここではリースが設定されていません。運用担当者が設定の leases に追加できます。',
  dryRunOnly: 'ここでは内容の表示だけができます(leases.dryRun が有効)。何も変更していません。',
  nothingDone: '何も実行していません。',
  me: (v) => `「me」は ${v.cidr} を指します。`,
  meSet: (v) => `これから「me」は ${v.cidr} を指します。`,
  meUnknown: 'あなたのアドレスが登録されていません。',
  meHow: '一度だけ登録してください: ',
  found: {
    none: (v) => `「${v.word}」というインスタンスは、リースの対象アカウントにありません。`,
    many: (v) => `「${v.word}」に当てはまるインスタンスが${v.count}件あります。ID で指定してください:`,
    one: (v) => `${v.id}(${v.account}、${v.region} にあります)`,
    missed: (v) => `応答がなく、確認できなかった場所: ${v.places}`,
  },
  trouble: (v) => `AWS を確認できません: ${v.why}。何も変更していません。`,

  requested: (v) => `${v.label} を申請しました: ${v.what}`,
  requestedNext: (v) => `${v.until} までに、ほかの${v.count}人が承認するまで何も変更しません。`,
  begun: (v) => `${v.label} を開始しました: ${v.what}`,
  begunNext: '完了はカードに表示されます。',
  already: (v) => `同じ内容の ${v.label} があります(${states[v.state]})。何も変更していません。`,
  isolated: (v) =>
    `このインスタンスは ${v.label} の隔離対象のため、グループを付けられません。何も変更していません。`,
  noBreakGlass: (v) =>
    v.needs === null
      ? 'ここでは緊急実行はできません。何も変更していません。通常の申請をしてください。'
      : `緊急実行には「${roleNames[v.needs]}」の権限が必要です。何も変更していません。`,
  guards: {
    'account-not-allowed': (v) => `アカウント ${v.value} はリースの対象外です。`,
    'role-too-small': (v) => `このアカウントでは「${roleNames[v.limit]}」の権限が必要です。`,
    'protocol-not-allowed': (v) => `${v.value} は許可されていません。許可: ${v.limit ?? ''}`,
    'port-not-allowed': (v) => `ポート ${v.value} は許可されていません。許可: ${v.limit ?? ''}`,
    'no-network': (v) => `「${v.value}」はネットワークではありません。`,
    'open-to-world': (v) => `${v.value} は全世界です。許可できるのは管理者(admin)だけです。`,
    'too-wide': (v) => `${v.value} は広すぎます。${v.limit ?? ''} またはより狭い範囲にしてください。`,
    'too-long': (v) => `${v.value}は長すぎます。あなたの権限では${v.limit ?? ''}までです。`,
    'no-duration': (v) => `期間が必要です。あなたの権限では${v.limit ?? ''}までです。`,
  },
  obstacles: {
    'no-instance': (v) => `インスタンス ${v.value} がありません。`,
    'instance-gone': (v) => `インスタンス ${v.value} は終了しています。`,
    ambiguous: (v) => `${v.value} に当てはまるものが複数あります。`,
    'no-interface': (v) => `インターフェイス ${v.value} がありません。`,
    'managed-interface': (v) => `${v.value} は AWS のサービスが管理しているため、変更できません。`,
    'interface-full': (v) =>
      `${v.value} のグループは上限の${v.limit ?? ''}個です。どれかを外すか、上限の引き上げを申請してください。`,
    'other-vpc': (v) => `${v.value} は、インスタンスのある ${v.limit ?? ''} にありません。`,
    'no-source-group': (v) => `グループ ${v.value} がありません。`,
    'no-prefix-list': (v) => `プレフィックスリスト ${v.value} がありません。`,
    'wide-prefix-list': (v) => `${v.limit ?? ''} に、広すぎる ${v.value} が含まれています。`,
    'too-many-rules': (v) => `ルールが${v.value}個になり、グループの上限${v.limit ?? ''}個を超えます。`,
    isolated: (v) => `${v.value} は隔離されています。`,
    'no-key': (v) => `アクセスキー ${v.value} がないか、root ユーザーのものです。`,
    'key-inactive': (v) => `アクセスキー ${v.value} はすでに無効です。`,
    'no-role': (v) => `${v.value} には、セッションを拒否できるロールがありません。`,
    'forensic-group-missing': (v) => `設定された調査用グループ ${v.value} が ${v.limit ?? ''} にありません。`,
  },

  noLease: (v) => `リース ${v.label} はありません。`,
  allLeases: '一覧: ',
  notNow: (v) => `${v.label} は「${states[v.state]}」です。何も変更していません。`,
  own: (v) => `${v.label} はあなたの申請です。ほかの人が判断します。`,
  notYours: (v) =>
    `${v.label} には、そのアカウントでの「${roleNames[v.needs]}」の権限が必要です。何も変更していません。`,
  tooLate: (v) => `${v.label} の承認期限は過ぎています。何も変更していません。`,
  planChanged: '申請のあとに AWS の状態が変わりました。今の内容を示します。もう一度確認してください。',
  approved: (v) =>
    v.left === 0
      ? `${v.label} を承認しました。開始します。`
      : `${v.label} を承認しました。あと${v.left}人の承認が必要です。`,
  approvedAlready: (v) => `${v.label} は承認済みです。ほかの人の承認も必要です。`,
  refused: (v) => `${v.label} を却下しました。理由はカードに表示されます。`,
  withdrawn: (v) => `${v.label} を取り下げました。`,
  notOwn: (v) => `${v.label} は ${v.who} の申請です。取り下げられるのは本人だけです。`,
  ending: (v) => `${v.label} を終了しています。確認の結果はカードに表示されます。`,
  endsAlready: (v) => `${v.label} はすでに終了処理中です。`,
  endless: (v) => `${v.label} には終了時刻がありません。人が解除します。`,
  extended: (v) => `${v.label} を ${v.until} まで延長しました。`,
  extendAsked: (v) =>
    `あなたの権限での上限を超えるため、${v.label} の ${v.until} までの延長を承認者に申請しました。それまで終了時刻は変わりません。`,
  tooLongForAll: (v) => `${v.label} をそこまで延長することは、誰にもできません。何も変更していません。`,
  noExtension: (v) => `${v.label} のその延長は、すでに申請されていません。`,
  kept: (v) => `${v.label} は変わらず ${v.until} に終了します。`,
  noDrift: (v) => `AWS の状態は ${v.label} のとおりです。何も変更していません。`,
  puttingRight: (v) => `${v.label} を元に戻しています。確認の結果はカードに表示されます。`,

  dryRun: {
    heading: 'ドライラン: 何も変更せず、申請もしていません。',
    permissions: 'ロールに許可されているか(AWS の回答):',
    allowed: {
      yes: (v) => `${v.api}: 許可`,
      no: (v) => `${v.api}: 不許可`,
      unknown: (v) => `${v.api}: 実行せずには確認できません`,
    },
  },

  form: {
    attachTitle: '一時接続の申請',
    isolateTitle: 'インスタンスの隔離',
    keyTitle: 'アクセスキーの無効化',
    respondTitle: '対処',
    approveTitle: '承認',
    refuseTitle: '却下',
    extendTitle: '延長',
    releaseTitle: '解除',
    extensionTitle: '延長の申請',
    target: '接続先',
    targetHint: 'i-…、eni-…、プライベートアドレス、またはインスタンスの Name',
    port: 'ポート',
    portHint: '22、8000-8010、53/udp、または ssh、rdp、https、psql',
    source: '接続元',
    sourceHint: 'アドレス、ネットワーク、me、sg-…、pl-… のどれか',
    howLong: '期間',
    howLongHint: '30m、2h、1d のように書きます',
    why: '理由',
    whyHint: '全員が読めます。承認の判断材料になります。',
    how: '実行方法',
    hows: {
      ask: '申請する',
      'dry-run': 'ドライラン: 実行する内容だけを見る',
      'break-glass': '緊急実行: 承認なしですぐに開始し、全員に通知する',
    },
    submit: '次へ',
    about: (v) => `対象: ${v.target} · ${v.account} · ${v.region}`,
    looked: '現在の AWS の状態:',
    always:
      '該当する場合、スタンバイとターゲットグループからの登録解除を必ず先に行います。ヘルスチェックで証拠が失われるのを防ぐためです。',
    ticks: '追加の操作',
    ticked: {
      snapshot: '証拠として、ボリュームのスナップショットを作成',
      tag: '隔離中であることを示すタグを付ける',
      cut: '開いている接続を切る',
      cutHint: '代償: 一瞬だけ、誰でも届く状態になります。',
      revokeSessions: 'ロールの古いセッションを拒否',
      revokeSessionsHint: (v) => `${v.role} の利用者全員に影響。インスタンスは新しい認証情報を取得します。`,
      stop: 'インスタンスを停止',
      stopHint: 'メモリの内容は失われます。',
    },
    keyAbout: (v) => `${v.user} のアクセスキー ${v.key}`,
    keyNext: '無効にするだけで、削除はしません。あとで人が有効に戻せます。',
    offers: '対処の内容',
    offer: {
      isolate: (v) => `${v.target} を隔離`,
      key: (v) => `アクセスキー ${v.key} を無効化`,
    },
    noOffers: (v) => `${v.label} には、ここから対処できるインスタンスや長期のアクセスキーがありません。`,
    approve: '承認する',
    approveNext: 'AWS の状態が変わっていれば、実行せずにもう一度示します。',
    refuse: '却下する',
    extend: '延長する',
    longer: '延長する長さ',
    endsNow: (v) => `${v.label} は ${v.at} に終了します。`,
    release: '解除する',
    releases: {
      isolate: (v) =>
        `${v.target} のグループを元に戻し(その間にほかの人が行った変更は残ります)、サービスに復帰させます。スナップショットは残ります。`,
      'access-key': (v) => `${v.user} のアクセスキー ${v.key} が再び使えるようになります。`,
    },
    decide: '決定する',
    decisions: { grant: '延長を認める', keep: '終了時刻を変えない' },
    choose: '選んでください。',
  },

  inventory: {
    none: '見直しが必要なセキュリティグループはありません。',
    heading: (v) => `見直しが必要なセキュリティグループ: ${v.count}件`,
    kind: {
      unused: (v) => `どこにも付いていない ${v.count}件`,
      'open-to-world': (v) => `全世界に公開 ${v.count}件`,
      duplicate: (v) => `ほかと同じルール ${v.count}件`,
      'at-limit': (v) => `上限に達したインターフェイス ${v.count}件`,
    },
    finding: {
      unused: 'どこにも付いていない',
      'open-to-world': '全世界に公開',
      duplicate: '同じルール',
      'at-limit': 'グループ数が上限',
    },
    missed: (v) => `応答のなかった場所: ${v.count}か所`,
    comment: (v) => `見直しが必要なセキュリティグループは${v.count}件です。`,
    next: 'すべての一覧(CSV と XLSX)は、Yagura とのメッセージに送りました。',
  },

  list: {
    none: '一時接続も隔離もありません。',
    heading: (v) =>
      v.waiting === '0' ? `リース${v.count}件` : `リース${v.count}件(うち承認待ち${v.waiting}件)`,
    entry: (v) => `${v.label} · ${v.what} · ${states[v.state]}`,
    until: (v) => `${v.at} まで`,
    stuck: '処理が進んでいません(理由はカードに)',
    drift: 'AWS 側で変更されています',
    next: '作業が終わったら: /secsg detach L12 · 延長: /secsg extend L12 for 1h because …',
  },
  home: (v) => (v.count === '0' ? '実行中のリースはありません' : `実行中のリース: ${v.count}件`),
};
