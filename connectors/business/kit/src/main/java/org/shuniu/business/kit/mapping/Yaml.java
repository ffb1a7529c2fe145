// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit.mapping;

import java.io.StringReader;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** YAML without what makes it dangerous: no tags, no anchors, not long, not deep. */
final class Yaml {
  static final int MAX_TEXT = 1_048_576;
  private static final int MAX_DEPTH = 30;

  private Yaml() {}

  /** Reads a file's text. Fails with a {@link MappingError}. */
  static Section read(String text) {
    if (text.length() > MAX_TEXT) {
      throw new MappingError(1, "too-long", "longer than %d characters".formatted(MAX_TEXT));
    }
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setCodePointLimit(MAX_TEXT);
    options.setAllowDuplicateKeys(false);
    try {
      plain(text, options);
      Composer composer =
          new Composer(
              new ParserImpl(new StreamReader(new StringReader(text)), options),
              new Resolver(),
              options);
      Node root = composer.getSingleNode();
      if (root == null) {
        throw new MappingError(1, "yaml", "there is nothing in it");
      }
      return Section.of(root);
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      throw new MappingError(line, "yaml", String.valueOf(e.getProblem()));
    } catch (YAMLException e) {
      throw new MappingError(1, "yaml", String.valueOf(e.getMessage()));
    }
  }

  private static void plain(String text, LoaderOptions options) {
    ParserImpl events = new ParserImpl(new StreamReader(new StringReader(text)), options);
    while (events.peekEvent() != null) {
      Event event = events.getEvent();
      int line = event.getStartMark() == null ? 1 : event.getStartMark().getLine() + 1;
      if (event instanceof AliasEvent
          || (event instanceof NodeEvent node && node.getAnchor() != null)) {
        throw new MappingError(line, "yaml", "anchors are not allowed");
      }
      if (tag(event) != null) {
        throw new MappingError(line, "yaml", "tags are not allowed");
      }
    }
  }

  private static @Nullable String tag(Event event) {
    if (event instanceof ScalarEvent scalar) {
      return scalar.getTag();
    }
    return event instanceof CollectionStartEvent start ? start.getTag() : null;
  }
}
