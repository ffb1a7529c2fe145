// SPDX-License-Identifier: Apache-2.0
package org.shuniu.archetype.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuniu.api.hub.LinkState;
import org.shuniu.api.speech.spi.SpeechEngine;
import org.shuniu.api.testkit.FakeConnectorContext;
import org.shuniu.api.testkit.speech.SpeechEngineContract;

/** The engine passes the contract with a small speaker of the test's own. */
class SampleEngineTest extends SpeechEngineContract {
  @TempDir Path bin;

  @Override
  protected SpeechEngine engine() {
    return new SampleEngine(config(Map.of("command", speaker() + " {out}", "converter", "")));
  }

  /** The JDK that runs the tests, with the classes of the tests. */
  private static String speaker() {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return java + " -XX:TieredStopAtLevel=1 -cp target/test-classes " + Voice.class.getName();
  }

  @Test
  void aProgramThatHangsIsKilled() throws IOException {
    Command hanging = new Command(script("exec sleep 600"), Duration.ofMillis(300));
    assertThatThrownBy(() -> hanging.run(Map.of(), "x")).hasMessageContaining("took too long");
  }

  @Test
  void aProgramThatFailsSaysWhy() throws IOException {
    Command broken = new Command(script("echo 'no voice'; exit 3"), Duration.ofSeconds(5));
    assertThatThrownBy(() -> broken.run(Map.of(), ""))
        .hasMessageContaining("ended with 3: no voice");
  }

  @Test
  void whatIsNotForTelephonesIsRefused() throws IOException {
    Path file = Files.writeString(bin.resolve("a.wav"), "no sound at all, but long enough to look");
    assertThatThrownBy(() -> Wav.require(file)).hasMessageContaining("no WAV file");
  }

  @Test
  void aMissingProgramIsAStateOfTheLink() {
    SpeechEngine missing = new SampleEngine(config(Map.of("command", "no-such-program {out}")));
    try (FakeConnectorContext context = new FakeConnectorContext("missing", bin)) {
      missing.start(context);
      context.awaitLink(LinkState.Status.OFFLINE);
      assertThat(context.links())
          .last()
          .extracting(LinkState::reason)
          .isEqualTo("speech.executable.missing");
      missing.stop();
    }
  }

  private String script(String body) throws IOException {
    Path file = Files.writeString(bin.resolve("script"), "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return file.toString();
  }

  /** The configuration with its defaults, but for what is given. */
  private static SampleConfig config(Map<String, Object> values) {
    return (SampleConfig)
        Proxy.newProxyInstance(
            SampleConfig.class.getClassLoader(),
            new Class<?>[] {SampleConfig.class, Annotation.class},
            (self, method, arguments) ->
                values.getOrDefault(method.getName(), method.getDefaultValue()));
  }
}
