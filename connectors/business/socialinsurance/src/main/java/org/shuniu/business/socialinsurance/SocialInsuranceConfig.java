// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.socialinsurance;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** One social insurance system. Help texts are in OSGI-INF/l10n. */
@ObjectClassDefinition(
    id = "org.shuniu.business.socialinsurance",
    localization = "OSGI-INF/l10n/socialinsurance",
    name = "%name",
    description = "%description")
@interface SocialInsuranceConfig {
  @AttributeDefinition(name = "%instance.name", description = "%instance.help")
  String name() default "socialinsurance";

  @AttributeDefinition(name = "%endpoint.name", description = "%endpoint.help")
  String endpoint() default "http://127.0.0.1:8090/social-insurance";

  @AttributeDefinition(
      name = "%connectTimeoutMs.name",
      description = "%connectTimeoutMs.help",
      min = "100",
      max = "30000")
  int connectTimeoutMs() default 3_000;

  @AttributeDefinition(
      name = "%receiveTimeoutMs.name",
      description = "%receiveTimeoutMs.help",
      min = "100",
      max = "60000")
  int receiveTimeoutMs() default 10_000;

  @AttributeDefinition(
      name = "%replyMaxBytes.name",
      description = "%replyMaxBytes.help",
      min = "4096",
      max = "16777216")
  int replyMaxBytes() default 1_048_576;

  @AttributeDefinition(
      name = "%concurrency.name",
      description = "%concurrency.help",
      min = "1",
      max = "200")
  int concurrency() default 16;

  @AttributeDefinition(
      name = "%waitingMax.name",
      description = "%waitingMax.help",
      min = "1",
      max = "10000")
  int waitingMax() default 500;

  @AttributeDefinition(
      name = "%breakerFailures.name",
      description = "%breakerFailures.help",
      min = "1",
      max = "1000")
  int breakerFailures() default 5;

  @AttributeDefinition(
      name = "%breakerOpenMs.name",
      description = "%breakerOpenMs.help",
      min = "100",
      max = "600000")
  int breakerOpenMs() default 10_000;

  @AttributeDefinition(name = "%user.name", description = "%user.help")
  String user() default "";

  @AttributeDefinition(name = "%password.name", description = "%password.help")
  String password() default "env:SHUNIU_SOCIALINSURANCE_PASSWORD";

  @AttributeDefinition(name = "%keyStore.name", description = "%keyStore.help")
  String keyStore() default "";

  @AttributeDefinition(name = "%keyStorePassword.name", description = "%keyStorePassword.help")
  String keyStorePassword() default "env:SHUNIU_SOCIALINSURANCE_KEYSTORE_PASSWORD";

  @AttributeDefinition(name = "%trustStore.name", description = "%trustStore.help")
  String trustStore() default "";

  @AttributeDefinition(name = "%trustStorePassword.name", description = "%trustStorePassword.help")
  String trustStorePassword() default "env:SHUNIU_SOCIALINSURANCE_TRUSTSTORE_PASSWORD";
}
