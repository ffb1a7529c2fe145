// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mapping that is given to integrators as an example: its own examples come out. */
class ExampleTest {
  @Test
  void has_no_fault(@TempDir Path directory) throws Exception {
    try (Rig rig = new Rig(directory)) {
      String text = Files.readString(Path.of("etc/talents.yaml"));
      assertThat(rig.newLink().read(text).faults()).isEmpty();
    }
  }
}
