// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.ops.alarm;

import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Map;
import java.util.Properties;
import org.shuniu.api.base.HubException;
import org.shuniu.api.hub.Secrets;

/** Mail through an SMTP server. One connection for each message: alarms are few. */
final class MailTeller implements Teller {
  private final Settings settings;
  private final Secrets secrets;
  private final Clock clock;

  /**
   * How mail goes out.
   *
   * @param host empty: not set up
   * @param security {@code none}, {@code starttls} (required, not tried) or {@code tls}
   * @param user empty: without a login
   * @param secret reference to the password
   */
  record Settings(
      String host,
      int port,
      String security,
      String from,
      String user,
      String secret,
      int timeoutMs) {}

  MailTeller(Settings settings, Secrets secrets, Clock clock) {
    this.settings = settings;
    this.secrets = secrets;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return "mail";
  }

  @Override
  public boolean ready() {
    return !settings.host().isBlank() && !settings.from().isBlank();
  }

  @Override
  public void tell(String to, String subject, String text) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // The library finds its parts by the thread's class loader.
    thread.setContextClassLoader(MailTeller.class.getClassLoader());
    try {
      MimeMessage message = new MimeMessage(session());
      message.setFrom(new InternetAddress(settings.from(), true));
      message.setRecipient(Message.RecipientType.TO, new InternetAddress(to, true));
      message.setSubject(subject, StandardCharsets.UTF_8.name());
      message.setText(text, StandardCharsets.UTF_8.name());
      message.setHeader("Auto-Submitted", "auto-generated");
      message.setSentDate(Date.from(clock.instant()));
      Transport.send(message);
    } catch (MessagingException e) {
      throw HubException.external("ops.tell.failed", Map.of("to", "mail", "cause", cause(e)), e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** The server's own words, of which the last exception of the chain knows most. */
  private static String cause(MessagingException e) {
    Exception last = e;
    while (last instanceof MessagingException m && m.getNextException() != null) {
      last = m.getNextException();
    }
    return String.valueOf(last.getMessage()).lines().findFirst().orElse("");
  }

  private Session session() {
    Properties all = new Properties();
    all.setProperty("mail.transport.protocol", "smtp");
    all.setProperty("mail.smtp.host", settings.host());
    all.setProperty("mail.smtp.port", String.valueOf(settings.port()));
    for (String phase : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
      all.setProperty("mail.smtp." + phase, String.valueOf(settings.timeoutMs()));
    }
    all.setProperty("mail.smtp.ssl.enable", String.valueOf(settings.security().equals("tls")));
    boolean start = settings.security().equals("starttls");
    all.setProperty("mail.smtp.starttls.enable", String.valueOf(start));
    all.setProperty("mail.smtp.starttls.required", String.valueOf(start));
    all.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    if (settings.user().isBlank()) {
      return Session.getInstance(all);
    }
    all.setProperty("mail.smtp.auth", "true");
    String password = secrets.resolve(settings.secret());
    return Session.getInstance(
        all,
        new Authenticator() {
          @Override
          protected PasswordAuthentication getPasswordAuthentication() {
            return new PasswordAuthentication(settings.user(), password);
          }
        });
  }
}
