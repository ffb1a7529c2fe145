// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.socialinsurance;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.cxf.helpers.CastUtils;
import org.apache.cxf.message.Exchange;
import org.apache.cxf.message.Message;
import org.apache.cxf.message.MessageImpl;
import org.apache.cxf.transport.AbstractConduit;
import org.apache.cxf.transport.MessageObserver;
import org.apache.cxf.ws.addressing.EndpointReferenceType;
import org.shuniu.business.kit.Faults;
import org.shuniu.business.kit.Wire;

/**
 * Carries what CXF writes over the {@link Wire}, and back. CXF's own conduits bound neither the
 * whole time nor the size of an answer, and cannot be cancelled.
 */
final class HttpConduit extends AbstractConduit {
  /** Property of a request: the future of its caller, failed here when there is no answer. */
  static final String CALL = HttpConduit.class.getName() + ".call";

  private static final Logger LOG = Logger.getLogger(HttpConduit.class.getName());
  private static final Pattern XML =
      Pattern.compile(
          "text/xml\\s*(?:;\\s*charset\\s*=\\s*\"?([^\";\\s]+)\"?)?\\s*;?.*",
          Pattern.CASE_INSENSITIVE);

  private final URI endpoint;
  private final Wire wire;

  HttpConduit(EndpointReferenceType target, URI endpoint, Wire wire) {
    super(target);
    this.endpoint = endpoint;
    this.wire = wire;
  }

  @Override
  public void prepare(Message message) {
    message.setContent(OutputStream.class, new ByteArrayOutputStream(2_048));
  }

  @Override
  public void close(Message message) {
    if (message.getContent(OutputStream.class) instanceof ByteArrayOutputStream body
        && message.get(CALL) instanceof CompletableFuture<?> call) {
      send(message, body.toByteArray(), call);
    }
  }

  private void send(Message out, byte[] body, CompletableFuture<?> call) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .header("Content-Type", "text/xml; charset=UTF-8")
            .header("Accept", "text/xml");
    Map<String, List<String>> headers =
        CastUtils.cast((Map<?, ?>) out.get(Message.PROTOCOL_HEADERS));
    if (headers != null && headers.containsKey("SOAPAction")) {
      request.header("SOAPAction", headers.get("SOAPAction").get(0));
    }
    Future<?> exchange =
        wire.send(
            request.build(),
            (response, fault) -> {
              try {
                if (response == null) {
                  call.completeExceptionally(Faults.of(Objects.requireNonNull(fault)));
                } else {
                  receive(out.getExchange(), response);
                }
              } catch (RuntimeException | LinkageError e) {
                call.completeExceptionally(Faults.of(e));
              }
            });
    // Whoever gave up waiting gives the connection up too.
    call.whenComplete((value, fault) -> exchange.cancel(true));
  }

  private void receive(Exchange exchange, HttpResponse<byte[]> response) {
    Message in = new MessageImpl();
    in.setExchange(exchange);
    in.put(Message.RESPONSE_CODE, response.statusCode());
    in.put(Message.CONTENT_TYPE, "text/xml");
    in.put(Message.ENCODING, charset(response));
    in.put(Message.INBOUND_MESSAGE, Boolean.TRUE);
    in.setContent(InputStream.class, new ByteArrayInputStream(response.body()));
    MessageObserver observer = exchange.get(MessageObserver.class);
    (observer == null ? incomingObserver : observer).onMessage(in);
  }

  /**
   * A SOAP answer comes as text/xml, with 200 or, for a fault, with 500; nothing else is parsed.
   */
  private static String charset(HttpResponse<byte[]> response) {
    Matcher type = XML.matcher(response.headers().firstValue("Content-Type").orElse(""));
    int status = response.statusCode();
    if (status != 200 && (status != 500 || !type.matches())) {
      throw status == 200 || status == 202 || status < 400
          ? Faults.invalidReply("status")
          : Faults.fault();
    }
    if (!type.matches()) {
      throw Faults.invalidReply("content-type");
    }
    return known(type.group(1) == null ? "utf-8" : type.group(1));
  }

  private static String known(String charset) {
    try {
      return Charset.forName(charset.toLowerCase(Locale.ROOT)).name();
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw Faults.invalidReply("charset");
    }
  }

  @Override
  protected Logger getLogger() {
    return LOG;
  }
}
