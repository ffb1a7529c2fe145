// SPDX-License-Identifier: Apache-2.0
package org.shuniu.web.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssetsTest {
  private final Assets assets =
      Assets.of(
          Map.of(
              "index.html", "<html>".getBytes(UTF_8),
              "assets/index-1a2b.js", "console".getBytes(UTF_8),
              "assets/index-1a2b.js.gz", "packed".getBytes(UTF_8)));

  @ParameterizedTest
  @ValueSource(strings = {"/", "", "/desktop", "/contacts", "/no/such/screen"})
  void screensGiveTheStartPage(String path) {
    assertThat(assets.find(path)).get().extracting(Asset::path).isEqualTo("index.html");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/index-old.js",
        "/assets/nothing",
        "/api/v1/contacts",
        "/api/nothing",
        "/../etc/passwd.txt",
        "/META-INF/MANIFEST.MF",
        "/assets/index-1a2b.js.gz"
      })
  void nothingElseIsServed(String path) {
    assertThat(assets.find(path)).isEmpty();
  }

  @Test
  void compressedFilesAreAFormOfTheirFile() {
    assertThat(assets.size()).isEqualTo(2);
    Asset script = assets.find("/assets/index-1a2b.js").orElseThrow();
    assertThat(script.content()).asString(UTF_8).isEqualTo("console");
    assertThat(script.gzip())
        .get()
        .extracting(bytes -> new String(bytes, UTF_8))
        .isEqualTo("packed");
    assertThat(script.type()).isEqualTo("text/javascript; charset=utf-8");
    assertThat(script.immutable()).isTrue();
    assertThat(assets.find("/").orElseThrow().immutable()).isFalse();
  }

  @Test
  void theValidatorFollowsTheContent() {
    Asset other = Asset.of("index.html", "<html>2".getBytes(UTF_8), java.util.Optional.empty());
    assertThat(assets.find("/").orElseThrow().etag())
        .matches("\"[0-9a-f]{32}\"")
        .isNotEqualTo(other.etag());
  }
}
