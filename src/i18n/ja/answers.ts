import type { answers as en } from '../en/answers.ts';
import { acts } from './answers-acts.ts';
import { audit } from './answers-audit.ts';
import { checks } from './answers-checks.ts';
import { decisions } from './answers-decisions.ts';
import { leases } from './answers-leases.ts';
import { runbooks } from './answers-runbooks.ts';
import { onCall, policies, rules, sec } from './answers-sec.ts';
import { suppressions } from './answers-suppressions.ts';
import { bulk } from './bulk.ts';
import { home } from './home.ts';
import { more } from './more.ts';
import { question } from './question.ts';
import { roleNames } from './roles.ts';

const states: (typeof en)['states'] = {
  open: '未対応',
  acknowledged: '対応中',
  verifying: '確認待ち',
  suppressed: '非表示',
  excepted: '例外として受容',
  resolved: '解決済み',
  external: '検出元で判断済み',
};

const asked = { ...states, visible: '未解決' };

export const answers: typeof en = {
  locale: 'ja',
  between: '、',

  outcomes: {
    posted: '投稿',
    closed: 'クローズ',
    merged: '統合',
    suppressed: '抑制',
    duplicate: '重複',
    dropped: '対象外',
    quarantined: '隔離',
  },
  reasons: {
    new: '初めての検出結果のため、ケースを作成しました',
    reopened: 'クローズ後に再発したため、同じケースを再オープンしました',
    'severity-raised': '重要度が上がりました',
    'resource-kind-added': '新しい種類のリソースが加わりました',
    'happened-again': 'しばらく途絶えたあとに再び発生したため、あらためて通知しました',
    'no-longer-quiet': '非表示の理由がなくなったため、表示しました',
    unconfirmed: '完了と報告されましたが、まだ不合格のため未解決に戻しました',
    'exception-outgrown': '受容したときより重くなったため、再オープンしました',
    grouped: 'ポリシーで同じ種類をまとめているため、そのケースに加えました',
    inhibited: '攻撃シーケンスのシグナルに含まれるため、そのケースに加えました',
    flapping: '発生と解消を繰り返しているため、落ち着くまではケースの件数だけを増やします',
    suppression: '抑制により非表示です',
    excepted: '例外として受容されているため、数えるだけで表示しません',
    'policy-notify': 'ポリシーにより、集計だけの対象です',
    'policy-accept': 'ポリシーで受容しているため、数えるだけで表示しません',
    'policy-disable': 'ポリシーで無効化の対象のため、数えるだけで表示しません',
    fixed: 'すべての記録が合格になったため、修正済みとしてクローズしました',
    gone: '検出元でアーカイブされたため、クローズしました(修正済みとは扱いません)',
    updated: '既存のケースを最新の内容に更新しました',
    stale: '手元の情報より古いため、何も変えていません',
    'own-echo': 'Yagura 自身が書き込んだ内容が戻ってきただけです',
    baseline: 'Yagura の導入前からあったため、個別のカードなしでケースを作りました',
    'record-added': '既知の検出結果の別の写しのため、同じケースにまとめました',
    unverifiable: '現在は評価できません。ケースの状態は変えず、その旨を表示しています',
    'still-failing-elsewhere': 'この写しは終わりましたが、別の写しがまだ不合格のため、ケースは開いたままです',
    'seen-while-closed': '変更がありましたが、ケースはクローズ済みのままです',
    'external-reversed': '検出元での判断が取り消されたため、ケースを再オープンしました',
    'external-decision': '検出元で抑制または解決されました。一覧には出ますが、カードは投稿しません',
    identical: '既知の内容とまったく同じです',
    'rule-staged': 'ルールが試行期間中のため、数えるだけで表示しません',
    'below-threshold': 'ルールが定める回数に、まだ達していません',
    'rule-matches': 'ファイルの中に、ルールに当てはまる記録がありました',
    'matched-before': '同じイベントがすでに届いており、ルールで数えています',
    'unknown-and-closed': '初めて届いた時点で終わっていたため、表示するものはありません',
    'unknown-and-unverifiable': '評価できず、過去の記録もないため、表示するものはありません',
    'no-finding': '内容は読み取れましたが、検出結果は含まれていません',
    'no-log-file': '示されたファイルは CloudTrail のログではありません(ダイジェストなど)',
    'test-message': 'AWS のテストメッセージです',
    pointer: 'ファイルの場所だけを示すもので、本文は別の場所にあります',
    'bad-json': 'JSON として読めません',
    'unknown-shape': 'どのソースの形式にも当てはまりません',
    'invalid-field': '必要な項目がないか、型が違います',
    'too-deep': '入れ子が深すぎます',
    'too-large': '大きすぎます',
    'source-not-allowed': 'このキューでは許可されていないソースです',
    'account-not-allowed': 'このキューでは許可されていないアカウントです',
    'bucket-not-allowed':
      'バケットが設定にありません。自分たちのものなら aws.buckets に加え、メッセージを取り込み直してください',
    'unreadable-records':
      'ファイルの一部に CloudTrail の形式でない記録がありました。ほかの記録は読み取りました',
    'object-denied':
      'ファイルを読む権限がありません。s3:GetObject と、暗号化キーの kms:Decrypt を許可してから、メッセージを取り込み直してください。バケットの一覧の権限がない場合、S3 は存在しないファイルにもこう答えます',
    'object-missing': 'ファイルがありません。ライフサイクルルールで早く消えていないか確かめてください',
    'object-archived': 'ファイルがアーカイブされています。復元してから、メッセージを取り込み直してください',
    'object-unreachable':
      'S3 に届かないか、制限が続きました。回復してから、メッセージを取り込み直してください',
    'object-broken': 'ファイルが壊れているか、途中で切れています。ダイジェストと照合してください',
    'object-too-large': 'ファイルが、CloudTrail のログではあり得ない大きさです',
    'object-no-log': 'ファイルに CloudTrail の記録がありません',
    'refused-by-store': 'データベースが受け付けませんでした',
    'internal-error': 'Yagura 側のエラーです。運用担当者にお知らせください',
  },
  states,

  refusal: {
    needs: (v) => `この操作には「${roleNames[v.role]}」の権限が必要です。`,
    needsThere: (v) =>
      `${v.label} に関係するすべてのアカウントで「${roleNames[v.role]}」の権限が必要です。お持ちの権限は、ほかのアカウントのものです。`,
    membersOnly: 'この操作はワークスペースの正式なメンバーだけが行えます。',
    holders: '権限を持つ人: ',
    holdersAreMembers: 'アラートチャンネルの正規メンバー全員がこの権限を持ちます。',
    nobody: 'まだ誰も持っていません。Yagura の運用担当者が、設定の roles で付与できます。',
    why: {
      'no-role': 'あなたには権限がないため、何も行いませんでした。',
      'not-member': 'アラートチャンネルに参加していません。参加してから、もう一度お試しください。',
      guest: 'ゲストにはお答えできません。',
      deactivated: 'このアカウントは無効になっています。',
      stranger: 'このワークスペースのメンバーにだけお答えしています。',
      bot: 'ボットにはお答えできません。',
      unknown: 'Slack に登録のないアカウントです。',
      'slack-unreachable':
        'Slack に本人確認ができなかったため、何も行いませんでした。1分ほど待って、もう一度お試しください。',
    },
  },

  failure: {
    said: (v) =>
      `Yagura 側で問題が起きました。何も変更していません。もう一度お試しください。続くときは、運用担当者に ID ${v.id} をお伝えください。`,
    away: (v) =>
      `データベースまたは Slack が応答しないため、調べられません。何も変更しておらず、アラートも失われていません。1分ほど待って、もう一度お試しください。運用担当者に伝える ID は ${v.id} です。`,
    modalTooLate:
      'Slack の画面を開くのが間に合いませんでした。何も変更していません。もう一度ボタンを押してください。',
    noCard:
      'このメッセージはアラートのカードではありません。カード、またはそのスレッド内のメッセージのメニューから選んでください。',
    staleButton:
      'このボタンは古く、内容を読み取れません。何も変更していません。今のカードのボタンを押すか、コマンドをもう一度実行してください。',
  },

  modal: { close: '閉じる', cancel: 'キャンセル', loading: '少々お待ちください…' },

  shortcuts: {
    acknowledge: '対応する',
    assign: '割り当て…',
    suppress: '抑制…',
    done: '完了…',
    note: 'メモ…',
    description: 'このカードのケースについて',
  },

  mention: { openHere: '入力が必要です。こちらを押してください:' },

  span: {
    minutes: (count) => `${count}分`,
    hours: (count) => `${count}時間`,
    days: (count) => `${count}日`,
  },

  acts,
  decisions,
  checks,
  suppressions,
  leases,
  onCall,
  policies,
  rules,

  help: {
    heading: '使えるコマンド',
    needs: (v) => `必要な権限: ${roleNames[v.role]}`,
    next: 'スラッシュコマンドはスレッドでは使えません。チャンネルで入力してください。',
    unknownCommand: (v) => `「${v.word}」という語はありません。`,
    didYouMean: 'もしかして ',
    list: 'コマンドの一覧: ',
  },

  manifest: { description: 'AWS のセキュリティアラートを、信頼できるカードにします' },

  sec,
  home,
  more,
  bulk,
  runbooks,
  audit,
  question,

  find: {
    summary: 'ケースを探し、表示の有無の理由を調べます',
    hint: '[語] [severity:high account:prod since:24h …] | Y12 | why <ID> | help',
    usage: [
      { form: '/secfind', does: '未解決のケースを、重要度の高い順に表示します' },
      { form: '/secfind web-7 "公開 バケット"', does: '語で探します。引用符でまとめられます' },
      { form: '/secfind severity:critical,high', does: '重要度。ほかに medium、low、informational' },
      {
        form: '/secfind account:prod region:ap-northeast-1',
        does: 'アカウントの ID か名前(prod-* も可)、リージョン(東京 も可)',
      },
      {
        form: '/secfind type:*BitcoinTool* control:EC2.19',
        does: '検出結果のタイプ、Security Hub のコントロール',
      },
      { form: '/secfind resource:i-0abc* source:guardduty', does: 'リソースの ID か ARN、検出元' },
      {
        form: '/secfind state:all',
        does: '状態。省略時は open と acknowledged。ほかに suppressed、resolved、external、all',
      },
      { form: '/secfind assignee:me', does: '担当者。me、none、@相手' },
      { form: '/secfind since:24h', does: '最終検出の時期。30m、24h、7d、2w、2026-11-01 など' },
      { form: '/secfind overdue unowned', does: '期限切れ、担当者もオーナーもなし' },
      { form: '/secfind Y12', does: 'ケースを1件表示します' },
      {
        form: '/secfind why <ID または ARN>',
        does: '何が届き、どう判断され、カードがどこにあるかを示します',
      },
      { form: '/secfind why', does: '過去24時間に届いたものを、結果ごとに数えます' },
    ],
    result: (v) => {
      const said = v.state === 'all' ? `ケース ${v.count}件` : `${asked[v.state]} ${v.count}件`;
      return v.critical === null ? said : `${said}、うち緊急 ${v.critical}件`;
    },
    page: (v) => `${v.page}/${v.pages}ページ`,
    none: (v) =>
      v.state === 'all'
        ? '該当するケースはありません。'
        : `該当する「${asked[v.state]}」のケースはありません。`,
    noneAtAll: '未解決のケースはありません。',
    wider: '範囲を広げるには: ',
    previous: '前へ',
    nextPage: '次へ',
    share: 'チャンネルに共有',
    next: (v) =>
      `1件を表示: /secfind ${v.example} · 表示の有無の理由: /secfind why <ID または ARN> · 使える語: /secfind help`,
    noSuchCase: (v) => `ケース ${v.label} はありません。`,
    allCases: 'すべてのケース: ',
    openCard: 'Slack でカードを開く',
    noCard: 'カードはまだ Slack にありません。',
    nobody: '担当者なし',
    unverifiable: '評価不能',
    sharedBy: '共有: ',
    shared: 'このチャンネルに共有しました。',
    shareElsewhere: '一覧を共有できるのはアラートチャンネルだけです。何も投稿していません。',
    shareNothing: '該当するケースがなくなったため、何も投稿していません。',
    due: (v) => `期限 ${v.at}`,
    overdue: (v) => `${v.at} から期限切れ`,
    inStorm: (v) => `まとめられたケース ${v.count}件`,
    stormEmpty: 'まとめられたケースはもうありません。それぞれのカードがあるか、クローズ済みです。',
  },

  problem: {
    unknownWord: (v) => `「${v.word}:」という語はありません。`,
    unknownValue: (v) => `「${v.word}:」に「${v.value}」という値はありません。`,
    noValue: (v) => `「${v.word}:」には値が必要です。`,
    tooLong: (v) => `長すぎます。${v.limit}文字までにしてください。検索はしていません。`,
    didYouMean: 'もしかして ',
    questionMark: ' ですか。',
    possible: '使えるもの: ',
    example: '例: ',
    quote: '文字どおりに探すには、引用符で囲んでください: ',
  },

  why: {
    nothing: (v) => `「${v.word}」に当たる記録は台帳にありません。`,
    nothingHelp:
      '届いていないか、保存期間を過ぎています。ケースの ID(Y12)、検出結果の ID か ARN、リソースの ID か ARN でお尋ねください。',
    counts: '過去24時間に届いたもの: ',
    found: (v) => `検出結果 ${v.count}件`,
    foundMore: 'ほかにもあるかもしれません。検出結果の ID を指定すると1件に絞れます。',
    inLine: (v) => `過去24時間: 受信 ${v.total} = ${v.sum}`,
    part: (v) => `${v.outcome} ${v.count}`,
    noneArrived: '過去24時間に届いたものはありません。',
    countsNext: '1件の行方を調べる: /secfind why <ID または ARN>',
    doors: (v) => `${v.doors} 経由`,
    noCase: 'ケースは作成していません。',
    caseIs: (v) => `ケース ${v.label} は「${v.state}」です。`,
    arrived: (v) => (v.count === '1' ? '1回届きました。' : `${v.count}回届きました(新しい順)。`),
    neverArrived: '受信の記録は保存期間を過ぎています。',
    older: (v) => `ほかに以前の ${v.count}回`,
    row: (v) => `${v.at} · ${v.source ?? '形式不明'}(キュー ${v.queue})→ ${v.outcome}: ${v.reason}`,
    detail: (v) => `(${v.detail})`,
    rule: (v) => `適用: ${v.rule}`,
    stages: (v) => `判断の経過(${v.at}):`,
    policy: (v) => `ポリシー ${v.name} が適用されています(${v.place})。`,
    stage: (v) => `${v.stage}: ${v.answer}`,
    quietBy: (v) => `${v.label} により ${v.until} まで非表示です(${v.who}: ${v.reason})。`,
    unsaid: (v) => `スレッドへの送信待ちが ${v.count}件あります。`,
    card: {
      none: 'カードはありません。',
      folded: '単独のカードはなく、まとめカードに含まれています。',
      waiting: (v) => `カードは ${v.since} から投稿待ちです。`,
      unconfirmed: (v) =>
        `カードは ${v.since} に送信しましたが、Slack の確認がまだのため、チャンネルを照合しています。`,
      shown: 'カードは Slack にあり、最新の内容です。',
      editing: (v) => `カードは Slack にあります。${v.since} から変更の反映待ちです。`,
      gone: 'カードは手動で削除されています。重要な変化があれば、新しく投稿します。',
    },
    next: (v) =>
      `${v.label === null ? '' : `ケースを表示: /secfind ${v.label} · `}過去24時間の件数: /secfind why`,
  },

  raw: {
    title: '元のイベント',
    about: (v) => `${v.label} として届いた内容を、そのまま表示しています。`,
    audited: 'この閲覧は、あなたの名前とともに記録されました。',
    none: (v) => `${v.label} の元のイベントは保存期間を過ぎています。読み取った内容はカードに残っています。`,
    cut: (v) => `全${v.total}文字のうち、先頭の${v.shown}文字だけを表示しています。`,
  },
};
