// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.settings;

import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What can be set, of the hub's bundles and of every bundle that was made for it; a library's own
 * settings are the integrator's affair.
 */
@Component(service = Schemas.class)
public class Schemas {
  private static final Logger LOG = LoggerFactory.getLogger(Schemas.class);
  private static final String MADE_FOR_US = "org.shuniu.api.";

  private final BundleContext context;

  @Activate
  public Schemas(BundleContext context) {
    this.context = context;
  }

  /**
   * All that are installed now, ordered by PID.
   *
   * @param language {@code zh} or {@code en}
   */
  List<Schema> all(String language) {
    Map<String, Schema> all = new LinkedHashMap<>();
    Arrays.stream(context.getBundles())
        .filter(Schemas::ofTheHub)
        .flatMap(bundle -> read(bundle, language).stream())
        .forEach(schema -> all.putIfAbsent(schema.pid(), schema));
    return all.values().stream().sorted(Comparator.comparing(Schema::pid)).toList();
  }

  private static boolean ofTheHub(Bundle bundle) {
    return Optional.ofNullable(bundle.getHeaders("").get("Import-Package"))
        .filter(imports -> imports.contains(MADE_FOR_US))
        .isPresent();
  }

  private static List<Schema> read(Bundle bundle, String language) {
    Enumeration<URL> documents = bundle.findEntries("OSGI-INF/metatype", "*.xml", false);
    if (documents == null) {
      return List.of();
    }
    Metatype metatype =
        new Metatype(
            bundle.getSymbolicName(), bundle.getVersion().toString(), bundle::getEntry, language);
    List<Schema> schemas = new ArrayList<>();
    for (URL document : Collections.list(documents)) {
      try {
        schemas.addAll(metatype.read(document));
      } catch (IOException | NumberFormatException e) {
        LOG.warn("{} of {} is not understood: {}", document.getPath(), bundle, e.getMessage());
      }
    }
    return schemas;
  }
}
