// SPDX-License-Identifier: Apache-2.0
package org.shuniu.channel.sms;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shuniu.api.channel.spi.TextChannel;
import org.shuniu.api.testkit.channel.ChannelRig;

/** The contract's carrier: a process that shares no code with the connector. */
final class SmscRig implements ChannelRig, AutoCloseable {
  private static final Map<String, Object> NO_RECEIPT = Map.of("receipt", "none");

  final Smsc smsc = new Smsc();

  @Override
  public TextChannel newChannel() {
    return new TestSettings(smsc.port()).channel();
  }

  @Override
  public void mood(Mood mood) {
    smsc.rules(
        switch (mood) {
          case WELL -> NO_RECEIPT;
          case SLOW -> Map.of("delayMs", 1_000, "receipt", "none");
          case REFUSES -> Map.of("submit", "refuse", "status", 0x0b);
          case THROTTLES -> Map.of("submit", "refuse", "status", 0x58);
          case SILENT -> Map.of("submit", "swallow", "receipt", "none");
          case BREAKS -> Map.of("submit", "cut", "receipt", "none");
        });
  }

  @Override
  public void cutLink() {
    smsc.post("listen", Map.of("listen", false));
    smsc.post("cut", Map.of());
  }

  @Override
  public void restoreLink() {
    smsc.post("listen", Map.of("listen", true));
  }

  @Override
  public List<Taken> taken() {
    List<Taken> whole = new ArrayList<>();
    Map<String, List<JsonNode>> begun = new LinkedHashMap<>();
    for (JsonNode submit : smsc.log("submit")) {
      JsonNode part = submit.get("part");
      String key = part == null ? "" : submit.get("to") + ":" + part.get("reference");
      List<JsonNode> parts = begun.computeIfAbsent(key, k -> new ArrayList<>());
      parts.add(submit);
      if (part == null || parts.size() == part.get("total").asInt()) {
        begun.remove(key);
        whole.add(
            new Taken(
                parts.stream().map(each -> each.get("id").asText()).toList(),
                submit.get("to").asText(),
                String.join("", parts.stream().map(each -> each.get("text").asText()).toList())));
      }
    }
    return whole;
  }

  @Override
  public boolean report(String carrierId, boolean delivered, String reason) {
    String stat = delivered ? "DELIVRD" : reason;
    return smsc.post("report", Map.of("id", carrierId, "stat", stat, "once", true)).asInt() == 0;
  }

  @Override
  public boolean incoming(String id, String from, String to, String text) {
    Map<String, Object> mo =
        new LinkedHashMap<>(Map.of("from", from, "to", to, "text", text, "once", true));
    mo.put("id", id);
    if (text.length() > 70) {
      mo.put("parts", List.of(text.split("(?<=\\G.{67})")));
    }
    for (JsonNode status : smsc.post("mo", mo)) {
      if (status.asInt() != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void reset() {
    smsc.post("reset", Map.of());
    mood(Mood.WELL);
  }

  @Override
  public boolean owns(Thread thread) {
    return thread.getName().startsWith("HttpClient") || thread.getName().startsWith("process");
  }

  @Override
  public void close() {
    smsc.close();
  }
}
