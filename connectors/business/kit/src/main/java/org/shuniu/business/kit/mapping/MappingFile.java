// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;

/**
 * The file of a mapping.
 *
 * @param name without its ending
 */
public record MappingFile(Path directory, String name) {
  /** Fails with a {@link MappingError} for a name that is none. */
  public MappingFile {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,59}")) {
      throw new MappingError(1, "name", "a mapping's name has letters, digits, - and _ only");
    }
  }

  /** Where the files of a hub lie: {@code etc/links} of its home. */
  public static Path directory(BundleContext bundle) {
    return Stream.of("shuniu.home", "karaf.base")
        .map(bundle::getProperty)
        .filter(home -> home != null && !home.isBlank())
        .findFirst()
        .map(Path::of)
        .orElse(Path.of("."))
        .resolve("etc")
        .resolve("links");
  }

  private Path path() {
    return directory.resolve(name + ".yaml");
  }

  /** Something that changes when the file does. */
  String stamp() {
    try {
      return Files.getLastModifiedTime(path()) + "/" + Files.size(path());
    } catch (IOException e) {
      return "missing";
    }
  }

  /** Fails with a {@link MappingError}. */
  String read() {
    try (InputStream in = Files.newInputStream(path())) {
      byte[] bytes = in.readNBytes(4 * Yaml.MAX_TEXT + 1);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new MappingError(1, "charset", "it is not UTF-8");
    } catch (IOException e) {
      throw new MappingError(1, "missing", "etc/links/%s.yaml cannot be read".formatted(name));
    }
  }
}
