// SPDX-License-Identifier: Apache-2.0
package org.shuniu.pbx.asterisk;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.asteriskjava.manager.event.DeviceStateChangeEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.shuniu.api.testkit.pbx.Transcript;

/**
 * An Asterisk that says again what a real one said. Answers the client's own actions itself, sends
 * the recorded events in their order, cut at random places, and at each recorded action of the
 * former client lets the test order the same.
 */
final class AmiReplay implements AutoCloseable {
  private static final long SEED = 20261122;
  private static final String MARK = "mark";

  private final ServerSocket server;
  private final List<Transcript.Block> blocks;
  private final boolean tellsChannels;
  private final Random random = new Random(SEED);
  private final CountDownLatch connected = new CountDownLatch(1);

  /** Ids of the driver's AGI commands by what they do, and what the recorded ones did. */
  private final Map<String, String> sentCommands = new ConcurrentHashMap<>();

  private final Map<String, String> recordedCommands = new ConcurrentHashMap<>();
  private final Map<String, String> sentOriginates = new ConcurrentHashMap<>();
  private final Map<String, String> recordedOriginates = new ConcurrentHashMap<>();
  private volatile OutputStream out;

  /** What the recording answers; whatever else the client lets a channel do is done at once. */
  private volatile Set<String> recorded = Set.of();

  private int marks;

  /**
   * Serves one client.
   *
   * @param tellsChannels whether a question for channels is answered by the recorded answer
   */
  AmiReplay(Transcript transcript, boolean tellsChannels) {
    this.blocks = transcript.blocks("\r\n");
    this.tellsChannels = tellsChannels;
    try {
      server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(this::serve, "ami-replay");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return server.getLocalPort();
  }

  static Map<String, String> fields(String block) {
    Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line : block.split("\r\n")) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        fields.putIfAbsent(line.substring(0, colon), line.substring(colon + 1).strip());
      }
    }
    return fields;
  }

  /**
   * Sends all recorded events; the cue gets each recorded action when it is its turn.
   *
   * @param ordered AGI commands that the client will give as well: their results wait for them
   */
  void play(Set<String> ordered, Consumer<Map<String, String>> cue) throws InterruptedException {
    recorded = ordered;
    if (!connected.await(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the driver did not ask for the telephones");
    }
    for (Transcript.Block block : blocks) {
      Map<String, String> fields = fields(block.text());
      if (!block.fromSwitch()) {
        if (fields.containsKey("CommandId")) {
          recordedCommands.put(fields.get("CommandId"), verb(fields.get("Command")));
        }
        if (fields.containsKey("ChannelId")) {
          recordedOriginates.put(fields.get("ActionID"), fields.get("ChannelId"));
        }
        cue.accept(fields);
      } else if (fields.containsKey("Event") && !answersAQuestion(fields)) {
        String verb = recordedCommands.getOrDefault(fields.getOrDefault("CommandId", ""), "");
        if (ordered.contains(verb)) {
          await().atMost(Duration.ofSeconds(10)).until(() -> sentCommands.containsKey(verb));
        }
        send(translated(block.text(), fields) + "\r\n\r\n");
      }
    }
  }

  /**
   * Sends one more event, by which a test knows that all before it was heard; returns its device.
   */
  String mark() {
    String device = MARK + ++marks;
    send("Event: DeviceStateChange\r\nDevice: PJSIP/" + device + "\r\nState: UNKNOWN\r\n\r\n");
    return device;
  }

  static boolean isMark(ManagerEvent event) {
    return event instanceof DeviceStateChangeEvent e && e.getDevice().startsWith("PJSIP/" + MARK);
  }

  private static boolean answersAQuestion(Map<String, String> fields) {
    return fields.containsKey("ActionID") && !fields.get("Event").equals("OriginateResponse");
  }

  /** A result of a command that the driver gave as well bears the driver's id. */
  private String translated(String text, Map<String, String> fields) {
    if (fields.get("Event").equals("OriginateResponse")) {
      String action = fields.getOrDefault("ActionID", "");
      String own = sentOriginates.get(recordedOriginates.getOrDefault(action, ""));
      return own == null ? text : text.replace("ActionID: " + action, "ActionID: " + own);
    }
    String recorded = fields.getOrDefault("CommandId", "");
    String sent = sentCommands.get(recordedCommands.getOrDefault(recorded, ""));
    return sent == null ? text : text.replace("CommandId: " + recorded, "CommandId: " + sent);
  }

  private static String verb(String command) {
    String[] words = command.split(" ");
    return String.join(" ", Arrays.copyOf(words, Math.min(2, words.length)));
  }

  private void serve() {
    try (Socket client = server.accept()) {
      client.setTcpNoDelay(true);
      out = client.getOutputStream();
      send("Asterisk Call Manager/11.0.0\r\n");
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
      StringBuilder block = new StringBuilder();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.isEmpty()) {
          answer(fields(block.toString()));
          block.setLength(0);
        } else {
          block.append(line).append("\r\n");
        }
      }
    } catch (IOException e) {
      // The client is gone.
    }
  }

  private void answer(Map<String, String> action) throws IOException {
    String id = action.getOrDefault("ActionID", "");
    if (action.containsKey("CommandId")) {
      sentCommands.put(verb(action.get("Command").replace("\"", "")), action.get("CommandId"));
    }
    if (action.containsKey("ChannelId")) {
      sentOriginates.put(action.get("ChannelId"), id);
    }
    String more =
        switch (action.get("Action").toLowerCase(Locale.ROOT)) {
          case "challenge" -> "Challenge: 840415273\r\n";
          case "coresettings" -> "AsteriskVersion: 22.10.1\r\n";
          case "getvar" -> "Variable: EPOCH\r\nValue: 1795311330\r\n";
          case "status", "pjsipshowendpoints" -> "EventList: start\r\n";
          default -> "Message: done\r\n";
        };
    send("Response: Success\r\nActionID: " + id + "\r\n" + more + "\r\n");
    if (action.containsKey("CommandId") && !recorded.contains(verb(action.get("Command")))) {
      send(
          ("Event: AsyncAGIExec\r\nChannel: %s\r\nUniqueid: %s\r\nCommandID: %s\r\n"
                  + "Result: 200%%20result%%3D0%%0A\r\n\r\n")
              .formatted(
                  action.get("Channel"), uniqueId(action.get("Channel")), action.get("CommandId")));
    }
    if (action.get("Action").equalsIgnoreCase("status")) {
      if (tellsChannels) {
        tellChannels(id);
      }
      send("Event: StatusComplete\r\nActionID: " + id + "\r\nEventList: Complete\r\n\r\n");
    } else if (action.get("Action").equalsIgnoreCase("pjsipshowendpoints")) {
      for (int phone = 1001; phone <= 1009; phone++) {
        send(
            ("Event: EndpointList\r\nActionID: %s\r\nObjectType: endpoint\r\nObjectName: %d\r\n"
                    + "DeviceState: Not in use\r\n\r\n")
                .formatted(id, phone));
      }
      send("Event: EndpointListComplete\r\nActionID: " + id + "\r\nEventList: Complete\r\n\r\n");
      connected.countDown();
    }
  }

  private String uniqueId(String channel) {
    return blocks.stream()
        .map(block -> fields(block.text()))
        .filter(fields -> channel.equals(fields.get("Channel")) && fields.containsKey("Uniqueid"))
        .map(fields -> fields.get("Uniqueid"))
        .findFirst()
        .orElse(channel);
  }

  private void tellChannels(String id) throws IOException {
    for (Transcript.Block block : blocks) {
      Map<String, String> fields = fields(block.text());
      if ("Status".equals(fields.get("Event"))) {
        send(block.text().replace("ActionID: " + fields.get("ActionID"), "ActionID: " + id));
        send("\r\n\r\n");
      }
    }
  }

  /** In pieces of any size, as networks do. */
  private synchronized void send(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      for (int from = 0; from < bytes.length; ) {
        int size = Math.min(1 + random.nextInt(200), bytes.length - from);
        out.write(bytes, from, size);
        out.flush();
        from += size;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
