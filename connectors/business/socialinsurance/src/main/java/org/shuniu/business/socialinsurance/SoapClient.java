// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.socialinsurance;

import java.net.URI;
import java.net.URL;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.xml.namespace.QName;
import org.apache.cxf.Bus;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.bus.CXFBusFactory;
import org.apache.cxf.endpoint.Client;
import org.apache.cxf.endpoint.ClientCallback;
import org.apache.cxf.endpoint.UpfrontConduitSelector;
import org.apache.cxf.jaxws.JaxWsClientFactoryBean;
import org.apache.cxf.logging.FaultListener;
import org.apache.cxf.service.model.BindingOperationInfo;
import org.apache.cxf.ws.addressing.AttributedURIType;
import org.apache.cxf.ws.addressing.EndpointReferenceType;
import org.shuniu.api.base.HubException;
import org.shuniu.business.kit.Faults;
import org.shuniu.business.kit.Wire;
import org.shuniu.business.socialinsurance.wsdl.Refusal;
import org.shuniu.business.socialinsurance.wsdl.Refused;
import org.shuniu.business.socialinsurance.wsdl.SocialInsurance;

/**
 * The contract of the WSDL, asked without blocking. Has a CXF bus of its own, without logging
 * interceptors: what is asked and answered is personal and reaches no log at any level.
 */
final class SoapClient implements AutoCloseable {
  private static final String NAMESPACE = "urn:shuniu:social-insurance:1";

  private final Bus bus;
  private final Client client;

  SoapClient(URI endpoint, Wire wire, Optional<UsernameToken> token) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // CXF and JAXB look for their parts by the thread's class loader.
    thread.setContextClassLoader(CXFBusFactory.class.getClassLoader());
    try {
      this.bus = quiet(new CXFBusFactory().createBus());
      JaxWsClientFactoryBean factory = new JaxWsClientFactoryBean();
      factory.setBus(bus);
      factory.setServiceClass(SocialInsurance.class);
      factory.setWsdlURL(wsdl());
      factory.setServiceName(new QName(NAMESPACE, "SocialInsuranceService"));
      factory.setEndpointName(new QName(NAMESPACE, "SocialInsurancePort"));
      factory.setAddress(endpoint.toString());
      factory.setConduitSelector(
          new UpfrontConduitSelector(new HttpConduit(target(endpoint), endpoint, wire)));
      this.client = factory.create();
      token.ifPresent(header -> client.getOutInterceptors().add(header));
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static String wsdl() {
    URL found = SoapClient.class.getResource("/wsdl/social-insurance.wsdl");
    return Objects.requireNonNull(found, "WSDL").toString();
  }

  /** CXF would log what it could not parse, with a stack trace; the link tells it instead. */
  private static Bus quiet(Bus bus) {
    FaultListener silent = (fault, what, message) -> false;
    bus.setProperty(FaultListener.class.getName(), silent);
    return bus;
  }

  private static EndpointReferenceType target(URI endpoint) {
    AttributedURIType address = new AttributedURIType();
    address.setValue(endpoint.toString());
    EndpointReferenceType target = new EndpointReferenceType();
    target.setAddress(address);
    return target;
  }

  /**
   * Asks; the answer, or a {@link HubException}, comes to the future. When that is ended by
   * somebody else, the exchange is given up.
   *
   * @param operation as in the WSDL
   */
  <T> void call(String operation, Object request, Class<T> type, CompletableFuture<T> call) {
    BindingOperationInfo asked =
        client
            .getEndpoint()
            .getEndpointInfo()
            .getBinding()
            .getOperation(new QName(NAMESPACE, operation));
    Map<String, Object> properties = new HashMap<>();
    properties.put(HttpConduit.CALL, call);
    Map<String, Object> context = new HashMap<>();
    context.put(Client.REQUEST_CONTEXT, properties);
    try {
      client.invoke(callback(type, call), asked, new Object[] {request}, context);
    } catch (Exception e) {
      call.completeExceptionally(told(e));
    }
  }

  private static <T> ClientCallback callback(Class<T> type, CompletableFuture<T> call) {
    return new ClientCallback() {
      @Override
      public void handleResponse(Map<String, Object> context, Object[] values) {
        if (values != null && values.length == 1 && type.isInstance(values[0])) {
          call.complete(type.cast(values[0]));
        } else {
          call.completeExceptionally(Faults.invalidReply("body"));
        }
      }

      @Override
      public void handleException(Map<String, Object> context, Throwable fault) {
        call.completeExceptionally(told(fault));
      }
    };
  }

  /** What is no fault of the system's is an answer that could not be read. */
  private static HubException told(Throwable fault) {
    if (fault instanceof Refused refused) {
      return refusal(refused.getFaultInfo());
    }
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof HubException known) {
        return known;
      }
    }
    if (fault instanceof SoapFault soap && soap.getCause() == null) {
      return untyped(soap);
    }
    return Faults.invalidReply("xml");
  }

  private static HubException refusal(Refusal refusal) {
    if (refusal == null
        || refusal.getCode() == null
        || !refusal.getCode().matches("[a-z-]{1,40}")) {
      return Faults.invalidReply("fault");
    }
    return refusal.getAttemptsLeft() == null
        ? Faults.refused(Map.of("reason", refusal.getCode()))
        : Faults.refused(
            Map.of("reason", refusal.getCode(), "attemptsLeft", refusal.getAttemptsLeft()));
  }

  /**
   * SOAP 1.1: the same again may work after a Server fault, and not after a Client one. Faults of
   * WS-Security are Client faults in form, yet it is the configuration that is wrong.
   */
  private static HubException untyped(SoapFault fault) {
    String code = fault.getFaultCode().getLocalPart();
    return code.startsWith("Client") || code.startsWith("Sender")
        ? Faults.refused(Map.of("reason", "request-invalid"))
        : code.equals("FailedAuthentication") || code.equals("InvalidSecurity")
            ? Faults.offline("login-refused")
            : Faults.fault();
  }

  @Override
  public void close() {
    client.destroy();
    bus.shutdown(true);
  }
}
