// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.bus;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/**
 * The bus in routes. {@code from("bus:NAME?types=contact.queued,contact.ended/2")} is a consumer of
 * that name, with retries and dead letters like any other: the body is the envelope as JSON, and a
 * route that fails has not handled it. {@code to("bus:publish?durable=false")} publishes the body,
 * an envelope as JSON; durable is the default.
 */
final class BusRoutes extends DefaultComponent {
  private static final String PUBLISH = "publish";

  private final Hub hub;
  private final String source;

  BusRoutes(Hub hub, String source) {
    this.hub = hub;
    this.source = source;
  }

  @Override
  protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) {
    Set<String> tags =
        Arrays.stream(getAndRemoveParameter(parameters, "types", String.class, "").split(","))
            .map(String::trim)
            .filter(type -> !type.isEmpty())
            .map(type -> type.contains("/") ? type : Parcel.tag(type, 1))
            .collect(Collectors.toUnmodifiableSet());
    boolean durable = getAndRemoveParameter(parameters, "durable", Boolean.class, true);
    int concurrency = getAndRemoveParameter(parameters, "concurrency", Integer.class, 4);
    return new BusEndpoint(uri, name, tags, durable, concurrency);
  }

  private final class BusEndpoint extends DefaultEndpoint {
    private final String name;
    private final Set<String> tags;
    private final boolean durable;
    private final int concurrency;

    BusEndpoint(String uri, String name, Set<String> tags, boolean durable, int concurrency) {
      super(uri, BusRoutes.this);
      this.name = name;
      this.tags = tags;
      this.durable = durable;
      this.concurrency = concurrency;
    }

    @Override
    public Producer createProducer() {
      if (!name.equals(PUBLISH)) {
        throw new IllegalArgumentException("to(\"bus:publish\"), not bus:" + name);
      }
      return new DefaultProducer(this) {
        @Override
        public void process(Exchange exchange) {
          String json = exchange.getIn().getBody(String.class);
          hub.publish(
              RawEnvelope.parcel(
                  json == null ? "" : json, source, durable, hub.options().maxMessageBytes()),
              source);
        }
      };
    }

    @Override
    public org.apache.camel.Consumer createConsumer(Processor processor) {
      if (tags.isEmpty()) {
        throw new IllegalArgumentException("bus:" + name + " needs types=");
      }
      return new BusRouteConsumer(this, processor);
    }
  }

  /** A consumer of the bus whose handler is a route. */
  private final class BusRouteConsumer extends DefaultConsumer implements Sink {
    private final BusEndpoint endpoint;

    BusRouteConsumer(BusEndpoint endpoint, Processor processor) {
      super(endpoint, processor);
      this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
      super.doStart();
      hub.register(endpoint.name, source, endpoint.concurrency, this);
    }

    @Override
    protected void doStop() throws Exception {
      hub.unregister(endpoint.name);
      super.doStop();
    }

    @Override
    public Set<String> tags() {
      return endpoint.tags;
    }

    @Override
    public void handle(Parcel parcel, Optional<String> letter, Consumer<String> delete)
        throws Exception {
      Exchange exchange = createExchange(false);
      try {
        exchange.getIn().setBody(new String(parcel.body(), StandardCharsets.UTF_8));
        exchange.getIn().setHeader("BusId", parcel.id());
        exchange.getIn().setHeader("BusKey", parcel.key());
        exchange.getIn().setHeader("BusType", parcel.tag());
        getProcessor().process(exchange);
        if (exchange.getException() != null) {
          throw exchange.getException();
        }
      } finally {
        releaseExchange(exchange, false);
      }
    }
  }
}
