// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit.mapping;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.shuniu.api.business.spi.MappingDifference;
import org.shuniu.api.business.spi.MappingDifference.Side;
import org.shuniu.business.kit.Json;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Where two values, or two documents, are not the same. */
final class Differences {
  private static final int MAX_FOUND = 100;

  private final Side side;
  private final List<MappingDifference> found = new ArrayList<>();

  private Differences(Side side) {
    this.side = side;
  }

  /** Two texts that are documents are compared as documents. */
  static List<MappingDifference> between(Side side, Object expected, Object actual) {
    Differences differences = new Differences(side);
    Optional<Document> one = document(expected);
    Optional<Document> other = document(actual);
    if (one.isPresent() && other.isPresent()) {
      Element root = one.get().getDocumentElement();
      differences.elements("/" + root.getLocalName(), root, other.get().getDocumentElement());
    } else {
      differences.values("", expected, actual);
    }
    return differences.found;
  }

  private static Optional<Document> document(Object value) {
    if (value instanceof String text && text.strip().startsWith("<")) {
      try {
        return Optional.of(Xml.document(text.strip()));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private void add(String path, String expected, String actual) {
    if (found.size() < MAX_FOUND) {
      found.add(new MappingDifference(side, path, expected, actual));
    }
  }

  private void values(String path, Object expected, Object actual) {
    if (expected instanceof Map<?, ?> one && actual instanceof Map<?, ?> other) {
      Set<Object> names = new LinkedHashSet<>(one.keySet());
      names.addAll(other.keySet());
      for (Object name : names) {
        String step = String.valueOf(name).replace("~", "~0").replace("/", "~1");
        values(path + "/" + step, of(one, name), of(other, name));
      }
    } else if (expected instanceof List<?> one && actual instanceof List<?> other) {
      for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
        values(path + "/" + i, of(one, i), of(other, i));
      }
    } else if (!same(expected, actual)) {
      add(path, shown(expected), shown(actual));
    }
  }

  private static Object of(Map<?, ?> map, Object name) {
    Object value = map.get(name);
    return value == null ? Values.NOTHING : value;
  }

  private static Object of(List<?> list, int place) {
    return place < list.size() ? list.get(place) : Values.NOTHING;
  }

  private static boolean same(Object expected, Object actual) {
    return expected instanceof Number one && actual instanceof Number other
        ? Double.compare(one.doubleValue(), other.doubleValue()) == 0
        : expected.equals(actual);
  }

  private static String shown(Object value) {
    return value == Values.NOTHING ? "" : new String(Json.bytes(value), StandardCharsets.UTF_8);
  }

  private void elements(String path, Element expected, Element actual) {
    if (!name(expected).equals(name(actual))) {
      add(path, name(expected), name(actual));
      return;
    }
    Map<String, String> one = attributes(expected);
    Map<String, String> other = attributes(actual);
    Set<String> names = new LinkedHashSet<>(one.keySet());
    names.addAll(other.keySet());
    for (String name : names) {
      if (!one.getOrDefault(name, "").equals(other.getOrDefault(name, ""))) {
        add(path + "/@" + name, one.getOrDefault(name, ""), other.getOrDefault(name, ""));
      }
    }
    List<Element> children = children(expected);
    List<Element> others = children(actual);
    if (children.isEmpty() && others.isEmpty()) {
      if (!expected.getTextContent().strip().equals(actual.getTextContent().strip())) {
        add(path, expected.getTextContent().strip(), actual.getTextContent().strip());
      }
      return;
    }
    for (int i = 0; i < Math.max(children.size(), others.size()); i++) {
      String step = "%s/*[%d]".formatted(path, i + 1);
      if (i >= children.size()) {
        add(step, "", name(others.get(i)));
      } else if (i >= others.size()) {
        add(step, name(children.get(i)), "");
      } else {
        elements(path + "/" + children.get(i).getLocalName(), children.get(i), others.get(i));
      }
    }
  }

  private static String name(Element element) {
    return element.getNamespaceURI() == null
        ? element.getLocalName()
        : "{%s}%s".formatted(element.getNamespaceURI(), element.getLocalName());
  }

  private static Map<String, String> attributes(Element element) {
    Map<String, String> attributes = new TreeMap<>();
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      Node attribute = element.getAttributes().item(i);
      if (!String.valueOf(attribute.getNodeName()).startsWith("xmlns")) {
        attributes.put(attribute.getNodeName(), attribute.getNodeValue());
      }
    }
    return attributes;
  }

  private static List<Element> children(Element element) {
    List<Element> children = new ArrayList<>();
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child) {
        children.add(child);
      }
    }
    return children;
  }
}
