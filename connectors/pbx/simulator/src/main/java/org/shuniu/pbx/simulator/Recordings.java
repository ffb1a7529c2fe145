// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.simulator;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.shuniu.api.pbx.PbxEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The recordings of the switch; files are written outside of its lock. */
final class Recordings {
  private static final Logger LOG = LoggerFactory.getLogger(Recordings.class);

  private final SimSwitch pbx;
  private final Recorder recorder;

  Recordings(SimSwitch pbx, Recorder recorder) {
    this.pbx = pbx;
    this.recorder = recorder;
  }

  void start(SimLeg leg, String recording) {
    if (leg.recorded.add(recording)) {
      leg.recordings.put(recording, pbx.now());
      pbx.tell(
          new PbxEvent.RecordingStarted(pbx.name(), leg.call(), leg.id(), recording, pbx.now()));
    }
  }

  void stop(SimLeg leg, String recording) {
    Instant begin = leg.recordings.remove(recording);
    if (begin != null) {
      Duration length = Duration.between(begin, pbx.now());
      pbx.aside(() -> write(leg, recording, length));
    }
  }

  void stopAll(SimLeg leg) {
    List.copyOf(leg.recordings.keySet()).forEach(recording -> stop(leg, recording));
  }

  private void write(SimLeg leg, String recording, Duration length) {
    try {
      Recorder.Written written = recorder.write(recording, length);
      pbx.report(
          new PbxEvent.RecordingStopped(
              pbx.name(),
              leg.call(),
              leg.id(),
              recording,
              written.file().toUri().toString(),
              written.length(),
              written.bytes(),
              pbx.now()));
    } catch (IOException e) {
      LOG.warn("Recording {} of call {} is not written: {}", recording, leg.call(), e.toString());
    }
  }
}
