// SPDX-License-Identifier: Apache-2.0
package org.shuniu.workflow.engine;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.util.tracker.BundleTracker;
import org.shuniu.api.base.HubException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts each active bundle with the header {@code Shuniu-Workflow} on the shelf. */
final class PackTracker extends BundleTracker<String> {
  private static final Logger LOG = LoggerFactory.getLogger(PackTracker.class);
  private static final String HEADER = "Shuniu-Workflow";

  private final Shelf shelf;

  PackTracker(BundleContext context, Shelf shelf) {
    super(context, Bundle.ACTIVE, null);
    this.shelf = shelf;
  }

  @Override
  public @Nullable String addingBundle(Bundle bundle, @Nullable BundleEvent event) {
    if (bundle.getHeaders().get(HEADER) == null) {
      return null;
    }
    String name = bundle.getSymbolicName();
    try {
      Enumeration<URL> files = bundle.findEntries("workflow", "*", false);
      shelf.put(PackReader.read(name, files == null ? List.of() : Collections.list(files)));
    } catch (IOException | HubException e) {
      LOG.error("{}: the pack is not read: {}", name, e.getMessage());
    }
    return name;
  }

  @Override
  public void removedBundle(Bundle bundle, @Nullable BundleEvent event, String name) {
    shelf.remove(name);
  }
}
