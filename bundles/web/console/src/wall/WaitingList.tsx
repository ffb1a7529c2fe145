// SPDX-License-Identifier: Apache-2.0
import { Empty } from 'antd';
import type { WaitingView, WallView } from '../api/wall';
import { secondsSince, useSecond } from '../app/clock';
import { duration } from '../app/format';
import { useI18n } from '../i18n';
import { regionName } from '../widgets/region';
import { levelOf } from './model';

interface WaitingListProps {
  wall: WallView;
  skillName(code: string): string;
  lineName(number: string): string;
}

/** Who waits, longest first; numbers are masked by the hub. */
export function WaitingList({ wall, skillName, lineName }: WaitingListProps) {
  const { t, language } = useI18n();
  if (wall.waiting.length === 0) {
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('wall.nobodyWaits')} />;
  }
  return (
    <table className="wall-table" data-testid="waiting-list">
      <thead>
        <tr>
          <th scope="col">{t('wall.place')}</th>
          <th scope="col">{t('wall.caller')}</th>
          <th scope="col">{t('queue.skill')}</th>
          <th scope="col">{t('wall.line')}</th>
          <th scope="col">{t('wall.region')}</th>
          <th scope="col">{t('wall.waited')}</th>
        </tr>
      </thead>
      <tbody>
        {wall.waiting.map((each) => (
          <tr key={each.contactId} data-testid={`waiting-${each.contactId}`}>
            <td className="num">{each.place ?? t('state.RESERVED')}</td>
            <td className="phone">{each.caller || t('call.anonymous')}</td>
            <td>{skillName(each.skill)}</td>
            <td>{lineName(each.line)}</td>
            <td>{regionName(each.region, language)}</td>
            <Waited waiting={each} wall={wall} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Waited({ waiting, wall }: { waiting: WaitingView; wall: WallView }) {
  const seconds = secondsSince(waiting.since, useSecond());
  const level = levelOf('longestWait', { longestWait: seconds }, wall.thresholds);
  return <td className={`num ${level ? `cell-${level}` : ''}`}>{duration(seconds)}</td>;
}
