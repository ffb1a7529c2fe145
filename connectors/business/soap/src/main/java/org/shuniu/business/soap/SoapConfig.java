// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.soap;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** One system with an interface by SOAP. Help texts are in OSGI-INF/l10n. */
@ObjectClassDefinition(
    id = "org.shuniu.business.soap",
    localization = "OSGI-INF/l10n/soap",
    name = "%name",
    description = "%description")
@interface SoapConfig {
  @AttributeDefinition(name = "%instance.name", description = "%instance.help")
  String name() default "soap";

  @AttributeDefinition(name = "%mapping.name", description = "%mapping.help")
  String mapping() default "soap";

  @AttributeDefinition(name = "%endpoint.name", description = "%endpoint.help")
  String endpoint() default "http://127.0.0.1:8093/service";

  @AttributeDefinition(
      name = "%soapVersion.name",
      description = "%soapVersion.help",
      options = {
        @Option(label = "%soapVersion.11", value = "1.1"),
        @Option(label = "%soapVersion.12", value = "1.2")
      })
  String soapVersion() default "1.1";

  @AttributeDefinition(name = "%user.name", description = "%user.help")
  String user() default "";

  @AttributeDefinition(name = "%password.name", description = "%password.help")
  String password() default "env:SHUNIU_SOAP_PASSWORD";

  @AttributeDefinition(name = "%charset.name", description = "%charset.help")
  String charset() default "UTF-8";

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
  String keyStorePassword() default "env:SHUNIU_SOAP_KEYSTORE_PASSWORD";

  @AttributeDefinition(name = "%trustStore.name", description = "%trustStore.help")
  String trustStore() default "";

  @AttributeDefinition(name = "%trustStorePassword.name", description = "%trustStorePassword.help")
  String trustStorePassword() default "env:SHUNIU_SOAP_TRUSTSTORE_PASSWORD";
}
