// SPDX-License-Identifier: Apache-2.0
import { Alert, Descriptions, Drawer, Tag } from 'antd';
import { Link } from 'react-router';
import type { RouteInstance } from '../api/routes';
import type { PluginState } from '../api/types';
import { dateTime } from '../app/format';
import { useI18n } from '../i18n';
import { pluginColour } from '../theme';
import { shownRate, type MapView } from './model';
import { useNames } from './names';
import { RouteTable } from './RouteTable';

interface NodeDrawerProps {
  view?: MapView;
  bundle?: string;
  onOpen(bundle: string): void;
  onClose(): void;
}

/** A bundle: what it publishes and consumes, how it stands, what waits for it. */
export function NodeDrawer({ view, bundle, onOpen, onClose }: NodeDrawerProps) {
  const { t } = useI18n();
  const names = useNames();
  const each = view?.nodes.find((node) => node.node.bundle === bundle);
  return (
    <Drawer open={bundle !== undefined} onClose={onClose} size={760} mask={false} title={bundle && names.bundle(bundle)} destroyOnHidden>
      {bundle && !each && <Alert type="info" showIcon title={t('routes.left')} />}
      {each && view && (
        <div data-testid="route-detail" className="routes-detail">
          <Descriptions
            size="small"
            column={2}
            items={[
              { key: 'bundle', label: t('routes.bundle'), span: 2, children: <code>{each.node.bundle}</code> },
              { key: 'kind', label: t('routes.kind'), children: t(`routes.kind.${each.node.kind}`) },
              { key: 'version', label: t('routes.version'), children: each.node.versions.join(', ') || t('routes.state.gone') },
              { key: 'out', label: t('routes.out'), children: <span className="num">{shownRate(each.out)}/s</span> },
              { key: 'in', label: t('routes.in'), children: <span className="num">{shownRate(each.in)}/s</span> },
            ]}
          />
          {each.node.instances.length > 0 && (
            <section aria-label={t('routes.instances')}>
              <h3>{t('routes.instances')}</h3>
              {each.node.instances.map((instance) => (
                <Instance key={`${instance.seam}/${instance.instance}`} instance={instance} />
              ))}
            </section>
          )}
          {each.consumers.length > 0 && (
            <section aria-label={t('routes.consumers')}>
              <h3>{t('routes.consumers')}</h3>
              {each.consumers.map((consumer) => (
                <p key={consumer.name} data-testid={`route-consumer-${consumer.name}`}>
                  <code>{consumer.name}</code> {!consumer.fed && <Tag color="orange">{t('routes.away')}</Tag>}
                  <span className={consumer.lag > 0 ? 'num' : 'num quiet'}>{t('routes.waiting', { n: consumer.lag })}</span>
                  {' · '}
                  {consumer.letters > 0 ? (
                    <Link className="alarm" to={`/dead-letters?consumer=${encodeURIComponent(consumer.name)}`} data-testid={`route-letters-${consumer.name}`}>
                      {t('routes.letters', { n: consumer.letters })}
                    </Link>
                  ) : (
                    <span className="quiet">{t('routes.letters', { n: 0 })}</span>
                  )}
                </p>
              ))}
            </section>
          )}
          <section aria-label={t('routes.publishes')}>
            <h3>{t('routes.publishes')}</h3>
            <RouteTable label={t('routes.publishes')} without="from" flows={view.flows.filter((flow) => flow.from === bundle)} onOpen={onOpen} />
          </section>
          <section aria-label={t('routes.takes')}>
            <h3>{t('routes.takes')}</h3>
            <RouteTable label={t('routes.takes')} without="to" flows={view.flows.filter((flow) => flow.to === bundle)} onOpen={onOpen} />
          </section>
          {each.node.routes.length > 0 && (
            <section aria-label={t('routes.camel')}>
              <h3>{t('routes.camel')}</h3>
              {each.node.routes.map((route) => (
                <p key={route}>
                  <code>{route}</code>
                </p>
              ))}
            </section>
          )}
        </div>
      )}
    </Drawer>
  );
}

function Instance({ instance }: { instance: RouteInstance }) {
  const { cause, word } = useI18n();
  return (
    <p>
      <b>
        {instance.seam}/{instance.instance}
      </b>{' '}
      <span className="state-pill" style={{ background: pluginColour(instance.state as PluginState) }}>
        {word('pluginState', instance.state)}
      </span>{' '}
      {instance.reason && <span className="alarm">{cause(instance.reason)}</span>} <span className="quiet small">{dateTime(instance.since)}</span>
    </p>
  );
}
