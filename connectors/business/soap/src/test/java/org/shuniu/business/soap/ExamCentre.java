// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.soap;

import javax.jws.WebMethod;
import javax.jws.WebParam;
import javax.jws.WebService;
import javax.xml.ws.WebFault;
import org.apache.cxf.Bus;
import org.apache.cxf.bus.CXFBusFactory;
import org.apache.cxf.jaxws.JaxWsServerFactoryBean;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A service of another make: written in Java, its WSDL written by CXF. */
final class ExamCentre implements AutoCloseable {
  /** The interface from which the WSDL is made. */
  @WebService(name = "ExamPort", serviceName = "ExamService", targetNamespace = "urn:exam:centre")
  public interface Exams {
    @WebMethod(action = "urn:exam:centre/score")
    Result score(@WebParam(name = "candidate") String candidate, @WebParam(name = "year") int year)
        throws UnknownCandidate;
  }

  /** An answer. */
  public static final class Result {
    private String subject = "";
    private int points;

    public String getSubject() {
      return subject;
    }

    public void setSubject(String value) {
      subject = value;
    }

    public int getPoints() {
      return points;
    }

    public void setPoints(int value) {
      points = value;
    }
  }

  /** A fault of the WSDL. */
  @WebFault(name = "unknownCandidate", targetNamespace = "urn:exam:centre")
  public static final class UnknownCandidate extends Exception {
    private static final long serialVersionUID = 1L;

    public UnknownCandidate() {
      super("nobody of that number");
    }

    public String getErrorCode() {
      return "C404";
    }
  }

  private static final class Books implements Exams {
    @Override
    public Result score(String candidate, int year) throws UnknownCandidate {
      if (!candidate.startsWith("E")) {
        throw new UnknownCandidate();
      }
      Result score = new Result();
      score.setSubject("注册会计师 " + year);
      score.setPoints(87);
      return score;
    }
  }

  private final Server server;
  private final Bus bus;
  private final int port;

  ExamCentre() throws Exception {
    QueuedThreadPool threads = new QueuedThreadPool(8);
    server = new Server(threads);
    ServerConnector connector = new ServerConnector(server, 1, 1);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    bus = new CXFBusFactory().createBus();
    CXFNonSpringServlet servlet = new CXFNonSpringServlet();
    servlet.setBus(bus);
    ServletContextHandler context = new ServletContextHandler();
    context.addServlet(new ServletHolder(servlet), "/*");
    server.setHandler(context);
    server.start();
    port = connector.getLocalPort();
    JaxWsServerFactoryBean factory = new JaxWsServerFactoryBean();
    factory.setBus(bus);
    factory.setServiceClass(Exams.class);
    factory.setServiceBean(new Books());
    factory.setAddress("/exam");
    factory.create();
  }

  String endpoint() {
    return "http://127.0.0.1:%d/exam".formatted(port);
  }

  @Override
  public void close() throws Exception {
    bus.shutdown(true);
    server.stop();
  }
}
