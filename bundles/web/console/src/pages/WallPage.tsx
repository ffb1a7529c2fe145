// SPDX-License-Identifier: Apache-2.0
import { FullscreenOutlined } from '@ant-design/icons';
import { Alert, App, Button, Segmented, Select, Skeleton, Tabs } from 'antd';
import { useState } from 'react';
import { hub } from '../api/hub';
import type { SeatView, WallFilter, WallMessage, WallRow, WallView } from '../api/wall';
import { may } from '../app/access';
import { useSession } from '../app/session';
import { useLoad } from '../app/useLoad';
import { useI18n } from '../i18n';
import { useLive } from '../live/topics';
import { BigScreen } from '../wall/BigScreen';
import { groupSeats, rowsOf, type Grouping, type SeatGroup } from '../wall/model';
import { RowTable } from '../wall/RowTable';
import { SeatDrawer } from '../wall/SeatDrawer';
import { SeatPlan } from '../wall/SeatPlan';
import { Tiles } from '../wall/Tiles';
import { useWall } from '../wall/useWall';
import { WaitingList } from '../wall/WaitingList';
import { regionName } from '../widgets/region';
import { PageFrame } from './PageFrame';
import '../wall/wall.css';

/** What goes on in the centre now (M1), and what a supervisor does about it (M2). */
export default function WallPage() {
  const { t, describe } = useI18n();
  const [filter, setFilter] = useState<WallFilter>({});
  const { wall, failure, reload } = useWall(filter);
  const names = useNames(wall);
  const [big, setBig] = useState(false);
  const { message } = App.useApp();
  useLive<WallMessage>('wall.message-read', (read) => {
    const seat = wall?.seats.find((each) => each.agentId === read.agentId);
    void message.info(t('wall.readBy', { name: seat?.name ?? '' }));
  });
  const drill = (part: WallFilter) => setFilter((before) => ({ ...before, ...part }));
  const fullScreen = (
    <Button icon={<FullscreenOutlined />} data-testid="wall-big" disabled={!wall} onClick={() => setBig(true)}>
      {t('wall.big')}
    </Button>
  );
  return (
    <PageFrame
      title={t('screen.wall')}
      tools={
        <>
          <Filters wall={wall} filter={filter} names={names} onChange={drill} />
          {fullScreen}
        </>
      }
    >
      {failure !== undefined && (
        <Alert
          className="gap-below"
          type="error"
          showIcon
          role="alert"
          title={`${t('common.loadFailed')} · ${describe(failure)}`}
          action={
            <Button size="small" onClick={reload}>
              {t('common.retry')}
            </Button>
          }
        />
      )}
      {!wall && failure === undefined && <Skeleton active paragraph={{ rows: 8 }} />}
      {wall && <Floor wall={wall} names={names} onDrill={drill} />}
      {wall && big && <BigScreen wall={wall} names={names} onClose={() => setBig(false)} />}
    </PageFrame>
  );
}

/** How people call skills, lines and regions. */
export interface Names {
  skill(code: string): string;
  line(number: string): string;
  region(code: string): string;
}

function useNames(wall: WallView | undefined): Names {
  const { t, label, language } = useI18n();
  const skills = useLoad((signal) => hub.skills(signal), 'skills').data ?? [];
  return {
    skill: (code) => label(skills.find((each) => each.code === code) ?? { code }),
    line: (number) => {
      const row = wall?.lines.find((each) => each.key === number);
      const name = row ? label(row) : '';
      if (number === '*') return t('wall.others');
      return name && name !== number ? `${name} ${number}` : number || '–';
    },
    region: (code) => (/^0+$/.test(code) || code === '' ? t('wall.noRegion') : regionName(code, language)),
  };
}

interface FiltersProps {
  wall?: WallView;
  filter: WallFilter;
  names: Names;
  onChange(part: WallFilter): void;
}

/** What is chosen stays choosable, though the narrower wall no longer tells of the others. */
function Filters({ wall, filter, names, onChange }: FiltersProps) {
  const { t } = useI18n();
  const choice = (field: keyof WallFilter, rows: WallRow[], name: (key: string) => string) => (
    <Select
      key={field}
      allowClear
      style={{ minWidth: 140 }}
      data-testid={`wall-filter-${field}`}
      aria-label={t(`wall.all.${field}`)}
      placeholder={t(`wall.all.${field}`)}
      value={filter[field]}
      options={[...new Set([...rows.map((row) => row.key), ...(filter[field] ? [filter[field]] : [])])].map((value) => ({ value, label: name(value) }))}
      onChange={(value?: string) => onChange({ [field]: value })}
    />
  );
  return (
    <>
      {choice('region', wall?.regions ?? [], names.region)}
      {choice('line', wall?.lines ?? [], names.line)}
      {choice('skill', wall?.skills ?? [], names.skill)}
    </>
  );
}

interface FloorProps {
  wall: WallView;
  names: Names;
  onDrill(part: WallFilter): void;
}

function Floor({ wall, names, onDrill }: FloorProps) {
  const { t } = useI18n();
  const acts = useSession((state) => may(state.session, 'wall:act'));
  const [grouping, setGrouping] = useState<Grouping>('skill');
  const [open, setOpen] = useState<string>();
  const seat: SeatView | undefined = wall.seats.find((each) => each.agentId === open);
  const nameOf = (group: SeatGroup) =>
    group.key === '' ? t('wall.noGroup') : grouping === 'skill' ? names.skill(group.key) : names.region(group.key);
  const table = (by: 'skills' | 'lines' | 'regions', field: keyof WallFilter, name: (key: string) => string) => ({
    key: by,
    label: t(`wall.by.${by}`),
    children: (
      <RowTable
        title={t(`wall.by.${by}`)}
        rows={rowsOf(wall, by)}
        wall={wall}
        label={(row) => name(row.key)}
        onDrill={(key) => onDrill({ [field]: key })}
      />
    ),
  });
  return (
    <div className="wall" data-testid="wall" data-sequence={wall.sequence}>
      <Tiles wall={wall} />
      <Tabs
        size="small"
        items={[
          table('skills', 'skill', names.skill),
          table('lines', 'line', names.line),
          table('regions', 'region', names.region),
          {
            key: 'waiting',
            label: t('wall.waitingTab', { n: wall.waiting.length }),
            children: <WaitingList wall={wall} skillName={names.skill} lineName={names.line} />,
          },
        ]}
      />
      <section>
        <div className="wall-head">
          <h2>{t('wall.seats')}</h2>
          <Segmented<Grouping>
            size="small"
            value={grouping}
            onChange={setGrouping}
            options={[
              { value: 'skill', label: t('wall.by.skills') },
              { value: 'region', label: t('wall.by.regions') },
            ]}
          />
        </div>
        <SeatPlan groups={groupSeats(wall.seats, grouping)} label={nameOf} onOpen={(each) => setOpen(each.agentId)} />
      </section>
      <SeatDrawer seat={seat} acts={acts} skillName={names.skill} onClose={() => setOpen(undefined)} />
    </div>
  );
}
