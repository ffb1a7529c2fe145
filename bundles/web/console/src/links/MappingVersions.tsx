// SPDX-License-Identifier: Apache-2.0
import { Alert, App, Button, Empty, Modal, Skeleton, Tag } from 'antd';
import { useState } from 'react';
import { links, type LinkMapping, type MappingVersion } from '../api/links';
import { may } from '../app/access';
import { dateTime } from '../app/format';
import { useSession } from '../app/session';
import { useAction } from '../app/useAction';
import { useLoad } from '../app/useLoad';
import { useI18n } from '../i18n';
import { Pager } from '../widgets/Pager';
import { TextDiff } from '../widgets/TextDiff';
import { usePages } from '../widgets/usePages';

interface MappingVersionsProps {
  link: string;
  mapping: LinkMapping;
  onRolledBack(): void;
}

/** How a mapping was, who changed it, what that is against today, and the way back. */
export function MappingVersions({ link, mapping, onRolledBack }: MappingVersionsProps) {
  const { t, word, describe } = useI18n();
  const { message } = App.useApp();
  const allowed = useSession((state) => may(state.session, 'link:manage'));
  const pages = usePages((cursor, signal) => links.versions(link, { cursor, limit: 10 }, signal), `${link} ${mapping.revision}`);
  const [chosen, setChosen] = useState<MappingVersion>();
  const [busy, run] = useAction();
  const rollBack = (version: MappingVersion) =>
    run(async () => {
      await links.rollBack(link, version.number, mapping.revision);
      setChosen(undefined);
      void message.success(t('mapping.rolledBack', { number: version.number }));
      onRolledBack();
    });
  if (pages.rows.failure !== undefined) return <Alert type="error" showIcon title={describe(pages.rows.failure)} />;
  if (pages.rows.data?.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('mapping.noVersions')} />;
  return (
    <>
      <ol className="settings-history" data-testid="mapping-versions">
        {pages.rows.data?.map((version) => (
          <li key={version.number}>
            <b>{t('settings.version', { number: version.number })}</b> <Tag>{word('mappingKind', version.kind)}</Tag>
            <span className="quiet small">
              {dateTime(version.at)} · {version.login ?? t('settings.byFile')} · {version.revision.slice(0, 12)}
            </span>{' '}
            {version.revision !== mapping.revision && (
              <Button size="small" data-testid={`version-${version.number}`} onClick={() => setChosen(version)}>
                {t('mapping.compare')}
              </Button>
            )}
          </li>
        ))}
      </ol>
      <Pager pages={pages} />
      <Modal
        open={chosen !== undefined}
        width={860}
        title={t('mapping.compareTitle', { number: chosen?.number })}
        okText={t('mapping.rollBack')}
        cancelText={t('common.close')}
        okButtonProps={{ loading: busy, hidden: !allowed, 'data-testid': 'mapping-roll-back' }}
        onOk={() => chosen && void rollBack(chosen)}
        onCancel={() => setChosen(undefined)}
      >
        {chosen && <Comparison link={link} number={chosen.number} now={mapping.text} />}
      </Modal>
    </>
  );
}

function Comparison({ link, number, now }: { link: string; number: number; now: string }) {
  const { describe } = useI18n();
  const { data, failure } = useLoad((signal) => links.version(link, number, signal), `${link} ${number}`);
  if (failure !== undefined) return <p role="alert">{describe(failure)}</p>;
  if (!data) return <Skeleton active />;
  return <TextDiff before={now} after={data.text} testId="mapping-diff" />;
}
