// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.shuniu.check.Verdict.Result;

/** The same findings for a person at a terminal, a browser, a build server and a program. */
final class Reports {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final Map<Result, String> MARKS =
      Map.of(Result.PASSED, "passed", Result.FAILED, "FAILED", Result.NOT_APPLICABLE, "n/a   ");

  private Reports() {}

  static String text(List<Report> reports) {
    StringBuilder out = new StringBuilder();
    for (Report report : reports) {
      out.append(report.connector()).append("  ").append(report.file()).append('\n');
      for (Verdict verdict : report.verdicts()) {
        out.append(
            "  %s  %-24s %s%n".formatted(MARKS.get(verdict.result()), verdict.id(), verdict.why()));
        if (!verdict.remedy().isEmpty()) {
          out.append("          %-24s %s%n".formatted("", "-> " + verdict.remedy()));
        }
      }
      out.append(
          "  %s: %d passed, %d failed, %d not applicable, %d s%n%n"
              .formatted(
                  report.summary(),
                  report.count(Result.PASSED),
                  report.count(Result.FAILED),
                  report.count(Result.NOT_APPLICABLE),
                  report.took().toSeconds()));
    }
    return out.toString();
  }

  static String json(List<Report> reports) {
    ObjectNode root = JSON.createObjectNode();
    root.put("good", reports.stream().allMatch(Report::good));
    ArrayNode connectors = root.putArray("connectors");
    for (Report report : reports) {
      ObjectNode connector = connectors.addObject();
      connector.put("connector", report.connector());
      connector.put("file", report.file());
      connector.put("good", report.good());
      connector.put("tookMs", report.took().toMillis());
      ArrayNode checks = connector.putArray("checks");
      for (Verdict verdict : report.verdicts()) {
        checks
            .addObject()
            .put("id", verdict.id())
            .put("result", name(verdict.result()))
            .put("why", verdict.why())
            .put("remedy", verdict.remedy());
      }
    }
    try {
      return JSON.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static String junit(List<Report> reports) {
    StringBuilder out =
        new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    for (Report report : reports) {
      out.append(
          "  <testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"%d\" time=\"%.3f\">%n"
              .formatted(
                  escape(report.connector()),
                  report.verdicts().size(),
                  report.count(Result.FAILED),
                  report.count(Result.NOT_APPLICABLE),
                  report.took().toMillis() / 1000.0));
      for (Verdict verdict : report.verdicts()) {
        out.append(
            "    <testcase classname=\"%s\" name=\"%s\">%s</testcase>%n"
                .formatted(escape(report.connector()), escape(verdict.id()), inner(verdict)));
      }
      out.append("  </testsuite>\n");
    }
    return out.append("</testsuites>\n").toString();
  }

  private static String inner(Verdict verdict) {
    return switch (verdict.result()) {
      case PASSED -> "<system-out>" + escape(verdict.why()) + "</system-out>";
      case FAILED ->
          "<failure message=\"%s\">%s</failure>"
              .formatted(escape(verdict.why()), escape(verdict.remedy()));
      case NOT_APPLICABLE -> "<skipped message=\"%s\"/>".formatted(escape(verdict.why()));
    };
  }

  static String html(List<Report> reports) {
    StringBuilder out = new StringBuilder(HEAD);
    for (Report report : reports) {
      out.append(
          "<h2 class=\"%s\">%s <small>%s · %s</small></h2>%n<table>%n"
              .formatted(
                  report.good() ? "passed" : "failed",
                  escape(report.connector()),
                  (report.good() ? "合格 " : "不合格 ") + report.summary(),
                  escape(report.file())));
      out.append(
          "<tr><th>检查 check</th><th>结果 result</th><th>说明 why</th><th>处理 what to do</th></tr>\n");
      for (Verdict verdict : report.verdicts()) {
        out.append(
            "<tr class=\"%s\"><td><code>%s</code></td><td>%s</td><td>%s</td><td>%s</td></tr>%n"
                .formatted(
                    name(verdict.result()),
                    escape(verdict.id()),
                    name(verdict.result()),
                    escape(verdict.why()),
                    escape(verdict.remedy())));
      }
      out.append("</table>\n");
    }
    return out.append("</body></html>\n").toString();
  }

  private static String name(Result result) {
    return result.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** For XML and HTML; what XML cannot hold at all becomes a question mark. */
  private static String escape(String text) {
    return text.replaceAll(
            "[^\\x{9}\\x{A}\\x{D}\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]", "?")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="zh-CN"><head><meta charset="UTF-8"><title>连接器检查 Connector check</title>
      <style>
      body { font-family: system-ui, sans-serif; margin: 2em auto; max-width: 75em; padding: 0 1em; color: #222; background: #fff }
      table { border-collapse: collapse; width: 100% } td, th { border: 1px solid #ccc; padding: .4em .6em; text-align: left; vertical-align: top }
      tr.failed td { background: #fdecea } tr.not-applicable td { color: #666 } h2.failed { color: #b3261e } h2.passed { color: #1e6b30 } small { font-weight: normal }
      @media (prefers-color-scheme: dark) { body { color: #ddd; background: #181818 } td, th { border-color: #444 } tr.failed td { background: #4a1f1c } h2.failed { color: #f2b8b5 } h2.passed { color: #8fd19e } tr.not-applicable td { color: #999 } }
      </style></head><body>
      <h1>连接器检查 <small>Connector check</small></h1>
      """;
}
