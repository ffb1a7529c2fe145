// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.socialinsurance;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.datatype.XMLGregorianCalendar;
import org.jspecify.annotations.Nullable;
import org.shuniu.api.business.spi.BusinessOperation;
import org.shuniu.api.business.spi.BusinessReply;
import org.shuniu.api.business.spi.BusinessRequest;
import org.shuniu.business.kit.Faults;
import org.shuniu.business.socialinsurance.wsdl.Account;
import org.shuniu.business.socialinsurance.wsdl.AccountRequest;
import org.shuniu.business.socialinsurance.wsdl.CardLossReceipt;
import org.shuniu.business.socialinsurance.wsdl.CardLossRequest;
import org.shuniu.business.socialinsurance.wsdl.Contribution;
import org.shuniu.business.socialinsurance.wsdl.Contributions;
import org.shuniu.business.socialinsurance.wsdl.ContributionsRequest;

/**
 * The operations in the words of the hub (docs/business-operations.md) and in those of the WSDL.
 * What comes back is checked here: a value that the contract requires and that is not there makes
 * the whole reply invalid.
 */
enum Operation {
  ACCOUNT("account.query", BusinessOperation.Kind.QUERY, "QueryAccount", Account.class) {
    @Override
    Object request(BusinessRequest asked) {
      AccountRequest request = new AccountRequest();
      request.setRequestId(asked.id());
      request.setIdentity(identity(asked));
      password(asked).ifPresent(request::setPassword);
      return request;
    }

    @Override
    BusinessReply reply(Object answer) {
      Account account = (Account) answer;
      Map<String, Object> content = new LinkedHashMap<>();
      content.put("name", text(account.getName()));
      content.put("insurance", text(account.getInsurance()));
      content.put("balance", yuan(account.getBalance()));
      content.put("month", month(account.getMonth()));
      content.put("status", text(account.getStatus()));
      return new BusinessReply(content, instant(account.getAsOf()));
    }
  },

  CONTRIBUTIONS(
      "contributions.query",
      BusinessOperation.Kind.QUERY,
      "QueryContributions",
      Contributions.class) {
    @Override
    Object request(BusinessRequest asked) {
      ContributionsRequest request = new ContributionsRequest();
      request.setRequestId(asked.id());
      request.setIdentity(identity(asked));
      request.setFrom(given(asked, "from", MONTH));
      request.setTo(given(asked, "to", MONTH));
      return request;
    }

    @Override
    BusinessReply reply(Object answer) {
      Contributions found = (Contributions) answer;
      List<Map<String, Object>> items =
          found.getContribution().stream().map(Operation::item).toList();
      return new BusinessReply(Map.of("items", items), instant(found.getAsOf()));
    }
  },

  CARD_LOSS(
      "card.report-loss",
      BusinessOperation.Kind.IDEMPOTENT_ORDER,
      "ReportCardLoss",
      CardLossReceipt.class) {
    @Override
    Object request(BusinessRequest asked) {
      CardLossRequest request = new CardLossRequest();
      request.setRequestId(asked.id());
      request.setIdentity(identity(asked));
      return request;
    }

    @Override
    BusinessReply reply(Object answer) {
      CardLossReceipt receipt = (CardLossReceipt) answer;
      Instant at = instant(receipt.getReportedAt());
      return new BusinessReply(
          Map.of("receipt", text(receipt.getReceipt()), "reportedAt", at.toString()), at);
    }
  };

  private static final String IDENTITY = "[0-9]{17}[0-9X]";
  private static final String MONTH = "[0-9]{4}-(0[1-9]|1[0-2])";
  private static final int TEXT_MAX = 200;

  private final String title;
  private final BusinessOperation.Kind kind;
  private final String soap;
  private final Class<?> answer;

  Operation(String title, BusinessOperation.Kind kind, String soap, Class<?> answer) {
    this.title = title;
    this.kind = kind;
    this.soap = soap;
    this.answer = answer;
  }

  static Set<BusinessOperation> all() {
    return Arrays.stream(values())
        .map(operation -> new BusinessOperation(operation.title, operation.kind))
        .collect(Collectors.toUnmodifiableSet());
  }

  static Optional<Operation> of(String title) {
    return Arrays.stream(values()).filter(operation -> operation.title.equals(title)).findFirst();
  }

  /** Name in the WSDL. */
  String soap() {
    return soap;
  }

  /** Class of the answer's body. */
  Class<?> answer() {
    return answer;
  }

  /** Body of the request. Fails with {@code business.content.invalid}, naming the field. */
  abstract Object request(BusinessRequest asked);

  /** Reads the answer's body. Fails with {@code business.reply.invalid}. */
  abstract BusinessReply reply(Object answer);

  private static Map<String, Object> item(Contribution contribution) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("month", month(contribution.getMonth()));
    item.put("base", yuan(contribution.getBase()));
    item.put("personal", yuan(contribution.getPersonal()));
    item.put("employer", yuan(contribution.getEmployer()));
    item.put("employerName", text(contribution.getEmployerName()));
    return item;
  }

  /** Telephones have no X: the star stands for it. */
  private static String identity(BusinessRequest asked) {
    Object value = asked.content().get("identity");
    String number = value instanceof String s ? s.replace('x', 'X').replace('*', 'X') : "";
    if (!number.matches(IDENTITY)) {
      throw Faults.invalidContent("identity");
    }
    return number;
  }

  private static Optional<String> password(BusinessRequest asked) {
    return asked.content().containsKey("password")
        ? Optional.of(given(asked, "password", "[\\x21-\\x7e]{1,32}"))
        : Optional.empty();
  }

  private static String given(BusinessRequest asked, String field, String pattern) {
    if (asked.content().get(field) instanceof String text && text.matches(pattern)) {
      return text;
    }
    throw Faults.invalidContent(field);
  }

  private static String text(@Nullable String value) {
    if (value == null || value.isEmpty() || value.length() > TEXT_MAX) {
      throw Faults.invalidReply("text");
    }
    return value;
  }

  private static String month(@Nullable String value) {
    if (value == null || !value.matches(MONTH)) {
      throw Faults.invalidReply("month");
    }
    return value;
  }

  /** With two decimals; an exponent of a million must not become a million digits. */
  private static String yuan(@Nullable BigDecimal value) {
    if (value == null || value.precision() > 16 || Math.abs(value.scale()) > 16) {
      throw Faults.invalidReply("amount");
    }
    try {
      return value.setScale(2, RoundingMode.UNNECESSARY).toPlainString();
    } catch (ArithmeticException e) {
      throw Faults.invalidReply("amount");
    }
  }

  private static Instant instant(@Nullable XMLGregorianCalendar value) {
    if (value == null) {
      throw Faults.invalidReply("time");
    }
    return value.toGregorianCalendar().toInstant();
  }
}
