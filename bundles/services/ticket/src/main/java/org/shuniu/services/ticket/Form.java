// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.ticket;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.base.HubException;

/**
 * What is asked for a ticket of one process, beyond what every ticket has (W3): docs/forms.md.
 *
 * @param requestTypes for which it is offered; none means all
 * @param notice text of notices to the citizen, with {@code {number}} and {@code {reply}}
 */
public record Form(
    String process,
    String labelZh,
    String labelEn,
    @Nullable List<RequestType> requestTypes,
    @Nullable List<FormField> fields,
    Optional<String> notice) {
  private static final int MOST_FIELDS = 60;
  private static final int MOST_OPTIONS = 200;
  private static final int LONGEST_LABEL = 100;
  private static final int LONGEST_NOTICE = 300;
  private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_-]{0,63}");

  public Form {
    requestTypes = requestTypes == null ? List.of() : List.copyOf(requestTypes);
    fields = fields == null ? List.of() : List.copyOf(fields);
    notice = Objects.requireNonNullElse(notice, Optional.<String>empty());
  }

  @Override
  public List<RequestType> requestTypes() {
    return requestTypes == null ? List.of() : requestTypes;
  }

  @Override
  public List<FormField> fields() {
    return fields == null ? List.of() : fields;
  }

  /** What a field takes. */
  public enum FieldKind {
    @JsonProperty("text")
    TEXT,
    @JsonProperty("multiline")
    MULTILINE,
    @JsonProperty("date")
    DATE,
    @JsonProperty("select")
    SELECT,
    @JsonProperty("department")
    DEPARTMENT,
    @JsonProperty("phone")
    PHONE
  }

  /** One choice of a select. */
  public record FormOption(String value, String labelZh, String labelEn) {}

  /**
   * A field.
   *
   * @param max characters at most; 0 means 200, or 2,000 of many lines
   */
  public record FormField(
      String name,
      String labelZh,
      String labelEn,
      FieldKind kind,
      boolean required,
      int max,
      @Nullable List<FormOption> options) {
    private static final int LONGEST = 4_000;
    private static final int USUAL = 200;
    private static final int USUAL_LINES = 2_000;

    public FormField {
      options = options == null ? List.of() : List.copyOf(options);
    }

    @Override
    public List<FormOption> options() {
      return options == null ? List.of() : options;
    }

    int most() {
      return max > 0 ? max : kind == FieldKind.MULTILINE ? USUAL_LINES : USUAL;
    }

    private void check() {
      refuseUnless(given(name) && NAME.matcher(name).matches(), "name");
      refuseUnless(label(labelZh) && label(labelEn), "label of " + name);
      refuseUnless(given(kind), "kind of " + name);
      refuseUnless(max >= 0 && max <= LONGEST, "max of " + name);
      boolean choices = kind == FieldKind.SELECT;
      refuseUnless(choices != options().isEmpty(), "options of " + name);
      refuseUnless(options().size() <= MOST_OPTIONS, "options of " + name);
      for (FormOption option : options()) {
        refuseUnless(given(option.value()), "options of " + name);
        refuseUnless(label(option.labelZh()) && label(option.labelEn()), "options of " + name);
      }
    }
  }

  /** The form of a pack; {@code ticket.form.invalid} if it cannot be used. */
  static Form parse(String process, String json) {
    Form form = Json.foreign(json, Form.class);
    refuseUnless(process.equals(form.process), "process");
    refuseUnless(label(form.labelZh) && label(form.labelEn), "label");
    refuseUnless(form.fields().size() <= MOST_FIELDS, "fields");
    refuseUnless(form.notice.map(String::length).orElse(0) <= LONGEST_NOTICE, "notice");
    form.fields().forEach(FormField::check);
    long names = form.fields().stream().map(FormField::name).distinct().count();
    refuseUnless(names == form.fields().size(), "names");
    return form;
  }

  /** Jackson leaves out what the JSON leaves out, whatever the types say. */
  private static boolean given(@Nullable Object value) {
    return value != null;
  }

  private static boolean label(@Nullable String text) {
    return text != null && !text.isBlank() && text.length() <= LONGEST_LABEL;
  }

  private static void refuseUnless(boolean good, String what) {
    if (!good) {
      throw HubException.invalid("ticket.form.invalid", Map.of("problem", what));
    }
  }
}
