// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.asterisk.sip;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One SIP message: start line, headers in their order, body. Bytes are kept as Latin-1. */
final class SipMessage {
  final String start;
  final List<Map.Entry<String, String>> headers = new ArrayList<>();
  String body = "";

  SipMessage(String start) {
    this.start = start;
  }

  static SipMessage parse(byte[] bytes, int length) {
    String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    String[] lines = text.substring(0, end < 0 ? text.length() : end).split("\r\n");
    SipMessage message = new SipMessage(lines[0]);
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      message.with(lines[i].substring(0, colon).strip(), lines[i].substring(colon + 1).strip());
    }
    message.body = end < 0 ? "" : text.substring(end + 4);
    return message;
  }

  SipMessage with(String name, String value) {
    headers.add(Map.entry(name, value));
    return this;
  }

  SipMessage copy(SipMessage from, String name) {
    from.headers.stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .forEach(headers::add);
    return this;
  }

  String header(String name) {
    return headers.stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }

  boolean request() {
    return !start.startsWith("SIP/2.0");
  }

  /** INVITE, BYE …; of a response: the request it answers. */
  String method() {
    return request() ? start.substring(0, start.indexOf(' ')) : header("CSeq").split(" ")[1];
  }

  int status() {
    return request() ? 0 : Integer.parseInt(start.split(" ")[1]);
  }

  /** A parameter inside a header: {@code realm="x"} or {@code ;tag=x}. */
  Optional<String> parameter(String name, String parameter) {
    Matcher matcher = Pattern.compile("\\b" + parameter + "=\"?([^\";,>]+)").matcher(header(name));
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** Port of the audio in the body. */
  int audioPort() {
    Matcher matcher = Pattern.compile("m=audio (\\d+)").matcher(body);
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  byte[] bytes() {
    StringBuilder text = new StringBuilder(start).append("\r\n");
    headers.forEach(h -> text.append(h.getKey()).append(": ").append(h.getValue()).append("\r\n"));
    text.append("Content-Length: ").append(body.length()).append("\r\n\r\n").append(body);
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
