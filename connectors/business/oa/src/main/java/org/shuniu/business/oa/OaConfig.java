// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.oa;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** One office automation system. Help texts are in OSGI-INF/l10n. */
@ObjectClassDefinition(
    id = "org.shuniu.business.oa",
    localization = "OSGI-INF/l10n/oa",
    name = "%name",
    description = "%description")
@interface OaConfig {
  @AttributeDefinition(name = "%instance.name", description = "%instance.help")
  String name() default "oa";

  @AttributeDefinition(name = "%base.name", description = "%base.help")
  String base() default "http://127.0.0.1:8091/api";

  @AttributeDefinition(name = "%keyId.name", description = "%keyId.help")
  String keyId() default "shuniu";

  @AttributeDefinition(name = "%secret.name", description = "%secret.help")
  String secret() default "env:SHUNIU_OA_SECRET";

  @AttributeDefinition(name = "%callbackKeyId.name", description = "%callbackKeyId.help")
  String callbackKeyId() default "oa";

  @AttributeDefinition(name = "%callbackSecret.name", description = "%callbackSecret.help")
  String callbackSecret() default "env:SHUNIU_OA_CALLBACK_SECRET";

  @AttributeDefinition(
      name = "%signatureWindowMs.name",
      description = "%signatureWindowMs.help",
      min = "1000",
      max = "3600000")
  int signatureWindowMs() default 300_000;

  @AttributeDefinition(
      name = "%callbackMaxBytes.name",
      description = "%callbackMaxBytes.help",
      min = "1024",
      max = "4194304")
  int callbackMaxBytes() default 262_144;

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
      min = "1024",
      max = "16777216")
  int replyMaxBytes() default 262_144;

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

  @AttributeDefinition(name = "%keyStore.name", description = "%keyStore.help")
  String keyStore() default "";

  @AttributeDefinition(name = "%keyStorePassword.name", description = "%keyStorePassword.help")
  String keyStorePassword() default "env:SHUNIU_OA_KEYSTORE_PASSWORD";

  @AttributeDefinition(name = "%trustStore.name", description = "%trustStore.help")
  String trustStore() default "";

  @AttributeDefinition(name = "%trustStorePassword.name", description = "%trustStorePassword.help")
  String trustStorePassword() default "env:SHUNIU_OA_TRUSTSTORE_PASSWORD";
}
