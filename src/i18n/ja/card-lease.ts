import type { lease as en } from '../en/card-lease.ts';

export const lease: typeof en = {
  asked: {
    'security-group': (v) =>
      `${v.label} · ${v.who} が ${v.source} から ${v.target}:${v.port} への接続を申請(${v.span})`,
    isolate: (v) => `${v.label} · ${v.who} が ${v.target} の隔離を申請`,
    'access-key': (v) => `${v.label} · ${v.who} が ${v.user} のアクセスキー ${v.target} の無効化を申請`,
  },
  begins: {
    'security-group': (v) => `${v.label} · ${v.who} の接続を準備中(${v.source} から ${v.target}:${v.port})`,
    isolate: (v) => `${v.label} · ${v.target} を隔離しています`,
    'access-key': (v) => `${v.label} · ${v.user} のアクセスキー ${v.target} を無効にしています`,
  },
  lives: {
    'security-group': (v) =>
      `${v.label} · ${v.who} は ${v.source} から ${v.target}:${v.port} に接続できます。残り${v.left}(${v.until} まで)`,
    isolate: (v) => `${v.label} · ${v.target} は隔離中(${v.since} から)`,
    'access-key': (v) => `${v.label} · ${v.user} のアクセスキー ${v.target} は無効(${v.since} から)`,
  },
  ending: {
    'security-group': (v) => `${v.label} · ${v.who} の ${v.target}:${v.port} への接続を閉じています`,
    isolate: (v) => `${v.label} · ${v.target} の隔離を解除しています`,
    'access-key': (v) => `${v.label} · ${v.user} のアクセスキー ${v.target} を有効に戻しています`,
  },
  ended: {
    'security-group': (v) =>
      `${v.label} · ${v.at} に取り外し、${v.verified} に確認 · すでに開いている接続は続くことがあります`,
    isolate: (v) => `${v.label} · ${v.target} の隔離を ${v.at} に解除、${v.verified} に確認`,
    'access-key': (v) => `${v.label} · アクセスキー ${v.target} を ${v.at} に有効化、${v.verified} に確認`,
  },
  refused: (v) => `${v.label} · ${v.who} が却下しました: 「${v.reason}」`,
  withdrawn: (v) => `${v.label} · ${v.who} が申請を取り下げました`,
  expired: (v) => `${v.label} · 期限内に承認されず、何も実行していません`,
  failed: (v) => `${v.label} · 何も変更していません: ${v.why}`,

  what: {
    'security-group': (v) => `${v.who} の ${v.source} から ${v.target}:${v.port} への接続`,
    isolate: (v) => `${v.target} の隔離`,
    'access-key': (v) => `${v.user} のアクセスキー ${v.target} の無効化`,
  },
  reason: (text) => `理由: ${text}`,
  askedAt: (v) => `${v.at} に ${v.who} が申請`,
  approvedBy: (names) => `${names.join('、')} が承認`,
  noApproval: '承認は不要',
  breakGlass: '緊急実行: 承認なし',
  waits: (v) => `${v.at} まで承認を待っています(あと${v.count}人)`,
  review: (v) => `${v.at} に、続けるかどうかを確認します`,
  longer: (v) => `${v.who} が ${v.until} までの延長を申請: 「${v.reason}」`,
  because: {
    expired: '時間切れ',
    done: (who) => `${who} の作業が終わりました`,
    detached: (who) => `${who} が終了しました`,
    'cannot-attach': '一部しか実行できなかったため、元に戻しました',
    isolated: 'インスタンスが隔離されました',
    orphan: 'AWS に残っていたものを取り除きました',
  },

  plan: {
    heading: 'この順で呼び出します:',
    steps: {
      group: (v) => `${v.vpc} に専用のグループを作成`,
      egress: 'そのグループの送信ルールをすべて削除',
      ingress: (v) => (v.rule === null ? 'そのグループの受信をすべて拒否' : `${v.rule} の受信を許可`),
      failsafe: 'Yagura が止まっていても閉じるスケジュールを作成',
      attach: (v) => `${v.interfaces} の今のグループに追加`,
      replace: (v) =>
        `${v.interfaces} のグループをすべて ${v.group ?? 'そのグループ'} に置き換え(元のグループは解除のために記録)`,
      standby: (v) => `Auto Scaling グループ ${v.group} でスタンバイに変更`,
      deregister: (v) => `ターゲットグループ${v.count}件から登録解除`,
      cut: '開いている接続を切るため、一瞬だけすべてを許可してから遮断',
      sessions: (v) => `ロール ${v.role} の古いセッションを拒否`,
      tag: 'インスタンスにタグを付ける',
      snapshot: (v) => `ボリューム${v.count}個のスナップショットを作成`,
      stop: 'インスタンスを停止',
      deactivate: (v) => `${v.user} のアクセスキーを無効化(削除はしません)`,
    },
  },
  done: {
    heading: (parts) => `実行済み: ${parts.join(' · ')}`,
    standby: (v) => `${v.group} でスタンバイ`,
    deregister: (v) => `${v.names} から登録解除`,
    attach: (v) => `すべてのグループを ${v.group} に置き換え`,
    cut: '開いていた接続を切断',
    sessions: (v) => `${v.role} の古いセッションを拒否`,
    tag: 'タグ付け',
    snapshot: 'スナップショット作成',
    stop: '停止',
  },
  survives: '隔離の時点で開いていた接続は、続くことがあります。',
  around: {
    autoScaling: (v) =>
      `Auto Scaling グループ ${v.group} に属し、ヘルスチェックに失敗すると置き換えられます。先にスタンバイにします。`,
    targets: (v) => `${v.names} に登録されています。先に登録を解除し、隔離の解除時に戻します。`,
    role: (v) => `ロール ${v.role} を持っています。認証情報が盗まれていれば、ほかの場所から使えます。`,
    interfaces: (v) => `インターフェイス(すべて隔離します): ${v.interfaces}`,
    tracked: '今開いている接続は、AWS が追跡しているため続くことがあります。切るには「切断」が必要です。',
    cutPrice: '開いている接続を切ります。そのため、一瞬だけ誰でも届く状態になります。',
    sessions: (v) =>
      `${v.role} の利用者は、ほかのインスタンスも含めて全員サインアウトされます。このインスタンスは新しい認証情報を取得し、それは有効です。`,
    nothing: 'Auto Scaling グループ、ターゲットグループ、ロールへの影響はありません。',
  },

  drift: {
    'group-gone': (subject) => `グループ ${subject} がなくなっています`,
    'interface-gone': (subject) => `インターフェイス ${subject} がなくなっています`,
    detached: (subject) => `${subject} からグループが外されています`,
    'rules-edited': (subject) => `グループ ${subject} のルールが編集されています`,
    'group-added': (subject) => `${subject} に別のグループが付けられています`,
    'interface-added': (subject) => `新しいインターフェイス ${subject} が付けられています`,
    reactivated: (subject) => `アクセスキー ${subject} が有効に戻されています`,
  },
  driftIs: (v) => `AWS 側で変更されています: ${v.what}`,
  troubleIs: (v) => `${v.times}回試しましたが進みません: ${v.why}`,
  byHand: {
    'security-group': (v) =>
      `手動での対処: EC2 のネットワークインターフェイス ${v.interfaces} から ${v.group} を外し、削除してください。Yagura は試行を続け、結果を確認します。`,
    isolate: (v) =>
      `手動での対処: EC2 のネットワークインターフェイス ${v.interfaces} のセキュリティグループを変更してください(隔離用のグループは ${v.group})。Yagura は試行を続け、結果を確認します。`,
    'access-key': (v) =>
      `手動での対処: IAM のユーザー ${v.user} の「セキュリティ認証情報」で変更してください。Yagura は試行を続け、結果を確認します。`,
  },
  unknownGroup: 'yagura-… という名前のグループ',

  alarm: {
    'break-glass': (v) => `【緊急実行】${v.who} が ${v.label} を承認なしで開始しました: ${v.what}`,
    reminder: (v) => `${v.label} は ${v.since} から承認を待っています: ${v.what}`,
    review: (v) => `このまま続けますか。${v.label}: ${v.what}`,
    stuck: (v) => `${v.label} を終了できません: ${v.why}`,
    undone: (v) => `${v.label} を実行できません: ${v.why}`,
    drift: (v) => `${v.label} で作ったものが AWS 側で変更されています: ${v.what}`,
    over: (v) => `${v.label} は対応不要になりました`,
  },

  acts: {
    approve: '承認…',
    refuse: '却下…',
    withdraw: '取り下げ',
    done: '作業終了',
    extend: '延長…',
    release: '隔離を解除…',
    reactivate: '有効に戻す…',
    putRight: '元に戻す',
    decide: '判断する…',
    respond: '対処…',
  },
};
