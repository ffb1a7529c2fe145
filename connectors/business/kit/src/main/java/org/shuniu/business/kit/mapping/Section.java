// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.kit.mapping;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Fields of a mapping file below one another. Each way to read a field fails with a {@link
 * MappingError} at its line where it is not as it should be; {@link #end} fails where a field was
 * not asked for.
 */
public final class Section {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m|h)");

  private final Map<String, Node> fields = new LinkedHashMap<>();
  private final Map<String, Integer> lines = new LinkedHashMap<>();
  private final int line;

  private Section(MappingNode node) {
    this.line = lineOf(node);
    for (NodeTuple field : node.getValue()) {
      if (!(field.getKeyNode() instanceof ScalarNode name)) {
        throw new MappingError(lineOf(field.getKeyNode()), "field", "a field's name is a text");
      }
      if (fields.put(name.getValue(), field.getValueNode()) != null) {
        throw new MappingError(
            lineOf(name), "field", "%s is there twice".formatted(name.getValue()));
      }
      lines.put(name.getValue(), lineOf(name));
    }
  }

  static Section of(Node node) {
    if (node instanceof MappingNode mapping) {
      return new Section(mapping);
    }
    throw new MappingError(lineOf(node), "field", "fields are expected here");
  }

  static int lineOf(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  /** Where it begins. */
  public int line() {
    return line;
  }

  /** The line of a field, or of the section where it is missing. */
  public int line(String field) {
    return lines.getOrDefault(field, line);
  }

  /** Fails: what is wrong with a field. */
  public MappingError wrong(String field, String detail) {
    return new MappingError(line(field), "field", field + ": " + detail);
  }

  private Optional<Node> take(String field) {
    return Optional.ofNullable(fields.remove(field));
  }

  /** A text; empty where the field is missing. */
  public Optional<Passage> passage(String field) {
    return take(field)
        .map(
            node -> {
              if (!(node instanceof ScalarNode scalar)) {
                throw wrong(field, "a text is expected");
              }
              boolean block =
                  scalar.getScalarStyle() == ScalarStyle.LITERAL
                      || scalar.getScalarStyle() == ScalarStyle.FOLDED;
              return new Passage(scalar.getValue(), lineOf(node) + (block ? 1 : 0));
            });
  }

  /** A text; empty where the field is missing. */
  public Optional<String> text(String field) {
    return passage(field).map(Passage::text);
  }

  /** A text that has to be there and to have a form. */
  public String text(String field, String pattern) {
    return text(field)
        .filter(text -> text.matches(pattern))
        .orElseThrow(() -> wrong(field, "has to be like " + pattern));
  }

  /** A whole number within bounds. */
  public int number(String field, int least, int most, int otherwise) {
    Optional<String> text = text(field);
    if (text.isEmpty()) {
      return otherwise;
    }
    if (text.get().matches("\\d{1,9}")) {
      int value = Integer.parseInt(text.get());
      if (value >= least && value <= most) {
        return value;
      }
    }
    throw wrong(field, "has to be a number from %d to %d".formatted(least, most));
  }

  /** A time such as {@code 500ms}, {@code 60s}, {@code 10m}, {@code 24h}. */
  public Optional<Duration> duration(String field) {
    return text(field)
        .map(
            text -> {
              Matcher parts = DURATION.matcher(text);
              if (!parts.matches()) {
                throw wrong(field, "has to be like 500ms, 60s, 10m or 24h");
              }
              long amount = Long.parseLong(parts.group(1));
              return switch (parts.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                default -> Duration.ofHours(amount);
              };
            });
  }

  /** One of the constants, written in lower case with hyphens. */
  public <E extends Enum<E>> E choice(String field, Class<E> type, E otherwise) {
    Optional<String> text = text(field);
    return text.isEmpty()
        ? otherwise
        : Arrays.stream(type.getEnumConstants())
            .filter(constant -> written(constant).equals(text.get()))
            .findFirst()
            .orElseThrow(
                () ->
                    wrong(
                        field,
                        "has to be one of "
                            + Arrays.stream(type.getEnumConstants())
                                .map(Section::written)
                                .collect(Collectors.joining(", "))));
  }

  private static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Fields below this one; empty where it is missing. */
  public Optional<Section> section(String field) {
    return take(field).map(Section::of);
  }

  /** Named sections, in their order. */
  public Map<String, Section> sections(String field) {
    Map<String, Section> found = new LinkedHashMap<>();
    section(field)
        .ifPresent(
            all ->
                List.copyOf(all.fields.keySet())
                    .forEach(name -> all.section(name).ifPresent(one -> found.put(name, one))));
    return found;
  }

  /** Sections one after another. */
  public List<Section> list(String field) {
    return nodes(field).stream().map(Section::of).toList();
  }

  /** Texts one after another. */
  public List<String> texts(String field) {
    return nodes(field).stream()
        .map(
            node -> {
              if (node instanceof ScalarNode scalar) {
                return scalar.getValue();
              }
              throw wrong(field, "texts are expected");
            })
        .toList();
  }

  private List<Node> nodes(String field) {
    Optional<Node> node = take(field);
    if (node.isEmpty()) {
      return List.of();
    }
    if (node.get() instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    throw wrong(field, "a list is expected");
  }

  /** Names and texts, in their order. */
  public Map<String, String> pairs(String field) {
    Map<String, String> found = new LinkedHashMap<>();
    section(field)
        .ifPresent(
            all ->
                List.copyOf(all.fields.keySet())
                    .forEach(name -> all.text(name).ifPresent(text -> found.put(name, text))));
    return found;
  }

  /** Any value, as of JSON. */
  public Optional<Object> value(String field) {
    return take(field).map(Section::plain);
  }

  /** Values by name, as of a JSON object. */
  public Optional<Map<String, Object>> object(String field) {
    return value(field)
        .map(
            value -> {
              if (value instanceof Map<?, ?> map) {
                Map<String, Object> object = new LinkedHashMap<>();
                map.forEach((key, one) -> object.put(String.valueOf(key), one));
                return object;
              }
              throw wrong(field, "an object is expected");
            });
  }

  private static Object plain(Node node) {
    if (node instanceof MappingNode mapping) {
      Map<String, Object> object = new LinkedHashMap<>();
      new Section(mapping).fields.forEach((name, value) -> object.put(name, plain(value)));
      return object;
    }
    if (node instanceof SequenceNode sequence) {
      List<Object> values = new ArrayList<>();
      sequence.getValue().forEach(value -> values.add(plain(value)));
      return values;
    }
    return scalar((ScalarNode) node);
  }

  /** As JSON has them: what looks like a date or like octal digits is a text. */
  private static Object scalar(ScalarNode node) {
    String text = node.getValue();
    if (node.getTag().equals(Tag.BOOL) && text.matches("true|false")) {
      return Boolean.valueOf(text);
    }
    if (node.getTag().equals(Tag.INT) && text.matches("-?(0|[1-9]\\d{0,17})")) {
      long value = Long.parseLong(text);
      return value == (int) value ? (Object) (int) value : (Object) value;
    }
    if (node.getTag().equals(Tag.FLOAT) && text.matches("-?\\d+\\.\\d+([eE][-+]?\\d+)?")) {
      return Double.valueOf(text);
    }
    return text;
  }

  /** Fails where a field is left that nobody asked for. */
  public void end() {
    fields.keySet().stream()
        .findFirst()
        .ifPresent(
            name -> {
              throw new MappingError(line(name), "field", "there is no field " + name);
            });
  }
}
