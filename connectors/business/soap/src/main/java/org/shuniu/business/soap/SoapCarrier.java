// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.soap;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shuniu.api.base.HubException;
import org.shuniu.api.business.spi.BusinessRequest;
import org.shuniu.business.kit.Faults;
import org.shuniu.business.kit.Session;
import org.shuniu.business.kit.Text;
import org.shuniu.business.kit.mapping.Carrier;
import org.shuniu.business.kit.mapping.Section;
import org.shuniu.business.kit.mapping.Xml;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Messages of a mapping in envelopes of SOAP 1.1 or 1.2, over HTTP. */
final class SoapCarrier implements Carrier<SoapPart> {
  private static final Pattern DECLARED =
      Pattern.compile("^\\s*<\\?xml[^>]*encoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']");
  private static final int DECLARATION_BYTES = 200;

  private final URI endpoint;
  private final SoapVersion version;
  private final Charset charset;
  private final Security security;

  SoapCarrier(URI endpoint, SoapVersion version, Charset charset, Security security) {
    this.endpoint = endpoint;
    this.version = version;
    this.charset = charset;
    this.security = security;
  }

  @Override
  public Language language() {
    return Language.XSLT;
  }

  @Override
  public SoapPart part(Section section) {
    return SoapPart.of(section);
  }

  @Override
  public Outgoing outgoing(SoapPart part, BusinessRequest request, Object mapped) {
    String message = String.valueOf(mapped);
    return new Outgoing(
        "POST",
        endpoint.getRawPath(),
        version.type(charset.name(), part.action()),
        Text.bytes(message, charset),
        message,
        request.id(),
        part.action());
  }

  @Override
  public CompletableFuture<Incoming> exchange(Session session, Outgoing outgoing) {
    return session.exchange(
        () -> request(outgoing),
        answer -> new Incoming(answer.statusCode(), Text.of(answer, declared(answer))));
  }

  private HttpRequest request(Outgoing outgoing) {
    String head =
        "<?xml version=\"1.0\" encoding=\"%s\"?><soap:Envelope xmlns:soap=\"%s\"><soap:Header>%s"
            .formatted(charset.name(), version.namespace(), security.header(version));
    String envelope =
        head + "</soap:Header><soap:Body>" + outgoing.text() + "</soap:Body></soap:Envelope>";
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint)
            .POST(HttpRequest.BodyPublishers.ofByteArray(Text.bytes(envelope, charset)))
            .header("Content-Type", outgoing.type())
            .header("Accept", version.accept())
            .header("Idempotency-Key", outgoing.id());
    if (version == SoapVersion.V1_1) {
      request.header("SOAPAction", "\"" + outgoing.action() + "\"");
    }
    return request.build();
  }

  /** For an answer whose type names none: what the document itself says. */
  private Charset declared(HttpResponse<byte[]> answer) {
    byte[] body = answer.body();
    String begin =
        new String(body, 0, Math.min(body.length, DECLARATION_BYTES), StandardCharsets.ISO_8859_1);
    Matcher named = DECLARED.matcher(begin);
    try {
      return named.find() ? Charset.forName(named.group(1)) : charset;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw Faults.invalidReply("charset");
    }
  }

  @Override
  public Incoming example(int status, Object raw) {
    String text = String.valueOf(raw).strip();
    boolean whole = text.contains("Envelope");
    return new Incoming(
        status,
        whole
            ? text
            : "<soap:Envelope xmlns:soap=\"%s\"><soap:Body>%s</soap:Body></soap:Envelope>"
                .formatted(version.namespace(), text));
  }

  /** The whole envelope, parsed once for all who look at it. */
  @Override
  public Optional<Object> readable(Incoming incoming) {
    try {
      Document document = Xml.document(incoming.text());
      Element root = document.getDocumentElement();
      return "Envelope".equals(root.getLocalName()) && body(root).isPresent()
          ? Optional.of(document)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Element> body(Element envelope) {
    NodeList bodies = envelope.getElementsByTagNameNS(envelope.getNamespaceURI(), "Body");
    return bodies.getLength() == 1 ? Optional.of((Element) bodies.item(0)) : Optional.empty();
  }

  @Override
  public void verdict(Incoming incoming, Optional<Object> value) {
    Optional<Element> fault =
        value
            .filter(Document.class::isInstance)
            .map(document -> ((Document) document).getDocumentElement())
            .map(root -> root.getElementsByTagNameNS(root.getNamespaceURI(), "Fault"))
            .filter(faults -> faults.getLength() > 0)
            .map(faults -> (Element) faults.item(0));
    if (fault.isPresent()) {
      throw told(fault.get());
    }
    int status = incoming.status();
    if (status == 200) {
      return;
    }
    throw switch (status) {
      case 401, 403 -> Faults.offline("login-refused");
      case 408, 425, 429, 503 -> HubException.capacity("business.busy", Map.of("at", "peer"));
      default -> status >= 500 ? Faults.fault() : Faults.invalidReply("status");
    };
  }

  /**
   * The same again may work after a fault of the receiver, and not after one of the sender. Faults
   * of WS-Security are the sender's in form, yet it is the configuration that is wrong.
   */
  private static HubException told(Element fault) {
    String codes = codes(fault);
    if (codes.contains(":FailedAuthentication") || codes.contains(":InvalidSecurity")) {
      return Faults.offline("login-refused");
    }
    return codes.contains(":Client") || codes.contains(":Sender")
        ? Faults.refused(Map.of("reason", "request-invalid"))
        : Faults.fault();
  }

  private static String codes(Element fault) {
    StringBuilder codes = new StringBuilder();
    for (String name : new String[] {"faultcode", "Value"}) {
      NodeList found = fault.getElementsByTagNameNS("*", name);
      for (int i = 0; i < found.getLength(); i++) {
        String code = found.item(i).getTextContent().strip();
        codes.append(':').append(code.substring(code.indexOf(':') + 1));
      }
    }
    return codes.toString();
  }
}
