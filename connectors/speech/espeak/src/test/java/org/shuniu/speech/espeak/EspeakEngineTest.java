// SPDX-License-Identifier: Apache-2.0
package org.shuniu.speech.espeak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.api.speech.spi.SpeechEngine;
import org.shuniu.api.testkit.speech.SpeechEngineContract;

/** espeak-ng and SoX of this machine pass the contract. */
class EspeakEngineTest extends SpeechEngineContract {
  @TempDir Path bin;

  @Override
  protected SpeechEngine engine() {
    return new EspeakEngine(config(Map.of()));
  }

  @Test
  void aProgramThatHangsIsKilled() throws IOException {
    Path sleeper = script("sleeper", "exec sleep 600");
    Programs programs = new Programs(Duration.ofMillis(300));
    assertThatThrownBy(() -> programs.run(List.of(sleeper.toString()), "x"))
        .hasMessageContaining("longer than 300 ms");
    assertThat(
            ProcessHandle.current()
                .children()
                .map(child -> Optional.of(child).filter(ProcessHandle::isAlive))
                .flatMap(Optional::stream)
                .flatMap(child -> child.info().commandLine().stream())
                .filter(line -> line.contains("sleep 600")))
        .isEmpty();
  }

  @Test
  void aProgramThatFailsSaysWhy() throws IOException {
    Path broken = script("broken", "echo 'no voice'; exit 3");
    Programs programs = new Programs(Duration.ofSeconds(5));
    assertThatThrownBy(() -> programs.run(List.of(broken.toString()), ""))
        .hasMessageContaining("ended with 3: no voice");
  }

  private Path script(String name, String body) throws IOException {
    Path file = bin.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return file;
  }

  /** The configuration with its defaults, but for what is given. */
  private static EspeakConfig config(Map<String, Object> values) {
    return (EspeakConfig)
        Proxy.newProxyInstance(
            EspeakConfig.class.getClassLoader(),
            new Class<?>[] {EspeakConfig.class, Annotation.class},
            (self, method, arguments) ->
                values.getOrDefault(method.getName(), method.getDefaultValue()));
  }
}
