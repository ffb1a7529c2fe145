// SPDX-License-Identifier: Apache-2.0
import { memo, useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { useI18n } from '../i18n';
import { arrange, neighbour, NODE_HEIGHT, NODE_WIDTH, pathThrough, type Drawing } from './layout';
import { shownRate, type Edge, type MapView, type NodeView } from './model';
import { useNames } from './names';

/** How far a line and the way back lie apart. */
const ASIDE = 4;
/** Smaller than this nobody reads it: the drawing is moved instead. */
const SMALLEST = 0.6;

interface RouteDrawingProps {
  view: MapView;
  /** Of the size at which the drawing fits into its frame. */
  zoom: number;
  /** Lines that the matter took which is followed; of these, those of the message at hand. */
  path?: Set<string>;
  now?: Set<string>;
  /** The bundle whose details are open. */
  open?: string;
  onOpen(bundle: string): void;
}

/** Bundles by kind and the lines between them. Arrow keys walk, Enter opens. */
export function RouteDrawing({ view, zoom, path, now, open, onOpen }: RouteDrawingProps) {
  const { t } = useI18n();
  const frame = useRef<HTMLDivElement>(null);
  const drawing = useDrawing(view);
  const [chosen, setChosen] = useState<string>();
  const [inside, setInside] = useState(false);
  const [pointed, setPointed] = useState<string>();
  const marker = useId();
  const scale = useFit(frame, drawing.width) * zoom;
  const { nodes, edges } = view;
  const entry = nodes.some((each) => each.node.bundle === chosen) ? chosen : nodes[0]?.node.bundle;

  const onKeyDown = (event: KeyboardEvent) => {
    if (!entry) return;
    const ends: Record<string, string | undefined> = { Home: nodes[0]?.node.bundle, End: nodes.at(-1)?.node.bundle };
    const next = ends[event.key] ?? neighbour(drawing.places, entry, event.key);
    if (!next) return;
    event.preventDefault();
    setChosen(next);
    frame.current?.querySelector<SVGElement>(`[data-node="${CSS.escape(next)}"]`)?.focus();
  };
  const near = pointed ?? (inside ? chosen : open);
  const faded = (edge: Edge) => (path ? !path.has(edge.id) : near !== undefined && edge.from !== near && edge.to !== near);

  return (
    <div
      className="routes-drawing"
      ref={frame}
      onKeyDown={onKeyDown}
      onFocus={() => setInside(true)}
      onBlur={(event) => setInside(frame.current?.contains(event.relatedTarget) ?? false)}
      role="group"
      aria-label={t('routes.drawing')}
    >
      <svg
        width={drawing.width * scale}
        height={drawing.height * scale}
        viewBox={`0 0 ${drawing.width} ${drawing.height}`}
        data-testid="route-map"
        data-nodes={nodes.length}
      >
        <defs>
          {['', '-busy', '-bad', '-path'].map((style) => (
            <marker key={style} id={`${marker}${style}`} className={`routes-arrow${style}`} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" markerUnits="userSpaceOnUse" orient="auto">
              <path d="M0 0L8 4L0 8z" />
            </marker>
          ))}
        </defs>
        {drawing.bands.map((band) => (
          <g key={band.kind} className="routes-band">
            <rect x={band.x} y={2} width={band.width} height={drawing.height - 4} rx={8} />
            <text x={band.x + band.width / 2} y={19} textAnchor="middle">
              {t(`routes.kind.${band.kind}`)}
            </text>
          </g>
        ))}
        {edges.map((edge) => (
          <Line key={edge.id} edge={edge} drawing={drawing} marker={marker} faded={faded(edge)} path={path?.has(edge.id) ?? false} now={now?.has(edge.id) ?? false} />
        ))}
        {nodes.map((each) => (
          <Box
            key={each.node.bundle}
            each={each}
            x={(drawing.places.get(each.node.bundle)?.x ?? 0) - NODE_WIDTH / 2}
            y={(drawing.places.get(each.node.bundle)?.y ?? 0) - NODE_HEIGHT / 2}
            entry={each.node.bundle === entry}
            onOpen={onOpen}
            onChoose={setChosen}
            onPoint={setPointed}
          />
        ))}
      </svg>
    </div>
  );
}

/** Drawn anew only when a bundle or a line comes or goes. */
function useDrawing(view: MapView): Drawing {
  const shape = [...view.nodes.map((each) => each.node.bundle), '', ...view.edges.map((edge) => edge.id)].join('\n');
  return useMemo(
    () =>
      arrange(
        view.nodes.map((each) => ({ bundle: each.node.bundle, kind: each.node.kind })),
        view.edges,
      ),
    // The figures change each second, the shape seldom.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [shape],
  );
}

/** How much smaller than usual the drawing has to be to fit in. */
function useFit(frame: RefObject<HTMLDivElement | null>, width: number): number {
  const [room, setRoom] = useState(0);
  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const measure = () => setRoom(element.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);
  return room > 0 ? Math.max(SMALLEST, Math.min(1, room / width)) : 1;
}

interface LineProps {
  edge: Edge;
  drawing: Drawing;
  marker: string;
  faded: boolean;
  path: boolean;
  now: boolean;
}

function Line({ edge, drawing, marker, faded, path, now }: LineProps) {
  const { t } = useI18n();
  const { bundle, message } = useNames();
  const points = drawing.lines.get(edge.id) ?? [];
  const aside = edge.from < edge.to ? -ASIDE : ASIDE;
  const busy = (edge.rate ?? 0) > 0;
  const style = path ? '-path' : edge.failing ? '-bad' : busy ? '-busy' : '';
  const types = edge.flows.map((flow) => `${message(flow.type)} ${shownRate(flow.rate)}/s · ${flow.total}`);
  const half = points[Math.floor(points.length / 2)];
  return (
    <g
      className={`routes-line routes-line${style || '-still'}${edge.seam ? ' routes-seam' : ''}${faded ? ' routes-faded' : ''}${now ? ' routes-now' : ''}`}
      data-testid={`route-edge-${edge.id}`}
      data-total={edge.total}
      data-path={path}
      data-failing={edge.failing}
    >
      <title>{[t('routes.fromTo', { from: bundle(edge.from), to: bundle(edge.to) }), ...new Set(types)].join('\n')}</title>
      <path d={pathThrough(points, aside)} className="routes-touch" />
      <path d={pathThrough(points, aside)} style={{ strokeWidth: 1 + Math.min(4, Math.log2(1 + (edge.rate ?? 0))) }} markerEnd={`url(#${marker}${style})`} />
      {busy && half && (
        <text x={half.x} y={half.y + aside * 1.6} textAnchor="middle" className="num">
          {shownRate(edge.rate)}
        </text>
      )}
    </g>
  );
}

interface BoxProps {
  each: NodeView;
  x: number;
  y: number;
  /** The one box that the Tab key reaches; the others are reached by arrows. */
  entry: boolean;
  onOpen(bundle: string): void;
  onChoose(bundle: string): void;
  onPoint(bundle: string | undefined): void;
}

const Box = memo(function Box({ each, x, y, entry, onOpen, onChoose, onPoint }: BoxProps) {
  const { t } = useI18n();
  const names = useNames();
  const { node } = each;
  const name = names.bundle(node.bundle);
  const state = stateOf(each);
  const figures = t('routes.figures', { out: shownRate(each.out), in: shownRate(each.in) });
  const lag = each.lag > 0 ? [t('routes.waiting', { n: each.lag })] : [];
  const trouble = [
    ...(each.letters > 0 ? [t('routes.letters', { n: each.letters })] : []),
    ...(state === 'gone' || state === 'stopped' ? [t(`routes.state.${state}`)] : []),
    ...(state === 'bad' && each.letters === 0 ? [t('routes.failing')] : []),
  ];
  return (
    <g
      className={`routes-node routes-kind-${node.kind} routes-${state}`}
      transform={`translate(${x} ${y})`}
      role="button"
      tabIndex={entry ? 0 : -1}
      data-node={node.bundle}
      data-testid={`route-node-${node.bundle}`}
      data-state={state}
      data-lag={each.lag}
      data-letters={each.letters}
      aria-label={[name, t(`routes.kind.${node.kind}`), figures, ...lag, ...trouble].join(', ')}
      onClick={() => onOpen(node.bundle)}
      onFocus={() => onChoose(node.bundle)}
      onMouseEnter={() => onPoint(node.bundle)}
      onMouseLeave={() => onPoint(undefined)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        onOpen(node.bundle);
      }}
    >
      <title>{node.bundle}</title>
      <rect width={NODE_WIDTH} height={NODE_HEIGHT} rx={7} />
      <rect width={5} height={NODE_HEIGHT} rx={2} className="routes-mark" />
      <text x={14} y={20} className="routes-name">
        {name.length > 17 ? `${name.slice(0, 16)}…` : name}
      </text>
      <text x={14} y={36} className="routes-small num">
        {figures}
      </text>
      <text x={14} y={51} className={trouble.length > 0 ? 'routes-small routes-trouble' : 'routes-small'}>
        {[...lag, ...trouble].join(' · ') || node.versions.join(', ')}
      </text>
    </g>
  );
});

/** What a box shows by its border and in words. */
function stateOf({ node, letters, failing, consumers }: NodeView): 'gone' | 'stopped' | 'bad' | 'warn' | 'well' {
  if (node.versions.length === 0) return 'gone';
  if (!node.active) return 'stopped';
  if (failing || letters > 0) return 'bad';
  const linked = node.instances.every((each) => each.state === 'ONLINE');
  return linked && consumers.every((each) => each.fed) ? 'well' : 'warn';
}
