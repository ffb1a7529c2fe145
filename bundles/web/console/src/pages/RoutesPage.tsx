// SPDX-License-Identifier: Apache-2.0
import { AimOutlined, SearchOutlined, ZoomInOutlined, ZoomOutOutlined } from '@ant-design/icons';
import { Alert, Button, Empty, Input, Segmented, Select, Skeleton, Space } from 'antd';
import { useMemo, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { RouteKind } from '../api/routes';
import { may } from '../app/access';
import { useSession } from '../app/session';
import { useI18n } from '../i18n';
import { FollowPanel } from '../routes/FollowPanel';
import { filtered, KINDS, pathOf, viewOf, type RouteFilter } from '../routes/model';
import { useNames } from '../routes/names';
import { NodeDrawer } from '../routes/NodeDrawer';
import { RouteDrawing } from '../routes/RouteDrawing';
import { RouteTable } from '../routes/RouteTable';
import { useFollowed } from '../routes/useFollowed';
import { useRoutes } from '../routes/useRoutes';
import { PageFrame } from './PageFrame';
import '../routes/routes.css';

const ZOOMS = [0.65, 0.8, 1, 1.25, 1.6, 2];
const USUAL_ZOOM = 2;

/** Who publishes and who consumes, how much of it, and the way of one matter through it (P2). */
export default function RoutesPage() {
  const { t, describe } = useI18n();
  const names = useNames();
  const navigate = useNavigate();
  const id = useParams()['*'] ?? '';
  const { map, readings, failure, reload } = useRoutes();
  const [filter, setFilter] = useState<RouteFilter>({ text: '', kinds: [...KINDS] });
  const [shape, setShape] = useState<'map' | 'table'>('map');
  const [zoom, setZoom] = useState(USUAL_ZOOM);
  const [open, setOpen] = useState<string>();
  const [step, setStep] = useState<string>();
  const mayTrace = useSession((state) => may(state.session, 'trace:read'));
  const matter = useFollowed(mayTrace ? id : '', map, readings);
  const whole = useMemo(() => map && viewOf(map, readings), [map, readings]);
  const view = useMemo(() => whole && filtered(whole, filter, names.bundle, names.message), [whole, filter, names]);
  const steps = matter.data?.steps ?? [];
  const path = map && steps.length > 0 ? pathOf(map, steps) : undefined;
  const now = map && step ? pathOf(map, steps.filter((each) => each.id === step)) : undefined;
  const follow = (wanted: string) => {
    setStep(undefined);
    void navigate(wanted ? `/routes/${encodeURIComponent(wanted)}` : '/routes');
  };
  return (
    <PageFrame
      title={t('screen.routes')}
      tools={
        <>
          <Filters filter={filter} onChange={setFilter} />
          {mayTrace && <Follow id={id} onFollow={follow} />}
          <Segmented<'map' | 'table'>
            value={shape}
            onChange={setShape}
            data-testid="routes-shape"
            options={[
              { value: 'map', label: t('routes.asMap') },
              { value: 'table', label: t('routes.asTable') },
            ]}
          />
          {shape === 'map' && (
            <Space.Compact>
              <Button icon={<ZoomOutOutlined />} aria-label={t('routes.zoomOut')} disabled={zoom === 0} onClick={() => setZoom(zoom - 1)} />
              <Button icon={<ZoomInOutlined />} aria-label={t('routes.zoomIn')} disabled={zoom === ZOOMS.length - 1} onClick={() => setZoom(zoom + 1)} />
            </Space.Compact>
          )}
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
      {!view && failure === undefined && <Skeleton active paragraph={{ rows: 8 }} />}
      {view && (
        <div className={id && mayTrace ? 'routes routes-with-follow' : 'routes'}>
          <div className="routes-main">
            {view.nodes.length === 0 && (
              <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t(whole?.nodes.length ? 'common.noMatch' : 'routes.none')} />
            )}
            {view.nodes.length > 0 && shape === 'map' && <RouteDrawing view={view} zoom={ZOOMS[zoom]!} path={path} now={now} open={open} onOpen={setOpen} />}
            {view.nodes.length > 0 && shape === 'table' && <RouteTable label={t('screen.routes')} flows={view.flows} onOpen={setOpen} />}
          </div>
          {id && mayTrace && <FollowPanel key={id} matter={matter} chosen={step} onChoose={setStep} onClose={() => follow('')} />}
        </div>
      )}
      <NodeDrawer view={whole} bundle={open} onOpen={setOpen} onClose={() => setOpen(undefined)} />
    </PageFrame>
  );
}

function Filters({ filter, onChange }: { filter: RouteFilter; onChange(filter: RouteFilter): void }) {
  const { t } = useI18n();
  return (
    <>
      <Input
        allowClear
        prefix={<SearchOutlined className="quiet" />}
        style={{ width: 180 }}
        placeholder={t('routes.find')}
        aria-label={t('routes.find')}
        data-testid="routes-find"
        maxLength={64}
        value={filter.text}
        onChange={(event) => onChange({ ...filter, text: event.target.value })}
      />
      <Select<RouteKind[]>
        mode="multiple"
        maxTagCount={1}
        style={{ minWidth: 150 }}
        aria-label={t('routes.kind')}
        data-testid="routes-kinds"
        value={filter.kinds}
        options={KINDS.map((value) => ({ value, label: t(`routes.kind.${value}`) }))}
        onChange={(kinds) => onChange({ ...filter, kinds })}
      />
    </>
  );
}

function Follow({ id, onFollow }: { id: string; onFollow(id: string): void }) {
  const { t } = useI18n();
  return (
    <Input
      key={id}
      allowClear
      prefix={<AimOutlined className="quiet" />}
      style={{ width: 250 }}
      defaultValue={id}
      maxLength={36}
      placeholder={t('routes.follow')}
      aria-label={t('routes.follow')}
      data-testid="routes-follow"
      onPressEnter={(event) => onFollow(event.currentTarget.value.trim())}
    />
  );
}
