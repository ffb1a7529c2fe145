// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.socialinsurance;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.function.Supplier;
import javax.xml.namespace.QName;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.cxf.binding.soap.SoapHeader;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.phase.Phase;
import org.shuniu.business.kit.PasswordDigest;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Writes the header of the OASIS Web Services Security UsernameToken Profile 1.0 with a password
 * digest, and a time stamp. The password is asked for at each request and never sent.
 */
final class UsernameToken extends AbstractSoapInterceptor {
  private static final String OASIS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-";
  private static final String WSSE = OASIS + "wssecurity-secext-1.0.xsd";
  private static final String WSU = OASIS + "wssecurity-utility-1.0.xsd";
  private static final String DIGEST = OASIS + "username-token-profile-1.0#PasswordDigest";
  private static final String BASE64 = OASIS + "soap-message-security-1.0#Base64Binary";
  private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
  private static final Duration VALID = Duration.ofMinutes(5);
  private static final int NONCE_BYTES = 16;

  private final String user;
  private final Supplier<String> password;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final DocumentBuilderFactory documents = DocumentBuilderFactory.newInstance();

  UsernameToken(String user, Supplier<String> password, Clock clock) {
    super(Phase.PRE_PROTOCOL);
    this.user = user;
    this.password = password;
    this.clock = clock;
    documents.setNamespaceAware(true);
  }

  @Override
  public void handleMessage(SoapMessage message) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    Element security = header(nonce, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    message.getHeaders().add(new SoapHeader(new QName(WSSE, "Security"), security));
  }

  private Element header(byte[] nonce, Instant now) {
    Document document = document();
    Element security = document.createElementNS(WSSE, "wsse:Security");
    security.setAttributeNS(SOAP, "soapenv:mustUnderstand", "1");
    Element stamp = child(security, WSU, "wsu:Timestamp", "");
    child(stamp, WSU, "wsu:Created", now.toString());
    child(stamp, WSU, "wsu:Expires", now.plus(VALID).toString());
    Element token = child(security, WSSE, "wsse:UsernameToken", "");
    child(token, WSSE, "wsse:Username", user);
    child(token, WSSE, "wsse:Password", PasswordDigest.of(nonce, now.toString(), password.get()))
        .setAttribute("Type", DIGEST);
    child(token, WSSE, "wsse:Nonce", Base64.getEncoder().encodeToString(nonce))
        .setAttribute("EncodingType", BASE64);
    child(token, WSU, "wsu:Created", now.toString());
    return security;
  }

  private static Element child(Element parent, String namespace, String name, String text) {
    Element child = parent.getOwnerDocument().createElementNS(namespace, name);
    if (!text.isEmpty()) {
      child.setTextContent(text);
    }
    parent.appendChild(child);
    return child;
  }

  private Document document() {
    try {
      return documents.newDocumentBuilder().newDocument();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }
}
