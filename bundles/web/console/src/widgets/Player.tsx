// SPDX-License-Identifier: Apache-2.0
import { Select } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { hub } from '../api/hub';
import type { Recording } from '../api/types';
import { duration, time } from '../app/format';
import { useI18n } from '../i18n';

const SPEEDS = [0.75, 1, 1.25, 1.5, 2];

/** Plays one recording; the hub answers ranges, so jumping does not load the whole. Pitch stays at every speed. */
export function Player({ contactId, recording }: { contactId: string; recording: Recording }) {
  const { t, word } = useI18n();
  const audio = useRef<HTMLAudioElement>(null);
  const [speed, setSpeed] = useState(1);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (audio.current) audio.current.playbackRate = speed;
  }, [speed]);
  return (
    <div className="player" data-testid="player">
      <div className="player-head small">
        <span>{t('player.of', { at: time(recording.startedAt) })}</span>
        <span className="quiet">{t('player.length', { duration: duration(recording.seconds) })}</span>
        <span className="quiet">{word('recordingState', recording.state)}</span>
      </div>
      <div className="player-line">
        <audio
          ref={audio}
          controls
          preload="metadata"
          src={hub.recordingAddress(contactId, recording.id)}
          aria-label={t('player.of', { at: time(recording.startedAt) })}
          onError={() => setFailed(true)}
          onLoadedMetadata={() => {
            setFailed(false);
            if (audio.current) audio.current.playbackRate = speed;
          }}
        />
        <Select
          size="small"
          aria-label={t('player.speed')}
          data-testid="player-speed"
          value={speed}
          onChange={setSpeed}
          options={SPEEDS.map((value) => ({ value, label: `${value}×` }))}
        />
      </div>
      {failed && (
        <span className="player-failed small" role="alert">
          {t('player.failed')}
        </span>
      )}
    </div>
  );
}
