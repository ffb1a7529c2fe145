// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.plugins.life;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.shuniu.api.base.HubException;

/**
 * A jar that may become a plugin, as far as its manifest and its content tell.
 *
 * @param name symbolic name
 * @param version of the bundle
 * @param sha256 of the whole file
 * @param headers of the manifest
 */
record PluginFile(
    String name, String version, String sha256, long size, Map<String, String> headers) {
  /** Which form of its stored data it writes; a plugin never meets data of a higher one. */
  static final String DATA_VERSION = "Shuniu-Data-Version";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
  private static final Pattern SEAM =
      Pattern.compile("org\\.shuniu\\.api\\.(pbx|channel|business|workflow|speech)\\.spi\\b");
  private static final int LONGEST_NAME = 120;

  /** Reads the headers; refuses what is no plugin. */
  static PluginFile of(String sha256, long size, Map<String, String> headers) {
    String name = headers.getOrDefault(Constants.BUNDLE_SYMBOLICNAME, "").split(";", 2)[0].strip();
    if (name.isEmpty()) {
      throw HubException.invalid("plugins.file.no-plugin", Map.of());
    }
    if (!NAME.matcher(name).matches() || name.length() > LONGEST_NAME) {
      throw HubException.invalid("plugins.file.corrupt", Map.of("what", "Bundle-SymbolicName"));
    }
    if (headers.containsKey(Constants.FRAGMENT_HOST)) {
      throw HubException.invalid("plugins.file.fragment", Map.of("plugin", name));
    }
    return new PluginFile(name, version(headers), sha256, size, headers).checked();
  }

  private static String version(Map<String, String> headers) {
    try {
      return Version.parseVersion(headers.get(Constants.BUNDLE_VERSION)).toString();
    } catch (IllegalArgumentException e) {
      throw HubException.invalid("plugins.file.corrupt", Map.of("what", "Bundle-Version"));
    }
  }

  private PluginFile checked() {
    try {
      dataVersion();
    } catch (NumberFormatException e) {
      throw HubException.invalid("plugins.file.corrupt", Map.of("what", DATA_VERSION));
    }
    return this;
  }

  /** See {@link #DATA_VERSION}; 0 if it says nothing. */
  int dataVersion() {
    return Integer.parseInt(headers.getOrDefault(DATA_VERSION, "0").strip());
  }

  /** What kind of plugin it is; empty if it uses no seam of the hub. */
  Optional<String> seam() {
    if (headers.containsKey("Shuniu-Workflow")) {
      return Optional.of("workflow");
    }
    return seam(headers.getOrDefault(Constants.IMPORT_PACKAGE, ""));
  }

  /** The seam whose packages are among these imports. */
  static Optional<String> seam(String imports) {
    Matcher matcher = SEAM.matcher(imports);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
