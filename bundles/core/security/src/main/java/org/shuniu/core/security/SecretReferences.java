// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Secrets;

/**
 * Secrets from the environment and from files. Needs nothing else, so that everybody can use it.
 */
@Component(service = Secrets.class)
public final class SecretReferences implements Secrets {
  private static final String ENV = "env:";
  private static final String FILE = "file:";
  private static final long MAX_BYTES = 64 * 1024;

  private final Path home;
  private final UnaryOperator<@Nullable String> environment;

  @Activate
  public SecretReferences(BundleContext context) {
    this(
        Path.of(Optional.ofNullable(context.getProperty("karaf.base")).orElse(".")),
        System::getenv);
  }

  SecretReferences(Path home, UnaryOperator<@Nullable String> environment) {
    this.home = home;
    this.environment = environment;
  }

  @Override
  public String resolve(String reference) {
    if (reference.startsWith(ENV)) {
      return Optional.ofNullable(environment.apply(reference.substring(ENV.length())))
          .filter(secret -> !secret.isEmpty())
          .orElseThrow(() -> missing(reference));
    }
    if (reference.startsWith(FILE)) {
      return firstLine(reference);
    }
    // The reference itself stays untold: it may be a secret that somebody put there by mistake.
    throw HubException.invalid("hub.secret.reference-invalid", Map.of());
  }

  private String firstLine(String reference) {
    try {
      Path file = home.resolve(reference.substring(FILE.length()));
      if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
        throw missing(reference);
      }
      return Files.readString(file, StandardCharsets.UTF_8)
          .lines()
          .findFirst()
          .map(String::strip)
          .filter(secret -> !secret.isEmpty())
          .orElseThrow(() -> missing(reference));
    } catch (IOException | InvalidPathException e) {
      throw missing(reference);
    }
  }

  private static HubException missing(String reference) {
    return HubException.invalid("hub.secret.missing", Map.of("reference", reference));
  }
}
