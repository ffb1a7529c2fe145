// SPDX-License-Identifier: Apache-2.0
package org.shuniu.api.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * What an administrator reads of a connector's settings is what the code has (P8): the table of the
 * README, the help in both languages and the example all agree with the metatype that the build
 * wrote. A test class of the connector extends it; it needs the module's folder as working folder.
 */
@SuppressWarnings("NullAway.Init")
public abstract class SettingsContract {
  private static final Path CLASSES = Path.of("target/classes");

  /** A row of the README's table: names in the first column, defaults in the second. */
  private static final Pattern ROW = Pattern.compile("^\\|([^|]+)\\|([^|]+)\\|.*");

  private static final Pattern QUOTED = Pattern.compile("`([^`]*)`|–");

  private Element description;

  @BeforeEach
  final void readDescription() throws Exception {
    List<Path> documents = files(CLASSES.resolve("OSGI-INF/metatype"), ".xml");
    assertThat(documents).as("metatype documents").hasSize(1);
    var factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    description =
        factory.newDocumentBuilder().parse(documents.get(0).toFile()).getDocumentElement();
  }

  @Test
  @DisplayName("the README's table has every setting with its default")
  void readme() throws IOException {
    assertThat(table(Path.of("README.md"))).isEqualTo(defaults());
  }

  @Test
  @DisplayName("every text of a form is there in English and in Chinese")
  void bothLanguages() throws IOException {
    String base = description.getAttribute("localization");
    Properties english = texts(CLASSES.resolve(base + ".properties"));
    Properties chinese = texts(CLASSES.resolve(base + "_zh.properties"));
    assertThat(english.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(keys());
    assertThat(chinese.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(keys());
    assertThat(chinese.entrySet())
        .filteredOn(text -> String.valueOf(text.getKey()).endsWith(".help"))
        .allMatch(text -> String.valueOf(text.getValue()).codePoints().anyMatch(this::chinese));
  }

  private boolean chinese(int letter) {
    return Character.UnicodeScript.of(letter) == Character.UnicodeScript.HAN;
  }

  @Test
  @DisplayName("the example names settings that exist")
  void example() throws IOException {
    List<Path> examples = files(Path.of("etc"), ".cfg");
    assertThat(examples).as("examples in etc").isNotEmpty();
    for (Path example : examples) {
      assertThat(defaults().keySet()).containsAll(texts(example).stringPropertyNames());
    }
  }

  private Map<String, String> defaults() {
    Map<String, String> defaults = new LinkedHashMap<>();
    elements("AD").forEach(ad -> defaults.put(ad.getAttribute("id"), written(ad)));
    return defaults;
  }

  /** The default as people write it: without escapes, a whole number without its fraction. */
  private static String written(Element attribute) {
    return attribute
        .getAttribute("default")
        .replaceAll("\\\\(.)", "$1")
        .replaceFirst("^(-?[0-9]+)\\.0$", "$1");
  }

  /** Keys of all texts that the description refers to. */
  private Set<String> keys() {
    Set<String> keys = new TreeSet<>();
    Stream.of("OCD", "AD", "Option")
        .flatMap(this::elements)
        .flatMap(
            element ->
                Stream.of("name", "description", "label")
                    .map(element::getAttribute)
                    .filter(text -> text.startsWith("%")))
        .forEach(text -> keys.add(text.substring(1)));
    return keys;
  }

  private Stream<Element> elements(String name) {
    NodeList nodes = description.getElementsByTagNameNS("*", name);
    NodeList found = nodes.getLength() > 0 ? nodes : description.getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(found::item).map(Element.class::cast);
  }

  /** The rows of the first table whose header begins with "setting". */
  private static Map<String, String> table(Path readme) throws IOException {
    Map<String, String> rows = new LinkedHashMap<>();
    List<String> lines =
        Files.readAllLines(readme).stream()
            .dropWhile(line -> !line.startsWith("| setting |"))
            .skip(2)
            .takeWhile(line -> line.startsWith("|"))
            .toList();
    for (String line : lines) {
      Matcher row = ROW.matcher(line);
      assertThat(row.matches()).as(line).isTrue();
      List<String> names = quoted(row.group(1));
      List<String> values = quoted(row.group(2));
      assertThat(values).as(line).hasSameSizeAs(names);
      IntStream.range(0, names.size()).forEach(i -> rows.put(names.get(i), values.get(i)));
    }
    return rows;
  }

  private static List<String> quoted(String cell) {
    List<String> texts = new ArrayList<>();
    Matcher text = QUOTED.matcher(cell);
    while (text.find()) {
      texts.add(Optional.ofNullable(text.group(1)).orElse(""));
    }
    return texts;
  }

  /** Read as the container reads them: letters beyond Latin-1 only as escapes. */
  private static Properties texts(Path file) throws IOException {
    Properties texts = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      texts.load(in);
    }
    return texts;
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }
}
