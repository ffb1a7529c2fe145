// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The folder {@code etc}. */
@Component(service = Etc.class)
public class Etc {
  private static final String SUFFIX = ".cfg";

  private final Path etc;
  private final Charset charset;

  @Activate
  public Etc(BundleContext context) {
    this(
        Path.of(Optional.ofNullable(context.getProperty("karaf.etc")).orElse("etc")),
        // As fileinstall finds it out.
        Charset.forName(
            Optional.ofNullable(context.getProperty("felix.fileinstall.configEncoding"))
                .orElse("ISO-8859-1")));
  }

  Etc(Path etc, Charset charset) {
    this.etc = etc;
    this.charset = charset;
  }

  ConfigFile file(String id) {
    return new ConfigFile(etc.resolve(id + SUFFIX), charset);
  }

  /** Names of all files without {@code .cfg}, in order. */
  List<String> ids() {
    try (Stream<Path> files = Files.list(etc)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** When the file was written last. */
  Optional<Instant> writtenAt(String id) {
    try {
      return Optional.of(Files.getLastModifiedTime(etc.resolve(id + SUFFIX)).toInstant());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
