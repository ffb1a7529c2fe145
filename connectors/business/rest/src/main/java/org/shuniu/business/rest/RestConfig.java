// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.rest;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** One system with an interface by JSON. Help texts are in OSGI-INF/l10n. */
@ObjectClassDefinition(
    id = "org.shuniu.business.rest",
    localization = "OSGI-INF/l10n/rest",
    name = "%name",
    description = "%description")
@interface RestConfig {
  @AttributeDefinition(name = "%instance.name", description = "%instance.help")
  String name() default "rest";

  @AttributeDefinition(name = "%mapping.name", description = "%mapping.help")
  String mapping() default "rest";

  @AttributeDefinition(name = "%base.name", description = "%base.help")
  String base() default "http://127.0.0.1:8092/api";

  @AttributeDefinition(name = "%charset.name", description = "%charset.help")
  String charset() default "UTF-8";

  @AttributeDefinition(
      name = "%authentication.name",
      description = "%authentication.help",
      options = {
        @Option(label = "%authentication.none", value = "none"),
        @Option(label = "%authentication.basic", value = "basic"),
        @Option(label = "%authentication.bearer", value = "bearer"),
        @Option(label = "%authentication.oauth2", value = "oauth2"),
        @Option(label = "%authentication.hmac", value = "hmac"),
        @Option(label = "%authentication.sm2", value = "sm2")
      })
  String authentication() default "none";

  @AttributeDefinition(name = "%keyId.name", description = "%keyId.help")
  String keyId() default "shuniu";

  @AttributeDefinition(name = "%secret.name", description = "%secret.help")
  String secret() default "env:SHUNIU_REST_SECRET";

  @AttributeDefinition(name = "%tokenUrl.name", description = "%tokenUrl.help")
  String tokenUrl() default "";

  @AttributeDefinition(name = "%scope.name", description = "%scope.help")
  String scope() default "";

  @AttributeDefinition(name = "%callback.name", description = "%callback.help")
  boolean callback() default false;

  @AttributeDefinition(name = "%callbackKeyId.name", description = "%callbackKeyId.help")
  String callbackKeyId() default "peer";

  @AttributeDefinition(name = "%callbackSecret.name", description = "%callbackSecret.help")
  String callbackSecret() default "env:SHUNIU_REST_CALLBACK_SECRET";

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
      name = "%ratePerSecond.name",
      description = "%ratePerSecond.help",
      min = "0",
      max = "10000")
  int ratePerSecond() default 0;

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
  String keyStorePassword() default "env:SHUNIU_REST_KEYSTORE_PASSWORD";

  @AttributeDefinition(name = "%trustStore.name", description = "%trustStore.help")
  String trustStore() default "";

  @AttributeDefinition(name = "%trustStorePassword.name", description = "%trustStorePassword.help")
  String trustStorePassword() default "env:SHUNIU_REST_TRUSTSTORE_PASSWORD";
}
