// SPDX-License-Identifier: Apache-2.0
package org.shuniu.speech.espeak;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.ConnectionProbe;

/** Tries whether the programs are on this machine, and knows both voices; nothing is heard. */
@Component(
    service = {},
    factory = ConnectionProbe.FACTORY,
    configurationPolicy = ConfigurationPolicy.IGNORE)
public final class EspeakProbe implements ConnectionProbe {
  private static final int PROGRAMS = 4;

  private final EspeakConfig config;

  @Activate
  public EspeakProbe(EspeakConfig config) {
    this.config = config;
  }

  @Override
  public Answer probe(Duration limit) {
    Programs programs = new Programs(limit.dividedBy(PROGRAMS));
    run(programs, "speech.executable.missing", config.executable(), "--version");
    run(programs, "speech.executable.missing", config.converter(), "--version");
    for (String voice : List.of(config.voiceZh(), config.voiceEn())) {
      run(programs, "speech.voice.unknown", config.executable(), "-q", "-v", voice, "1");
    }
    return Answer.of(config.executable());
  }

  private void run(Programs programs, String code, String... command) {
    try {
      programs.run(List.of(command), "");
    } catch (IOException e) {
      throw HubException.external(
          code, Map.of("program", command[0], "voice", command[command.length - 2]));
    }
  }
}
