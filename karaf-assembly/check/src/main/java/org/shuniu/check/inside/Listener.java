// SPDX-License-Identifier: Apache-2.0
package org.shuniu.check.inside;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.shuniu.api.base.Envelope;
import org.shuniu.api.base.Message;
import org.shuniu.api.base.MessageType;
import org.shuniu.api.business.BusinessCommand;
import org.shuniu.api.business.BusinessEvent;
import org.shuniu.api.channel.ChannelCommand;
import org.shuniu.api.channel.ChannelEvent;
import org.shuniu.api.hub.Bus;
import org.shuniu.api.hub.BusConsumer;
import org.shuniu.api.hub.Subscription;
import org.shuniu.api.hub.Vault;
import org.shuniu.api.pbx.PbxCommand;
import org.shuniu.api.pbx.PbxEvent;
import org.shuniu.api.speech.Speech;
import org.shuniu.api.workflow.WorkflowCommand;
import org.shuniu.api.workflow.WorkflowEvent;

/** Speaks and listens on the bus: the same way on which services talk to connectors. */
final class Listener implements BusConsumer, AutoCloseable {
  private static final String SEALED = "sealed";

  private final Bus bus;
  private final Vault vault;
  private final Speech speech;
  private final ObjectMapper json = mapper();
  private final Map<String, Class<? extends Message>> commands = new HashMap<>();
  private final List<ObjectNode> heard = new ArrayList<>();
  private final ServiceRegistration<BusConsumer> registration;

  Listener(BundleContext context, Bus bus, Vault vault, Speech speech) {
    this.bus = bus;
    this.vault = vault;
    this.speech = speech;
    Stream.of(BusinessCommand.class, ChannelCommand.class, PbxCommand.class, WorkflowCommand.class)
        .flatMap(Listener::records)
        .forEach(type -> commands.put(wireName(type), type));
    registration = context.registerService(BusConsumer.class, this, null);
  }

  /** As the bus writes messages. */
  static ObjectMapper mapper() {
    return JsonMapper.builder()
        .addModules(new JavaTimeModule(), new Jdk8Module())
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .build();
  }

  Map<String, Guest.Deed> deeds() {
    return Map.of("publish", this::publish, "hear", this::hear, "say", this::say);
  }

  @Override
  public String name() {
    return "check";
  }

  @Override
  public List<Subscription<?>> subscriptions() {
    List<Subscription<?>> all = new ArrayList<>();
    Stream.of(BusinessEvent.class, ChannelEvent.class, PbxEvent.class, WorkflowEvent.class)
        .flatMap(Listener::records)
        .forEach(type -> all.add(subscription(type)));
    return all;
  }

  private <M extends Message> Subscription<M> subscription(Class<M> type) {
    return Subscription.of(type, this::note);
  }

  private void note(Envelope<? extends Message> envelope) {
    ObjectNode entry = json.createObjectNode();
    entry.put("type", envelope.type());
    entry.set("data", json.valueToTree(envelope.data()));
    synchronized (heard) {
      heard.add(entry);
      heard.notifyAll();
    }
  }

  /** The records of a sealed family. */
  private static Stream<Class<? extends Message>> records(Class<? extends Message> family) {
    if (family.isRecord()) {
      return Stream.of(family);
    }
    return Stream.of(family.getPermittedSubclasses())
        .flatMap(member -> records(member.asSubclass(Message.class)));
  }

  private static String wireName(Class<?> type) {
    return type.getAnnotation(MessageType.class).value();
  }

  /** Publishes {@code type} with {@code data}; values that are to be sealed are. */
  private Object publish(JsonNode arguments) throws Exception {
    Class<? extends Message> type = commands.get(arguments.path("type").asText());
    if (type == null) {
      throw new IllegalArgumentException("no such command: " + arguments.path("type"));
    }
    JsonNode data = sealed(arguments.path("data"));
    return bus.publish(json.treeToValue(data, type));
  }

  private JsonNode sealed(JsonNode value) {
    if (value.size() == 1 && value.path(SEALED).isTextual()) {
      return json.getNodeFactory().textNode(vault.seal(value.path(SEALED).asText()));
    }
    if (value instanceof ObjectNode object) {
      ObjectNode copy = json.createObjectNode();
      object.properties().forEach(field -> copy.set(field.getKey(), sealed(field.getValue())));
      return copy;
    }
    if (value instanceof ArrayNode array) {
      ArrayNode copy = json.createArrayNode();
      array.forEach(item -> copy.add(sealed(item)));
      return copy;
    }
    return value;
  }

  /** What was heard after the first {@code after}; waits for more at most {@code waitMs}. */
  private Object hear(JsonNode arguments) throws InterruptedException {
    int after = arguments.path("after").asInt();
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(arguments.path("waitMs").asLong());
    synchronized (heard) {
      for (long left = end - System.nanoTime();
          heard.size() <= after && left > 0;
          left = end - System.nanoTime()) {
        heard.wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
      }
      return List.copyOf(heard.subList(Math.min(after, heard.size()), heard.size()));
    }
  }

  /** Lets the hub speak, and tells the URI of the file. */
  private Object say(JsonNode arguments) throws Exception {
    return speech
        .say(arguments.path("text").asText(), arguments.path("language").asText())
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    registration.unregister();
  }
}
