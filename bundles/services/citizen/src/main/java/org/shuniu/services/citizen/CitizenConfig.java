// SPDX-License-Identifier: Apache-2.0
package org.shuniu.services.citizen;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How citizens are verified, and what business systems are asked about them. */
@ObjectClassDefinition(
    name = "%citizen.name",
    description = "%citizen.description",
    localization = "OSGI-INF/l10n/citizen")
public @interface CitizenConfig {
  @AttributeDefinition(
      name = "%verification.name",
      description = "%verification.description",
      min = "1",
      max = "480")
  int verificationMinutes() default 30;

  @AttributeDefinition(
      name = "%attempts.name",
      description = "%attempts.description",
      min = "1",
      max = "20")
  int verificationAttempts() default 3;

  @AttributeDefinition(name = "%link.name", description = "%link.description")
  String insuranceLink() default "socialinsurance";

  @AttributeDefinition(name = "%links.name", description = "%links.description")
  String[] businessLinks() default {};

  @AttributeDefinition(name = "%queries.name", description = "%queries.description")
  String[] businessQueries() default {
    "account.query",
    "contributions.query",
    "application.query",
    "exam-result.query",
    "vacancies.query"
  };

  @AttributeDefinition(name = "%orders.name", description = "%orders.description")
  String[] businessOrders() default {
    "card.report-loss", "insurance.register", "insurance.declare", "appointment.book"
  };

  @AttributeDefinition(
      name = "%patience.name",
      description = "%patience.description",
      min = "500",
      max = "8000")
  int businessPatienceMs() default 8_000;

  @AttributeDefinition(
      name = "%waiting.name",
      description = "%waiting.description",
      min = "1",
      max = "200")
  int businessWaiting() default 32;

  @AttributeDefinition(
      name = "%ttl.name",
      description = "%ttl.description",
      min = "0",
      max = "86400")
  int businessCacheSeconds() default 300;

  @AttributeDefinition(
      name = "%entries.name",
      description = "%entries.description",
      min = "1",
      max = "100000")
  int businessCacheEntries() default 1_000;

  @AttributeDefinition(
      name = "%orderpatience.name",
      description = "%orderpatience.description",
      min = "1",
      max = "1440")
  int orderPatienceMinutes() default 60;

  @AttributeDefinition(
      name = "%unlinked.name",
      description = "%unlinked.description",
      min = "1",
      max = "3650")
  int unlinkedDays() default 30;
}
