import type { investigation as english } from '../en/investigation.ts';

export const investigation: typeof english = {
  button: '調査',
  headline: (v) => `${v.account} での ${v.who} の CloudTrail`,
  span: (v) => `${v.from} 〜 ${v.to}`,
  nothing: '記録された呼び出しはありません。',
  total: (v) =>
    `呼び出し${v.total}件: 変更または拒否が${v.notable}件(うち拒否${v.denied}件)、残りは読み取りのみです。`,
  chain: (v) =>
    `${v.who} がロール ${v.role} を ${v.session} として引き受けました${v.identity === null ? '' : `(ソース ID ${v.identity})`}`,
  call: (v) => `${v.service} ${v.api}${v.resource === null ? '' : ` ${v.resource}`}`,
  failed: (v) => (v.denied ? `拒否(${v.code})` : `失敗(${v.code})`),
  more: (v) => `ほかに${v.count}件`,
  open: 'イベント',
  reads: (v) => `読み取りのみ: ${v.list}`,
  addresses: (v) => `接続元: ${v.list}`,
  agents: (v) => `使用ツール: ${v.list}`,
  counted: (v) => `${v.name}(${v.count}件)`,
  seen: (v) => `${v.name}(${v.count}件、${v.first}〜${v.last})`,
  between: '、',
  cut: '一度に読める量を超えたため、古いものは含まれていません。',
  trouble: (v) =>
    ({
      denied: `${v.region} には問い合わせていません。AWS に拒否されました。`,
      throttled: `${v.region} は最後まで読めていません。AWS がスロットリングしています。`,
      away: `${v.region} は最後まで読めていません。AWS が応答しません。`,
      'no-way-in': `${v.region} には問い合わせていません。読み取り用のロールが設定にないか、引き受けられません。`,
    })[v.why],
  complete: (v) => `${v.until} までは揃っています。管理イベントのみです。`,
  again: (v) => `${v.at} にもう一度読みます。`,
  audited: 'この閲覧はあなたの名前で記録されました。',
  whoseHistory: '誰の履歴ですか?',
  whichAccount: (v) =>
    v.account === null ? 'どのアカウントですか?' : `アカウント ${v.account} は設定にありません。`,
  asked: (v) => `${v.label} について CloudTrail を読んでいます。タイムラインはカードのスレッドに届きます。`,
  underWay: (v) =>
    `${v.label} の CloudTrail はすでに読んでいます。タイムラインはカードのスレッドにあります。`,
  nobody: (v) => `${v.label} には、CloudTrail で検索できるキー、人、リソースがありません。`,
};
