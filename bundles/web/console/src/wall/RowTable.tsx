// SPDX-License-Identifier: Apache-2.0
import type { WallRow, WallView } from '../api/wall';
import { useI18n } from '../i18n';
import { levelOf, nameOf, ROW_FIGURES, shown } from './model';

interface RowTableProps {
  title: string;
  rows: WallRow[];
  wall: WallView;
  /** How people call the thing of the row. */
  label(row: WallRow): string;
  /** Shows the wall of this one alone; without it there is nothing to press. */
  onDrill?(key: string): void;
}

/** The figures by skill, line or region; a row leads into its own wall. */
export function RowTable({ title, rows, wall, label, onDrill }: RowTableProps) {
  const { t } = useI18n();
  if (rows.length === 0) return <p className="quiet wall-empty">{t('wall.noRows')}</p>;
  return (
    <table className="wall-table">
      <thead>
        <tr>
          <th scope="col">{title}</th>
          {ROW_FIGURES.map((figure) => (
            <th key={figure} scope="col">
              {t(nameOf(figure))}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key} data-testid={`row-${row.key}`}>
            <th scope="row">
              {onDrill ? (
                <button type="button" className="wall-drill" onClick={() => onDrill(row.key)}>
                  {label(row)}
                </button>
              ) : (
                label(row)
              )}
            </th>
            {ROW_FIGURES.map((figure) => {
              const level = levelOf(figure, row.figures, wall.thresholds);
              return (
                <td key={figure} className={`num ${level ? `cell-${level}` : ''}`}>
                  {shown(figure, row.figures)}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
