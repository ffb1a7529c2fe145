// SPDX-License-Identifier: Apache-2.0
package org.shuniu.business.soap;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.shuniu.api.business.spi.BusinessLink;
import org.shuniu.api.hub.Secrets;
import org.shuniu.business.kit.SecretReference;
import org.shuniu.business.kit.mapping.MappingFile;
import org.shuniu.business.kit.mapping.MappingLink;

/** A link by SOAP, made by a configuration and a mapping file (L6). */
@Component(
    service = BusinessLink.class,
    configurationPid = "org.shuniu.business.soap",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = SoapConfig.class, factory = true)
public final class SoapLink extends MappingLink<SoapPart> {
  /** Made by the component runtime. */
  @Activate
  public SoapLink(SoapConfig config, @Reference Secrets secrets, BundleContext bundle) {
    this(config, secrets, MappingFile.directory(bundle));
  }

  SoapLink(SoapConfig config, Secrets secrets, Path mappings) {
    super(
        SoapSettings.of(config, secrets, new MappingFile(mappings, config.mapping())),
        new SoapCarrier(
            SoapSettings.endpoint(config),
            SoapVersion.of(config.soapVersion()),
            SoapSettings.charset(config),
            new Security(
                Optional.of(config.user()).filter(user -> !user.isBlank()),
                SecretReference.of(secrets, config.password()),
                Clock.systemUTC())));
  }
}
