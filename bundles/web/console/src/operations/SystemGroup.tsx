// SPDX-License-Identifier: Apache-2.0
import { Tooltip } from 'antd';
import type { SystemItem } from '../api/operations';
import { useI18n } from '../i18n';
import { LevelTag } from './LevelTag';
import { points, valueText, type Group } from './system';

const WIDTH = 96;
const HEIGHT = 20;

/** One part of the system: its readings, each with its level and its last hour. */
export function SystemGroup({ group }: { group: Group }) {
  const { word } = useI18n();
  return (
    <section className={`system-group system-${group.level}`} aria-label={word('system.group', group.name)} data-testid={`system-${group.name}`}>
      <h3>
        {word('system.group', group.name)} <LevelTag level={group.level} />
      </h3>
      <table>
        <tbody>
          {group.items.map((item) => (
            <Row key={`${item.name} ${item.of}`} item={item} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ item }: { item: SystemItem }) {
  const { t, word } = useI18n();
  const limits = [
    item.warn !== undefined && t('system.warnAt', { value: valueText({ ...item, value: item.warn }) }),
    item.critical !== undefined && t('system.criticalAt', { value: valueText({ ...item, value: item.critical }) }),
  ].filter(Boolean);
  const name = word('system.item', item.name);
  // Checks and links are called by their own names, the others by what is measured.
  const own = item.unit === 'level' && item.of;
  const value = item.unit === 'level' ? word(`system.state.${item.name}`, String(item.value)) : valueText(item);
  return (
    <tr data-testid={`item-${item.name}${item.of && `-${item.of}`}`} data-level={item.level} data-value={item.value}>
      <th scope="row">
        <Tooltip title={[item.metric + (item.of && `{of="${item.of}"}`), ...limits].join(' · ')}>
          <span tabIndex={0}>{own ? item.of : `${name}${item.of ? ` · ${word('system.of', item.of)}` : ''}`}</span>
        </Tooltip>
        {item.note && item.level !== 'OK' && <div className="small alarm">{item.note}</div>}
      </th>
      <td className="num">
        {value} {item.level !== 'OK' && <LevelTag level={item.level} />}
      </td>
      <td>{item.unit !== 'level' && item.line.length > 1 && <Line line={item.line} label={t('system.line', { name })} />}</td>
    </tr>
  );
}

function Line({ line, label }: { line: number[]; label: string }) {
  return (
    <svg className="spark" width={WIDTH} height={HEIGHT} viewBox={`0 -1 ${WIDTH} ${HEIGHT + 2}`} role="img" aria-label={label}>
      <polyline points={points(line, WIDTH, HEIGHT)} />
    </svg>
  );
}
