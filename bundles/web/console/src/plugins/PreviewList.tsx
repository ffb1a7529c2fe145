// SPDX-License-Identifier: Apache-2.0
import { Alert, Descriptions, Tag } from 'antd';
import type { PluginCause, PluginPreview, PluginVerdict } from '../api/plugins';
import { useI18n } from '../i18n';
import { CauseText } from './CauseText';

/** What would happen to each plugin of a file: new or updated, what is missing, who else would be touched. */
export function PreviewList({ preview, beside }: { preview: PluginPreview; beside: boolean }) {
  const { t } = useI18n();
  return (
    <div data-testid="plugin-preview">
      <p>
        {preview.fileName} · {preview.signer ? t('plugins.signedBy', { signer: preview.signer }) : t('plugins.unsigned')}
      </p>
      {preview.plugins.map((verdict) => (
        <Verdict key={verdict.sha256} verdict={verdict} beside={beside} />
      ))}
    </div>
  );
}

function Verdict({ verdict, beside }: { verdict: PluginVerdict; beside: boolean }) {
  const { t, word } = useI18n();
  return (
    <section className="gap-below" data-testid={`verdict-${verdict.name}`}>
      <Descriptions
        size="small"
        column={1}
        bordered
        items={[
          { key: 'name', label: t('plugins.name'), children: <b>{verdict.name}</b> },
          {
            key: 'version',
            label: t('plugins.version'),
            children: (
              <>
                <Tag>{word('pluginKind', beside ? 'BESIDE' : verdict.kind)}</Tag>
                {verdict.from ? `${verdict.from} ${beside ? '+' : '→'} ${verdict.version}` : verdict.version}
              </>
            ),
          },
          { key: 'seam', label: t('plugins.seam'), children: verdict.seam ?? '–' },
          { key: 'touched', label: t('plugins.refreshed'), children: verdict.refreshed.join(', ') || t('plugins.refreshedNone') },
          { key: 'sha', label: 'SHA-256', children: <code className="small">{verdict.sha256}</code> },
        ]}
      />
      <Causes type="error" causes={!beside && verdict.instead ? [...verdict.problems, verdict.instead] : verdict.problems} />
      <Causes type="warning" causes={verdict.notes} />
    </section>
  );
}

function Causes({ type, causes }: { type: 'error' | 'warning'; causes: PluginCause[] }) {
  return causes.map((cause) => <Alert key={cause.code} type={type} showIcon title={<CauseText cause={cause} />} />);
}
