// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.settings;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Reads one Metatype document of a bundle. The service for it does not tell the limits of numbers,
 * which a form has to show, so the document is read here.
 */
final class Metatype {
  private final String bundle;
  private final String version;
  private final Function<String, @Nullable URL> entries;
  private final String language;

  /**
   * @param entries finds files of the bundle
   * @param language {@code zh} or {@code en}; where a text lacks, the bundle's own default
   */
  Metatype(
      String bundle, String version, Function<String, @Nullable URL> entries, String language) {
    this.bundle = bundle;
    this.version = version;
    this.entries = entries;
    this.language = language;
  }

  /** What the document describes; {@link IOException} when it is none. */
  List<Schema> read(URL document) throws IOException {
    Element root = parse(document).getDocumentElement();
    UnaryOperator<String> texts = texts(root.getAttribute("localization"));
    Map<String, Element> classes = new HashMap<>();
    elements(root, "OCD").forEach(element -> classes.put(element.getAttribute("id"), element));
    List<Schema> schemas = new ArrayList<>();
    for (Element designate : elements(root, "Designate")) {
      for (Element object : elements(designate, "Object")) {
        Element definition = classes.get(object.getAttribute("ocdref"));
        if (definition != null) {
          schemas.add(schema(designate, definition, texts));
        }
      }
    }
    return schemas;
  }

  private Schema schema(Element designate, Element definition, UnaryOperator<String> texts) {
    boolean factory = designate.hasAttribute("factoryPid");
    return new Schema(
        designate.getAttribute(factory ? "factoryPid" : "pid"),
        factory,
        bundle,
        version,
        texts.apply(definition.getAttribute("name")),
        texts.apply(definition.getAttribute("description")),
        elements(definition, "AD").stream().map(element -> attribute(element, texts)).toList());
  }

  private static Attribute attribute(Element element, UnaryOperator<String> texts) {
    String id = element.getAttribute("id");
    Attribute.Type type = type(element.getAttribute("type"));
    String cardinality = element.getAttribute("cardinality");
    boolean list = !cardinality.isEmpty() && !cardinality.equals("0");
    return new Attribute(
        id,
        texts.apply(element.getAttribute("name")),
        texts.apply(element.getAttribute("description")),
        type,
        list,
        type == Attribute.Type.TEXT
            && (Values.secret(id) || element.getAttribute("type").equals("Password")),
        defaults(element, list),
        elements(element, "Option").stream()
            .map(
                option ->
                    new SettingsOption(
                        option.getAttribute("value"), texts.apply(option.getAttribute("label"))))
            .toList(),
        number(element.getAttribute("min")),
        number(element.getAttribute("max")));
  }

  private static Attribute.Type type(String name) {
    return switch (name) {
      case "Long", "Integer", "Short", "Byte" -> Attribute.Type.INTEGER;
      case "Double", "Float" -> Attribute.Type.DECIMAL;
      case "Boolean" -> Attribute.Type.BOOLEAN;
      default -> Attribute.Type.TEXT;
    };
  }

  /** Commas divide a list, a comma behind a backslash does not. */
  private static List<String> defaults(Element element, boolean list) {
    String text = element.getAttribute("default");
    if (!list) {
      return List.of(text);
    }
    return Arrays.stream(text.split("(?<!\\\\),"))
        .map(value -> value.replace("\\,", ",").strip())
        .filter(value -> !value.isEmpty())
        .toList();
  }

  private static Optional<BigDecimal> number(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(new BigDecimal(text));
  }

  private UnaryOperator<String> texts(String localization) throws IOException {
    Properties texts = new Properties();
    for (String suffix : List.of("", "_" + language)) {
      URL url =
          localization.isEmpty() ? null : entries.apply(localization + suffix + ".properties");
      if (url != null) {
        try (InputStream in = url.openStream()) {
          texts.load(in);
        }
      }
    }
    return text ->
        text.startsWith("%") ? texts.getProperty(text.substring(1), text.substring(1)) : text;
  }

  private static Document parse(URL document) throws IOException {
    try (InputStream in = document.openStream()) {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newDocumentBuilder().parse(in);
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(e);
    }
  }

  private static List<Element> elements(Element parent, String name) {
    NodeList nodes = parent.getElementsByTagName(name);
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }
}
