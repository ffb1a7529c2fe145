// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.rest;

import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.shuniu.api.business.spi.BusinessRequest;
import org.shuniu.business.kit.Faults;
import org.shuniu.business.kit.mapping.Section;

/**
 * Where an operation is sent, and how.
 *
 * @param path below the base, with its query; {@code {field}} stands for a field of the content,
 *     {@code {request}} and {@code {matter}} for the ids
 */
record RestPart(String method, String path, Form form) {
  private static final Pattern FIELD = Pattern.compile("\\{([A-Za-z][A-Za-z0-9_]*)}");

  /** How a body is written. */
  enum Form {
    JSON,
    FORM,
    NONE
  }

  static RestPart of(Section section) {
    String method = section.text("method").orElse("POST");
    if (!method.matches("GET|POST|PUT|PATCH|DELETE")) {
      throw section.wrong("method", "has to be GET, POST, PUT, PATCH or DELETE");
    }
    boolean bare = method.equals("GET") || method.equals("DELETE");
    RestPart part =
        new RestPart(
            method,
            section.text("path", "/[^\\s#]{0,500}"),
            section.choice("as", Form.class, bare ? Form.NONE : Form.JSON));
    section.end();
    return part;
  }

  /** The path for a request. Fails with {@code business.content.invalid}. */
  String path(BusinessRequest request, Charset charset) {
    return FIELD.matcher(path).replaceAll(found -> value(found, request, charset));
  }

  private static String value(MatchResult found, BusinessRequest request, Charset charset) {
    String field = found.group(1);
    Map<String, Object> content = request.content();
    Object value =
        switch (field) {
          case "request" -> request.id();
          case "matter" -> request.matter();
          default -> content.get(field);
        };
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      // No dollar or backslash is left that the replacement would understand.
      return URLEncoder.encode(String.valueOf(value), charset).replace("+", "%20");
    }
    throw Faults.invalidContent(field);
  }
}
