// SPDX-License-Identifier: Apache-2.0
package org.shuniu.web.console;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the console at {@code /}, behind every more exact pattern. Compressed at build time,
 * revalidated by ETag; files whose name holds their hash are kept by browsers for a year. Safe for
 * many threads.
 */
@Component(
    service = Servlet.class,
    property = {
      "osgi.http.whiteboard.servlet.name=org.shuniu.web.console",
      "osgi.http.whiteboard.servlet.pattern=/*"
    })
public final class ConsoleServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(ConsoleServlet.class);
  private static final String ROOT = "/console/";

  /**
   * Only what this hub serves runs or loads. Ant Design writes its style elements at run time,
   * hence the exception for styles; scripts have none.
   */
  static final String SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
          + " font-src 'self'; connect-src 'self'; media-src 'self'; base-uri 'none';"
          + " form-action 'self'; frame-ancestors 'none'";

  private final transient Assets assets;

  @Activate
  public ConsoleServlet(BundleContext context) {
    this(Assets.read(entries(context), ROOT));
    LOG.info("console ready with {} files", assets.size());
  }

  ConsoleServlet(Assets assets) {
    this.assets = assets;
  }

  private static List<URL> entries(BundleContext context) {
    var found = context.getBundle().findEntries(ROOT, "*", true);
    return found == null ? List.of() : Collections.list(found);
  }

  /** HEAD comes through here as well: {@link HttpServlet} drops the body. */
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    protect(response);
    Optional<Asset> found = assets.find(path(request));
    if (found.isEmpty()) {
      response.setHeader("Cache-Control", "no-store");
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    Asset asset = found.get();
    response.setHeader("ETag", asset.etag());
    response.setHeader("Vary", "Accept-Encoding");
    response.setHeader(
        "Cache-Control", asset.immutable() ? "public, max-age=31536000, immutable" : "no-cache");
    if (matches(request.getHeader("If-None-Match"), asset.etag())) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    write(asset, acceptsGzip(request), response);
  }

  private static void write(Asset asset, boolean gzip, HttpServletResponse response)
      throws IOException {
    byte[] body = asset.content();
    if (gzip && asset.gzip().isPresent()) {
      body = asset.gzip().get();
      response.setHeader("Content-Encoding", "gzip");
    }
    response.setContentType(asset.type());
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private static void protect(HttpServletResponse response) {
    response.setHeader("Content-Security-Policy", SECURITY_POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(self)");
  }

  /** The whole path below the context, wherever the container cuts it for the pattern. */
  private static String path(HttpServletRequest request) {
    String info = request.getPathInfo();
    return request.getServletPath() + (info == null ? "" : info);
  }

  private static boolean acceptsGzip(HttpServletRequest request) {
    String accepted = request.getHeader("Accept-Encoding");
    if (accepted == null) {
      return false;
    }
    for (String each : accepted.toLowerCase(Locale.ROOT).split(",", -1)) {
      String coding = each.strip();
      if (coding.startsWith("gzip")) {
        return !coding.matches("gzip\\s*;\\s*q=0(\\.0*)?");
      }
    }
    return false;
  }

  private static boolean matches(@Nullable String header, String etag) {
    if (header == null) {
      return false;
    }
    for (String each : header.split(",", -1)) {
      String candidate = each.strip();
      String strong = candidate.startsWith("W/") ? candidate.substring(2) : candidate;
      if (strong.equals("*") || strong.equals(etag)) {
        return true;
      }
    }
    return false;
  }
}
