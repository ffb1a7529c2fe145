// SPDX-License-Identifier: Apache-2.0
package org.shuniu.web.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URL;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The paths that the installed bundles promise in their documents, whether they serve them yet or
 * not: while the hub starts, "not yet" is not "never".
 */
final class Announced {
  private static final Logger LOG = LoggerFactory.getLogger(Announced.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Promise(long lastModified, Set<String> prefixes) {}

  private final BundleContext context;

  /** By bundle id: a question for an unknown path costs no look into a jar. */
  private final Map<Long, Promise> promises = new ConcurrentHashMap<>();

  Announced(BundleContext context) {
    this.context = context;
  }

  /** Whether any bundle announces exactly this path, as far as it has no variable. */
  boolean contains(String path) {
    return Arrays.stream(context.getBundles())
        .anyMatch(bundle -> promise(bundle).prefixes().contains(path));
  }

  private Promise promise(Bundle bundle) {
    Promise known = promises.get(bundle.getBundleId());
    if (known == null || known.lastModified() != bundle.getLastModified()) {
      known = new Promise(bundle.getLastModified(), prefixes(bundle));
      promises.put(bundle.getBundleId(), known);
    }
    return known;
  }

  private static Set<String> prefixes(Bundle bundle) {
    Set<String> prefixes = new HashSet<>();
    URL document = bundle.getEntry(Resources.DOCUMENT);
    if (document != null) {
      try {
        JSON.readTree(document)
            .path("paths")
            .fieldNames()
            .forEachRemaining(path -> prefixes.add(Resources.prefix(path)));
      } catch (IOException e) {
        LOG.warn("the document of {} cannot be read: {}", bundle.getSymbolicName(), e.toString());
      }
    }
    return prefixes;
  }
}
